/** When a camera's child is to be given up, and when to try again. Pure: time and chance are passed in. */

export interface WatchLimits {
  /** Longest wait for the first picture of a start. */
  readonly firstFrameMs: number;
  /** Longest silence between pictures. */
  readonly silenceMs: number;
}

export interface RetryLimits {
  readonly firstMs: number;
  readonly capMs: number;
}

/**
 * ffmpeg may live and be silent for ever (a stalled peer was noticed after 6 s at best). A slow camera is given two and a
 * half of its own intervals.
 */
export function isSilent(
  now: { readonly nowMs: number; readonly startedMs: number; readonly lastFrameMs: number | null },
  limits: WatchLimits,
  fps: number,
): boolean {
  const patienceMs = Math.max(limits.silenceMs, 2500 / fps);
  if (now.lastFrameMs === null) return now.nowMs - now.startedMs > Math.max(limits.firstFrameMs, patienceMs);
  return now.nowMs - now.lastFrameMs > patienceMs;
}

/**
 * Wait before try `attempt` (1, 2, …): doubles up to the cap, and then anything between half of it and the whole, so that
 * cameras that dropped together don't come back together.
 */
export function retryDelayMs(attempt: number, limits: RetryLimits, random: () => number): number {
  const wholeMs = Math.min(limits.capMs, limits.firstMs * 2 ** Math.min(attempt - 1, 30));
  return wholeMs * (0.5 + random() / 2);
}
