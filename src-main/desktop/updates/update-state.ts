/**
 * How far an update is: `state.json` in the shell's folder of updates, read again each time, because the version before, the one after and the
 * guard between them write it. In: a change. Out: the state, whole after a power cut: the file is put in place by one rename. Versions read
 * each other's: a field may come to it, but none may go or change.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { errorText } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { syncFolder } from './place-program.ts';

/** From one program to another at the same place. */
const move = {
  from: z.string(),
  to: z.string(),
  /** Absolute: where the one in use lies. */
  program: z.string(),
  /** What it is started with. */
  args: z.array(z.string()),
  /** Made of the store before. */
  backup: z.object({ name: z.string(), madeMs: z.number() }),
  /** Parts of the station that were down before, so that the newer version is not blamed for them. */
  downBefore: z.array(z.string()),
};
export type Move = z.infer<z.ZodObject<typeof move>>;

const phase = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  /** The newer one is being put in place. */
  z.object({ kind: z.literal('installing'), ...move }),
  /**
   * `starts`: of the newer one, but for those after a person had ended it in order. `guard`: the process that watches over it, `desktop`: its
   * own.
   */
  z.object({
    kind: z.literal('trial'),
    ...move,
    starts: z.number().int(),
    endedInOrder: z.boolean(),
    guard: z.number().nullable(),
    desktop: z.number().nullable(),
  }),
  z.object({ kind: z.literal('confirmed'), ...move, atMs: z.number() }),
  /** The earlier one is being put in place again. */
  z.object({ kind: z.literal('returning'), ...move, why: z.string() }),
  /** `isSettled`: its station has run since. */
  z.object({ kind: z.literal('returned'), ...move, why: z.string(), atMs: z.number(), isSettled: z.boolean() }),
]);
export type Phase = z.infer<typeof phase>;

const updateState = z.object({
  newestSeen: z.string().nullable(),
  /** The newest last. */
  refused: z.array(z.string()),
  phase,
});
export type UpdateState = z.infer<typeof updateState>;

export interface UpdateStateFile {
  /** Of `state.json`, and of what is kept beside it. */
  readonly folder: string;
  read(): UpdateState;
  /** Throws where the disk takes nothing. */
  write(change: Partial<UpdateState>): void;
  /** As `write`, for what must not stop a station: a disk that takes nothing is told in the log alone. */
  note(change: Partial<UpdateState>): void;
}

/** The folder of what was fetched, beside `state.json`. */
export const fetchedName = 'fetched';

const nothing: UpdateState = { newestSeen: null, refused: [], phase: { kind: 'none' } };
const mostRefused = 20;

export function openUpdateState(folder: string, log: Log): UpdateStateFile {
  const path = join(folder, 'state.json');
  const read = (): UpdateState => {
    try {
      return updateState.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        log.error({ error: errorText(error) }, 'how far the last update was can’t be read; it counts as ended');
      return nothing;
    }
  };
  const write = (change: Partial<UpdateState>): void => {
    const next = { ...read(), ...change };
    writeWhole(path, JSON.stringify({ ...next, refused: next.refused.slice(-mostRefused) }, null, 1));
  };
  return {
    ...{ folder, read, write },
    note(change) {
      try {
        write(change);
      } catch (error) {
        log.error({ error: errorText(error) }, 'how far the update is can’t be written down');
      }
    },
  };
}

/** What a move was from and to, out of any phase that has one. */
export function moveOf({ from, to, program, args, backup, downBefore }: Move): Move {
  return { from, to, program, args, backup, downBefore };
}

function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  // The guard and the program may write at once.
  const part = `${path}.${process.pid}`;
  const file = openSync(part, 'w', 0o600);
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
  renameSync(part, path);
  syncFolder(dirname(path));
}
