/**
 * When a worker that died may start again: soon, then less soon, and at most five times in any minute (faults table: "model
 * worker killed or hung"). Pure; times are station time.
 */
const mostRestarts = 5;
const windowMs = 60_000;
/** 0.25, 0.5, 1, 2 and 4 s: all five are over within the 10 s in which a single fault must be mended. */
const firstDelayMs = 250;

export interface Restart {
  readonly delayMs: number;
  /** True when it has to wait for the window: the fault is not a single one. */
  readonly isExhausted: boolean;
}

/** `restartsMs`: when earlier restarts happened, rising. */
export function planRestart(restartsMs: readonly number[], nowMs: number): Restart {
  const recent = restartsMs.filter((atMs) => nowMs - atMs < windowMs);
  const oldest = recent[recent.length - mostRestarts];
  if (oldest !== undefined) return { delayMs: oldest + windowMs - nowMs, isExhausted: true };
  return { delayMs: firstDelayMs * 2 ** recent.length, isExhausted: false };
}
