/**
 * The steps from an installer that lies ready to the newer program in place, in an order that a kill may cut anywhere. In: the update, the
 * station, who asks. Out: how it ended; a high alarm between any two steps before the station's stop puts it off.
 */
import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import { errorText } from '../../errors.ts';
import type { FetchedUpdate } from './fetch-update.ts';
import { startProgram } from './go-back.ts';
import { guardWord } from './guard-order.ts';
import { copyBeside, dropReady, nameReady, previousProgram } from './place-program.ts';
import type { Move, UpdateStateFile } from './update-state.ts';

/** Why an update must wait. */
export type Hindrance = 'high-alarm' | 'station-down';

export interface InstallOptions {
  readonly state: UpdateStateFile;
  /** In use. */
  readonly version: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly station: {
    /** Null: nobody misses it for a minute. */
    hindrance(): Hindrance | null;
    /** Rejects with the reason where there is no backup. */
    backUp(): Promise<Move['backup']>;
    stop(): Promise<void>;
    start(): void;
  };
}

export type InstallEnd =
  /** This process must end now: the guard waits for it. */
  | { readonly kind: 'installed' }
  | { readonly kind: 'put-off'; readonly hindrance: Hindrance }
  | { readonly kind: 'failed'; readonly why: string };

export async function installUpdate(update: FetchedUpdate, options: InstallOptions): Promise<InstallEnd> {
  const { program, station } = options;
  const early = station.hindrance();
  if (early !== null) return { kind: 'put-off', hindrance: early };
  try {
    requireWritable(dirname(program));
    const backup = await station.backUp();
    await layReady(update, options);
    const late = station.hindrance();
    if (late === null) return await exchange(update, backup, options);
    await dropReady(program);
    return { kind: 'put-off', hindrance: late };
  } catch (error) {
    await dropReady(program).catch(() => undefined);
    // It stopped for the exchange alone; one that runs is left alone.
    station.start();
    return { kind: 'failed', why: errorText(error) };
  }
}

/** The earlier program is kept, the newer one lies beside it; nothing is changed yet. */
async function layReady({ file, sha512 }: FetchedUpdate, { state, program }: InstallOptions): Promise<void> {
  const previous = previousProgram(state.folder);
  await copyBeside(program, previous);
  await nameReady(previous);
  if ((await copyBeside(file, program)) !== sha512) throw new Error('the file was changed after it had been fetched');
}

async function exchange({ version: to }: FetchedUpdate, backup: Move['backup'], options: InstallOptions): Promise<InstallEnd> {
  const { state, version: from, program, args, station } = options;
  const move: Move = { from, to, program, args: [...args], backup };
  state.write({ phase: { kind: 'installing', ...move } });
  await station.stop();
  try {
    await nameReady(program);
    state.write({ phase: { kind: 'trial', ...move, starts: 0, endedInOrder: false, guard: null } });
    await startProgram(previousProgram(state.folder), [...args, guardWord({ folder: state.folder, after: process.pid })]);
    return { kind: 'installed' };
  } catch (error) {
    await copyBeside(previousProgram(state.folder), program);
    await nameReady(program);
    state.write({ phase: { kind: 'none' } });
    throw error;
  }
}

function requireWritable(folder: string): void {
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new Error(`this user may not write to ${folder}, where the program lies: move it to a folder of the user's own`);
  }
}
