/** Where a zone's crowd is going, from its last minutes: rising, falling, steady, or unknown where too little is known to say. Pure. */
import { type MinutePoint, minuteMs } from './zone-history.ts';

export type Direction = 'rising' | 'falling' | 'steady' | 'unknown';

/** What the word speaks of: long enough to outlast one train, short enough to be the present. */
export const judgedMinutes = 10;
/** Half of them, or a gap would decide. */
const leastKnown = 5;
/** Minutes reach the history up to two minutes after they began; a newest one older than this says nothing of the present. */
const newestWithinMs = 4 * minuteMs;
/** A change within the window that somebody on the platform would notice: of the crowd that is there, or of the way to the first edge. */
const noticedShare = 0.15;
const noticedOfEdge = 0.08;

/**
 * `points`: one a minute, oldest first. `amberEdge`: the value at which the zone's band leaves green, same unit. The slope is the median of
 * all pairs (Theil, 1950), so that one minute that was measured wrongly turns nothing round.
 */
export function trendDirection(points: readonly MinutePoint[], amberEdge: number, nowMs: number): Direction {
  const known = points
    .filter(({ atMs }) => atMs >= nowMs - (judgedMinutes + 1) * minuteMs)
    .flatMap(({ atMs, value }) => (value === null ? [] : [{ minute: atMs / minuteMs, value }]));
  const newest = known.at(-1);
  if (newest === undefined || known.length < leastKnown || nowMs - newest.minute * minuteMs > newestWithinMs) return 'unknown';
  const change = medianSlope(known) * judgedMinutes;
  const noticed = Math.max(noticedShare * median(known.map(({ value }) => value)), noticedOfEdge * amberEdge);
  if (Math.abs(change) < noticed) return 'steady';
  return change > 0 ? 'rising' : 'falling';
}

/** Change a minute. */
function medianSlope(points: readonly { readonly minute: number; readonly value: number }[]): number {
  return median(
    points.flatMap((from, i) => points.slice(i + 1).map((to) => (to.value - from.value) / (to.minute - from.minute))),
  );
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low = 0, high = 0] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return (low + high) / 2;
}
