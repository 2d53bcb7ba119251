/**
 * Counts what became of one camera's frames, in total and over the last ten seconds, and says when too few of them are
 * detected. No clock: `nowMs` is passed in.
 */
export interface DetectionCounters {
  readonly offeredTotal: number;
  readonly detectedTotal: number;
  /** Frames replaced by a newer one, too old, or lost with a worker. */
  readonly droppedTotal: number;
  /** Runs that failed. */
  readonly failedTotal: number;
  /** Over the last ten seconds. */
  readonly detectedPerS: number;
  readonly droppedPerS: number;
  /** Smoothed over about twenty frames; null before the first. */
  readonly meanInferenceMs: number | null;
  /** From the picture leaving the decoder to its detections, smoothed, ms. */
  readonly meanTotalMs: number | null;
}

export interface CameraTally {
  offered(): void;
  detected(nowMs: number, inferenceMs: number, totalMs: number): void;
  /** `isOverload`: the model was at work and had no time for it; false when there was no model to ask. */
  dropped(nowMs: number, isOverload: boolean): void;
  failed(): void;
  /** True while most frames are dropped; it takes a clear recovery to end. */
  isOverloaded(nowMs: number): boolean;
  counters(nowMs: number): DetectionCounters;
}

const windowS = 10;
const smoothing = 0.05;
/** Fewer frames than this in the window say nothing. */
const leastFrames = 10;
const overloadedShare = 0.5;
const recoveredShare = 0.3;

export function createCameraTally(): CameraTally {
  const detected = createWindow();
  const dropped = createWindow();
  const missed = createWindow();
  const totals = { offered: 0, detected: 0, dropped: 0, failed: 0 };
  let meanInferenceMs: number | null = null;
  let meanTotalMs: number | null = null;
  let wasOverloaded = false;

  return {
    offered: () => void totals.offered++,
    failed: () => void totals.failed++,
    detected(nowMs, inferenceMs, totalMs) {
      totals.detected++;
      detected.add(nowMs);
      meanInferenceMs = smooth(meanInferenceMs, inferenceMs);
      meanTotalMs = smooth(meanTotalMs, totalMs);
    },
    dropped(nowMs, isOverload) {
      totals.dropped++;
      dropped.add(nowMs);
      if (isOverload) missed.add(nowMs);
    },
    isOverloaded(nowMs) {
      const drops = missed.sum(nowMs);
      const frames = drops + detected.sum(nowMs);
      const limit = wasOverloaded ? recoveredShare : overloadedShare;
      wasOverloaded = frames >= leastFrames && drops / frames > limit;
      return wasOverloaded;
    },
    counters: (nowMs) => ({
      offeredTotal: totals.offered,
      detectedTotal: totals.detected,
      droppedTotal: totals.dropped,
      failedTotal: totals.failed,
      detectedPerS: detected.sum(nowMs) / windowS,
      droppedPerS: dropped.sum(nowMs) / windowS,
      meanInferenceMs,
      meanTotalMs,
    }),
  };
}

function smooth(mean: number | null, value: number): number {
  return mean === null ? value : mean + smoothing * (value - mean);
}

/** Events of the last `windowS` seconds, counted by whole seconds. */
function createWindow() {
  const counts = new Array<number>(windowS).fill(0);
  let newest = 0;
  const advance = (nowMs: number) => {
    const second = Math.floor(nowMs / 1000);
    for (let s = Math.max(newest + 1, second - windowS + 1); s <= second; s++) counts[s % windowS] = 0;
    newest = Math.max(newest, second);
  };
  return {
    add(nowMs: number): void {
      advance(nowMs);
      counts[newest % windowS] = (counts[newest % windowS] ?? 0) + 1;
    },
    sum(nowMs: number): number {
      advance(nowMs);
      return counts.reduce((total, count) => total + count, 0);
    },
  };
}
