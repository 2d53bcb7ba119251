/**
 * When a view holds more heads than a detector tells apart. In: the boxes counted in a frame and what was said before. Out: whether
 * the count is now only a least one. It comes at once and goes late, so that it doesn't flicker. Pure; times are station time.
 */
import type { Box } from '../../src-contract/domain/geometry-types.ts';
import type { CameraConfig } from '../../src-contract/site-config.ts';

/** Above about 50 heads in view a detector's relative error passes 30 % (shared/reference/README.md, models). */
export const saturatedHeads = 50;
/** Detection keeps the 300 best boxes of a picture, however many parts it was looked at in: near that the rest is cut off. */
const saturatedInAll = 270;
/** It ends below this share of the limit. */
const recoveredShare = 0.8;
/**
 * And only when it stays there this long (M). A crowd that grows denser still hides its heads one behind the other, and the number
 * found falls with it: what looks like relief for some seconds is none.
 */
const recoveredAfterMs = 20_000;

export interface HeadLimit {
  /** Heads in one part. */
  readonly heads: number;
  /** The view is looked at in parts × parts. */
  readonly parts: number;
}

export interface Saturation {
  readonly isSaturated: boolean;
  /** Since when clearly fewer heads are found; null while they aren't, and while it isn't saturated. */
  readonly fewerSinceMs: number | null;
}

export const notSaturated: Saturation = { isSaturated: false, fewerSinceMs: null };

export function headLimit({ tiles, saturates_at }: Pick<CameraConfig, 'tiles' | 'saturates_at'>): HeadLimit {
  return { heads: saturates_at ?? saturatedHeads, parts: tiles };
}

export function advanceSaturation(before: Saturation, heads: readonly Box[], limit: HeadLimit, atMs: number): Saturation {
  const load = loadOf(heads, limit);
  if (load > 1) return { isSaturated: true, fewerSinceMs: null };
  if (!before.isSaturated || load >= recoveredShare)
    return before.fewerSinceMs === null ? before : { ...before, fewerSinceMs: null };
  const fewerSinceMs = before.fewerSinceMs ?? atMs;
  return atMs - fewerSinceMs >= recoveredAfterMs ? notSaturated : { isSaturated: true, fewerSinceMs };
}

/** Heads over what can be told apart, in the fullest part: a crowd at one end of a wide view hides itself all the same. */
function loadOf(heads: readonly Box[], { heads: most, parts }: HeadLimit): number {
  const counts = new Map<number, number>();
  for (const [x1, y1, x2, y2] of heads) {
    const part = partAt((y1 + y2) / 2, parts) * parts + partAt((x1 + x2) / 2, parts);
    counts.set(part, (counts.get(part) ?? 0) + 1);
  }
  return Math.max(heads.length / saturatedInAll, Math.max(0, ...counts.values()) / most);
}

function partAt(fraction: number, parts: number): number {
  return Math.max(0, Math.min(parts - 1, Math.floor(fraction * parts)));
}
