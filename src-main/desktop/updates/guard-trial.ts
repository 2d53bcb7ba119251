/**
 * The version before an update, kept running without a window to watch over the one after: it starts the newer program, and puts the earlier
 * one back when that ends, hangs or says that it can't. In: the folder of `state.json`. Out: how it ended. A guard that is killed is missed
 * by nobody: the newer version counts its own starts.
 */
import type { ChildProcess } from 'node:child_process';
import { errorText } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { goBack, startProgram } from './go-back.ts';
import { isAlive } from './is-alive.ts';
import { type Move, openUpdateState, type Phase, type UpdateStateFile } from './update-state.ts';
import { putPreviousBack } from './ways/app-image-way.ts';

export interface GuardLimits {
  /** For a trial as a whole; longer than the newer version gives itself. */
  readonly trialMs: number;
  /** From being asked to end to being ended. */
  readonly endMs: number;
}

export interface GuardOptions {
  readonly folder: string;
  /** The process that has installed the update: it must be gone before the newer one starts. */
  readonly after: number;
  readonly limits: GuardLimits;
  readonly log: Log;
}

const lookEveryMs = 200;

export async function guardTrial({ folder, after, limits, log }: GuardOptions): Promise<Phase['kind']> {
  const state = openUpdateState(folder, log);
  await ended(after, limits.endMs);
  const { phase } = state.read();
  if (phase.kind !== 'trial') return phase.kind;
  state.write({ phase: { ...phase, guard: process.pid } });
  const why = await watch(state, phase, limits).catch((error: unknown) => `it could not be started: ${errorText(error)}`);
  if (why === null) return state.read().phase.kind;
  log.error({ version: phase.to, why }, 'the new version did not run well; the one before is put in place again');
  const putBack = (): Promise<void> => putPreviousBack(folder, phase.program);
  await goBack(state, phase, { why, nowMs: Date.now(), putBack }).catch((error: unknown) =>
    log.error({ error: errorText(error) }, 'the one before could not be put in place; the new one says so'),
  );
  await startProgram(phase.program, phase.args);
  return state.read().phase.kind;
}

/** Null: nothing is to be done. */
async function watch(state: UpdateStateFile, { program, args }: Move, limits: GuardLimits): Promise<string | null> {
  const child = await startProgram(program, args);
  const endMs = performance.now() + limits.trialMs;
  for (;;) {
    const isThere = child.exitCode === null && child.signalCode === null;
    const { phase } = state.read();
    // A person may have been faster: then it is their start that is watched, and the own one has ended beside it.
    const hasEnded = !isThere && !(phase.kind === 'trial' && phase.desktop !== null && isAlive(phase.desktop));
    if (phase.kind === 'returning') {
      await end(child, limits.endMs);
      return phase.why;
    }
    if (phase.kind !== 'trial') return null;
    if (hasEnded) return phase.endedInOrder ? null : `it ended with ${child.signalCode ?? child.exitCode}`;
    if (performance.now() > endMs) {
      await end(child, limits.endMs);
      return `it did not run well within ${Math.round(limits.trialMs / 1000)} s`;
    }
    await pause(lookEveryMs);
  }
}

/** With its station, which is of the same group. */
async function end(child: ChildProcess, limitMs: number): Promise<void> {
  const group = -(child.pid ?? 0);
  signal(group, 'SIGTERM');
  await ended(group, limitMs);
}

/** Waits for an end, and makes one where none comes. */
async function ended(pid: number, limitMs: number): Promise<void> {
  const endMs = performance.now() + limitMs;
  while (isAlive(pid) && performance.now() < endMs) await pause(lookEveryMs);
  signal(pid, 'SIGKILL');
  while (isAlive(pid) && performance.now() < endMs + limitMs) await pause(lookEveryMs);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile.
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
