/**
 * Wide views: a picture is looked at in n × n overlapping parts and once as a whole, and the findings become one list. The
 * whole is there for persons larger than the overlap, whom every part would show cut. Pure.
 */
import type { Detection } from '../../src-contract/domain/detection.ts';
import type { Box } from '../../src-contract/domain/geometry-types.ts';
import { boxArea, boxIou } from '../../src-contract/geometry/box.ts';
import { best, mostCandidates, mostDetections } from './nms.ts';
import type { Region } from './placement.ts';

/** Share of a part's side that its neighbour sees as well. */
const overlap = 0.2;
/** A cut box that lies this much inside one found from another view is a piece of the same person. */
const sameInside = 0.65;
/** How near to a part's inner border a box counts as cut, fraction of the picture. */
const borderFraction = 0.004;

/** The parts of a picture, the whole of it first; for n = 1 the whole alone. */
export function viewsOf(picture: { readonly width: number; readonly height: number }, n: number): Region[] {
  const { width, height } = picture;
  const views: Region[] = [{ x: 0, y: 0, width, height }];
  if (n === 1) return views;
  for (const [y, partHeight] of partsOf(height, n))
    for (const [x, partWidth] of partsOf(width, n)) views.push({ x, y, width: partWidth, height: partHeight });
  return views;
}

/** How many pictures the model runs on for one of the camera's. */
export function viewCount(n: number): number {
  return n === 1 ? 1 : n * n + 1;
}

/** `[start, length]` of n overlapping parts that cover 0..length. */
function partsOf(length: number, n: number): [number, number][] {
  const part = Math.min(length, Math.ceil(length / (n - (n - 1) * overlap)));
  return Array.from({ length: n }, (_, i) => [Math.round(((length - part) * i) / (n - 1)), part]);
}

/** What was found in one view, in fractions of the whole picture, already without overlaps of its own. */
export interface ViewFindings {
  readonly region: Region;
  readonly detections: readonly Detection[];
}

/**
 * Joins the findings of several views: complete boxes first, then those cut by a view's border; each is dropped when another
 * view has already shown the same person.
 */
export function mergeViews(
  picture: { readonly width: number; readonly height: number },
  findings: readonly ViewFindings[],
  iou: number,
): Detection[] {
  const all = findings.flatMap(({ region, detections }, view) =>
    detections.map((detection) => ({ detection, view, isCut: isCut(detection.box, region, picture) })),
  );
  const rising = all.sort((a, b) => Number(a.isCut) - Number(b.isCut) || b.detection.score - a.detection.score);
  const kept: typeof all = [];
  for (const item of rising.slice(0, mostCandidates)) {
    const isShown = kept.some((other) => other.view !== item.view && shows(other.detection, item.detection, item.isCut, iou));
    if (!isShown) kept.push(item);
  }
  return best(
    kept.map(({ detection }) => detection),
    mostDetections,
  );
}

/** A complete box inside a larger one may be a child in front of an adult; a cut one is a piece of it. */
function shows(kept: Detection, other: Detection, isCut: boolean, iou: number): boolean {
  if (kept.label !== other.label) return false;
  return boxIou(kept.box, other.box) > iou || (isCut && insideShare(other.box, kept.box) > sameInside);
}

/** Share of `inner` that lies inside `outer`. */
function insideShare(inner: Box, outer: Box): number {
  const width = Math.min(inner[2], outer[2]) - Math.max(inner[0], outer[0]);
  const height = Math.min(inner[3], outer[3]) - Math.max(inner[1], outer[1]);
  const area = boxArea(inner);
  return width > 0 && height > 0 && area > 0 ? (width * height) / area : 0;
}

/** Whether a box touches a border of its region that isn't the picture's own border. */
function isCut(box: Box, region: Region, picture: { readonly width: number; readonly height: number }): boolean {
  const left = region.x / picture.width;
  const top = region.y / picture.height;
  const right = (region.x + region.width) / picture.width;
  const bottom = (region.y + region.height) / picture.height;
  return (
    (left > 0 && box[0] - left < borderFraction) ||
    (top > 0 && box[1] - top < borderFraction) ||
    (right < 1 && right - box[2] < borderFraction) ||
    (bottom < 1 && bottom - box[3] < borderFraction)
  );
}
