/**
 * How a player stays at the live edge of what it has: far behind it jumps, a little behind it plays faster, and what is old is dropped
 * from the buffer. Times are seconds of the media's own timeline. Pure.
 */

export interface BufferView {
  /** Buffered ranges, rising. */
  readonly ranges: readonly (readonly [start: number, end: number])[];
  readonly currentS: number;
}

export interface EdgeAction {
  /** Where to jump; null when playing on is right. */
  readonly seekS: number | null;
  readonly rate: number;
  /** Everything before this may go; null while it isn't worth it. */
  readonly trimBeforeS: number | null;
}

/** Where a jump lands: one or two frames of a 15 fps camera, so that playing doesn't run dry at once. */
const cushionS = 0.1;
/** The most that is let be; 150 ms beyond the glass-to-glass time of everything before. */
const wantedS = 0.15;
const jumpS = 0.7;
const fastRate = 1.15;
/** Chromium's clock runs on past the last frame of an endless stream, and then drops what comes as too late. */
const aheadS = 0.12;
const dryS = 0.04;
const slowRate = 0.92;
const keepBehindS = 6;
const trimAtS = 20;

export function edgeAction({ ranges, currentS }: BufferView): EdgeAction {
  const last = ranges.at(-1);
  const first = ranges[0];
  if (last === undefined || first === undefined) return { seekS: null, rate: 1, trimBeforeS: null };
  const [start, end] = last;
  const behindS = end - currentS;
  const trimBeforeS = currentS - first[0] > trimAtS ? currentS - keepBehindS : null;
  // Before the range (the first data, or a gap left by a reconnect), past it, or far behind: playing on would stand still.
  const outside = currentS < start || behindS < -aheadS;
  if (outside || behindS > jumpS) return { seekS: Math.max(start, end - cushionS), rate: 1, trimBeforeS };
  return { seekS: null, rate: rateFor(behindS), trimBeforeS };
}

/** Gentle near the edge, so that nobody sees it: slower when it is about to run dry, at most `fastRate` when it is behind. */
function rateFor(behindS: number): number {
  if (behindS < dryS) return slowRate;
  if (behindS <= wantedS) return 1;
  return Math.min(fastRate, 1.04 + (behindS - wantedS) * 0.25);
}
