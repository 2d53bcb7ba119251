/**
 * Line crossings of one person. In: where their feet were and are. Out: the side they are clearly on, and the direction when
 * they went over. A person who dithers on the line crosses once; one who walks around its end doesn't cross.
 */
import type { LineSide, Standpoint } from './crowd-memory.ts';
import type { LineModel } from './crowd-model.ts';

/** Nearer to the line than this is neither side: twice the usual error of a foot point. */
const clearM = 0.2;
/** How far beyond a line's end a crossing still counts, as share of its length: lines are drawn by hand between two walls. */
const endTolerance = 0.03;

/** metresPerFraction: what a unit of the picture is at the feet; used where there is no ground. */
export function sideOfLine(line: LineModel, at: Standpoint, metresPerFraction: number): LineSide | null {
  const rightM = metresToTheRight(line, at, metresPerFraction);
  if (Math.abs(rightM) < clearM) return null;
  return { lineId: line.id, side: rightM > 0 ? 'right' : 'left', at };
}

/** Seen from `from` to `to`. In the picture y runs down, on the plan up: the sign of the cross product turns over. */
function metresToTheRight(line: LineModel, { foot, ground }: Standpoint, metresPerFraction: number): number {
  if (line.ground !== null && ground !== null) return -distanceFrom(line.ground.from, line.ground.to, ground);
  return distanceFrom(line.from, line.to, foot) * metresPerFraction;
}

/** Signed distance of p from the endless line through a and b: cross(b − a, p − a) / |b − a|. */
function distanceFrom(a: readonly [number, number], b: readonly [number, number], p: readonly [number, number]): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  return (dx * (p[1] - a[1]) - dy * (p[0] - a[0])) / Math.hypot(dx, dy);
}

/** `in` is left to right. Null when the side stayed, or when the way between the two places passes beside the line. */
export function crossingBetween(line: LineModel, before: LineSide, now: LineSide): 'in' | 'out' | null {
  if (before.side === now.side) return null;
  const along = shareAlong(line, before.at.foot, now.at.foot);
  if (along < -endTolerance || along > 1 + endTolerance) return null;
  return now.side === 'right' ? 'in' : 'out';
}

/** Where the way from a to b meets the line, as share of the line's length (0 at `from`, 1 at `to`), in the picture. */
function shareAlong({ from, to }: LineModel, a: readonly [number, number], b: readonly [number, number]): number {
  const da = distanceFrom(from, to, a);
  const db = distanceFrom(from, to, b);
  const t = da === db ? 0.5 : da / (da - db);
  const [x, y] = [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  return ((x - from[0]) * dx + (y - from[1]) * dy) / (dx * dx + dy * dy);
}
