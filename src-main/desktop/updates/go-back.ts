/**
 * The earlier program in the newer one's place again. In: the state with a move in it, why. Out: a state that says so; the newer version is
 * not offered again. Done twice, or by two at once, it leads to the same; cut off, the next start goes on with it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Move, moveOf, type UpdateStateFile } from './update-state.ts';

interface WayBack {
  readonly why: string;
  readonly nowMs: number;
  /** The earlier program in the newer one's place. */
  readonly putBack: () => Promise<void>;
}

/** Rejects where the earlier program is gone, or the disk takes nothing. */
export async function goBack(state: UpdateStateFile, move: Move, { why, nowMs, putBack }: WayBack): Promise<void> {
  state.write({ phase: { kind: 'returning', ...moveOf(move), why } });
  await putBack();
  const { refused } = state.read();
  state.write({
    refused: [...new Set([...refused, move.to])],
    phase: { kind: 'returned', ...moveOf(move), why, atMs: nowMs, isSettled: false },
  });
}

/** Stays when this process ends, and leads a group of its own. Rejects for a file that is no program. */
export async function startProgram(program: string, args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(program, args, { detached: true, stdio: 'ignore' });
  await once(child, 'spawn');
  child.unref();
  return child;
}
