/**
 * Non-maximum suppression: of boxes that overlap, the best is kept. Each label by itself, so that a face doesn't hide its
 * person. Bounded: what a dense crowd floods in is cut to the best. Pure.
 */
import type { Detection } from '../../src-contract/domain/detection.ts';
import { boxArea, boxIou } from '../../src-contract/geometry/box.ts';

/** Looking at every pair of more would take tens of ms. */
export const mostCandidates = 1000;
export const mostDetections = 300;

/** Detections by falling score, each overlapping no better one of its label by more than `iou`. */
export function suppressOverlaps(candidates: readonly Detection[], iou: number): Detection[] {
  const kept: Detection[] = [];
  for (const candidate of best(candidates, mostCandidates)) {
    if (kept.length === mostDetections) break;
    const isHidden = kept.some((better) => better.label === candidate.label && boxIou(better.box, candidate.box) > iou);
    if (!isHidden) kept.push(candidate);
  }
  return kept;
}

/** The `most` best that have an area, by falling score. */
export function best(candidates: readonly Detection[], most: number): Detection[] {
  return candidates
    .filter(({ box, score }) => boxArea(box) > 0 && score <= 1)
    .sort((a, b) => b.score - a.score)
    .slice(0, most);
}
