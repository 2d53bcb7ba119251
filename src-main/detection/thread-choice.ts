/**
 * How many threads one model's runs get when the settings say `auto`: measured at start, on this machine, with this model. One thread does the
 * most work for its time, so more are taken only where the cameras ask for more than it can do, and only while they help.
 */
import { type OpenModel, openModel } from './open-model.ts';
import type { ThreadPlan, WorkerSetup } from './worker-messages.ts';

/** The model is ready: its shapes are known and its first runs are done. */
export interface ReadyModel {
  readonly model: OpenModel;
  readonly threads: number;
  /** Median of one view of the first warm-up size, ms; null when nothing was measured. */
  readonly runMs: number | null;
}

/** A thread that is busy more than this part of the time has no room for the bad minutes. */
const mostBusy = 0.7;
/** Twice the threads must at least save a fifth of the time: they take it from decoding, the store and the pages. */
const leastGain = 1.25;
const runsPerSize = 5;

export async function openReadyModel({ path, spec, threads, warmUp }: WorkerSetup): Promise<ReadyModel> {
  if (typeof threads === 'number') {
    const model = await openModel(path, spec, threads);
    await medianRunMs(model, warmUp, 1);
    return { model, threads, runMs: null };
  }
  let ready = await measured(1);
  for (let next = 2; next <= threads.most && isTooSlow(ready.runMs, threads); next *= 2) {
    const candidate = await measured(next);
    const helps = ready.runMs >= leastGain * candidate.runMs;
    await (helps ? ready : candidate).model.close();
    if (!helps) break;
    ready = candidate;
  }
  return ready;

  async function measured(count: number): Promise<ReadyModel & { readonly runMs: number }> {
    const model = await openModel(path, spec, count);
    await medianRunMs(model, warmUp, 1);
    return { model, threads: count, runMs: await medianRunMs(model, warmUp.slice(0, 1), runsPerSize) };
  }
}

export function isTooSlow(runMs: number, { viewsPerS }: ThreadPlan): boolean {
  return runMs * viewsPerS > mostBusy * 1000;
}

/** Runs blank pictures of each size; the first run of a size also makes its buffers. */
async function medianRunMs(model: OpenModel, sizes: WorkerSetup['warmUp'], runs: number): Promise<number> {
  const times: number[] = [];
  for (const { width, height } of sizes) {
    const blank = { width, height, rgb: new Uint8Array(width * height * 3) };
    for (let i = 0; i < runs; i++) times.push((await model.detect(blank, { tiles: 1, minScore: 1 })).runMs);
  }
  return times.sort((a, b) => a - b)[times.length >> 1] ?? 0;
}
