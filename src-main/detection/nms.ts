/**
 * Non-maximum suppression: of boxes that overlap, the best is kept. Each label by itself, so that a face doesn't hide its
 * person. Bounded: what a dense crowd floods in is cut to the best. Pure.
 */
import type { Detection, DetectionLabel } from '../../src-contract/domain/detection.ts';
import type { Box } from '../../src-contract/domain/geometry-types.ts';
import { boxArea } from '../../src-contract/geometry/box.ts';

/** Looking at every pair of more would take tens of ms. */
export const mostCandidates = 1000;
export const mostDetections = 300;

/** Detections by falling score, each overlapping no better one of its label by more than `iou`. */
export function suppressOverlaps(candidates: readonly Detection[], iou: number): Detection[] {
  const kept: Detection[] = [];
  const rivals: Record<DetectionLabel, Rival[]> = { person: [], face: [] };
  for (const candidate of best(candidates, mostCandidates)) {
    if (kept.length === mostDetections) break;
    const rival = rivalOf(candidate.box);
    const better = rivals[candidate.label];
    if (isHidden(rival, better, iou)) continue;
    better.push(rival);
    kept.push(candidate);
  }
  return kept;
}

/** A box with its area, as numbers by name: half of the time of `boxIou`, which every pair of a crowd goes through here. */
interface Rival {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly area: number;
}

function rivalOf(box: Box): Rival {
  const [x1, y1, x2, y2] = box;
  return { x1, y1, x2, y2, area: boxArea(box) };
}

/** overlap > iou · union, without the division. */
function isHidden({ x1, y1, x2, y2, area }: Rival, better: readonly Rival[], iou: number): boolean {
  for (const other of better) {
    const width = (x2 < other.x2 ? x2 : other.x2) - (x1 > other.x1 ? x1 : other.x1);
    if (width <= 0) continue;
    const height = (y2 < other.y2 ? y2 : other.y2) - (y1 > other.y1 ? y1 : other.y1);
    if (height <= 0) continue;
    const shared = width * height;
    if (shared > iou * (area + other.area - shared)) return true;
  }
  return false;
}

/** The `most` best that have an area, by falling score. */
export function best(candidates: readonly Detection[], most: number): Detection[] {
  return candidates
    .filter(({ box, score }) => boxArea(box) > 0 && score <= 1)
    .sort((a, b) => b.score - a.score)
    .slice(0, most);
}
