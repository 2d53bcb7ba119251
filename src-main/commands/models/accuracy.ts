/**
 * How well detections fit labels. In: for each picture its labelled objects and what was found, of one class, in pixels of the
 * model's input. Out: average precision, precision and recall by size, and how far the counts are off. Pure.
 *
 * Objects that are `unsure` (too small, mostly hidden, doubtful) are neither right nor wrong: what is found there is left out.
 */
import type { DetectionLabel } from '../../../src-contract/domain/detection.ts';
import type { Box } from '../../../src-contract/domain/geometry-types.ts';
import { boxArea, boxIou } from '../../../src-contract/geometry/box.ts';

export interface JudgedPicture {
  readonly truth: readonly Box[];
  readonly unsure: readonly Box[];
  readonly found: readonly { readonly box: Box; readonly score: number }[];
}

/** COCO's size classes: areas up to 32², up to 96² and above, px (Lin et al. 2014, arXiv:1405.0312). */
export const sizes = ['small', 'medium', 'large'] as const;
export type ObjectSize = (typeof sizes)[number];

export interface SizeAccuracy {
  /** Labelled objects of this size. */
  readonly objects: number;
  /** Null where nothing was found, or nothing was there to find. */
  readonly precision: number | null;
  readonly recall: number | null;
}

export interface Accuracy {
  readonly pictures: number;
  readonly objects: number;
  /** At IoU 0.5, and the mean over IoU 0.5, 0.55 … 0.95; 0..1. */
  readonly ap50: number;
  readonly ap50To95: number;
  /** At the threshold and IoU 0.5. */
  readonly all: SizeAccuracy;
  readonly bySize: Readonly<Record<ObjectSize, SizeAccuracy>>;
  /** Of the number of objects in a picture: mean absolute error, and mean error (below 0: too few are counted). */
  readonly countMae: number;
  readonly countBias: number;
}

export interface ModelEvaluation {
  readonly model: string;
  readonly data: string;
  readonly input: string;
  readonly threads: number;
  readonly threshold: number;
  /** Preparing, running and decoding one picture, median, ms; `runMs` the run alone. */
  readonly msPerPicture: number;
  readonly runMs: number;
  readonly classes: Partial<Record<DetectionLabel, Accuracy>>;
}

/** One detection after matching; what fell on something unsure is not there. */
interface Verdict {
  readonly score: number;
  readonly size: ObjectSize;
  readonly isHit: boolean;
}

const ious = Array.from({ length: 10 }, (_, i) => 0.5 + 0.05 * i);
/** Share of a found box that must lie on something unsure to be excused. */
const excusedShare = 0.5;

export function measureAccuracy(pictures: readonly JudgedPicture[], threshold: number): Accuracy {
  const objects = pictures.reduce((sum, { truth }) => sum + truth.length, 0);
  const aps = ious.map((iou) =>
    averagePrecision(
      pictures.flatMap((picture) => judge(picture, iou)),
      objects,
    ),
  );
  const counted = pictures.map((picture) => ({
    picture,
    verdicts: judge(picture, 0.5).filter(({ score }) => score >= threshold),
  }));
  const verdicts = counted.flatMap((entry) => entry.verdicts);
  const truths = pictures.flatMap(({ truth }) => truth.map(sizeOf));
  const errors = counted.map((entry) => entry.verdicts.length - entry.picture.truth.length);
  const ofSize = (size: ObjectSize) =>
    sizeAccuracy(
      verdicts.filter((verdict) => verdict.size === size),
      truths.filter((truth) => truth === size).length,
    );
  return {
    pictures: pictures.length,
    objects,
    ap50: aps[0] ?? 0,
    ap50To95: mean(aps),
    all: sizeAccuracy(verdicts, objects),
    bySize: { small: ofSize('small'), medium: ofSize('medium'), large: ofSize('large') },
    countMae: mean(errors.map(Math.abs)),
    countBias: mean(errors),
  };
}

/** Best first, each takes the free object that it fits best. A hit has its object's size, a miss its own. */
function judge({ truth, unsure, found }: JudgedPicture, iou: number): Verdict[] {
  const free = new Set(truth.keys());
  const verdicts: Verdict[] = [];
  for (const { box, score } of found.toSorted((a, b) => b.score - a.score)) {
    const object = bestFit(box, truth, free, iou);
    if (object !== null) {
      free.delete(object);
      verdicts.push({ score, size: sizeOf(truth[object] ?? box), isHit: true });
    } else if (!unsure.some((doubtful) => sharedPart(box, doubtful) >= excusedShare)) {
      verdicts.push({ score, size: sizeOf(box), isHit: false });
    }
  }
  return verdicts;
}

function bestFit(box: Box, truth: readonly Box[], free: ReadonlySet<number>, least: number): number | null {
  let [best, bestIou]: [number | null, number] = [null, least];
  for (const i of free) {
    const iou = boxIou(box, truth[i] ?? box);
    if (iou >= bestIou) [best, bestIou] = [i, iou];
  }
  return best;
}

function sharedPart(box: Box, other: Box): number {
  const width = Math.min(box[2], other[2]) - Math.max(box[0], other[0]);
  const height = Math.min(box[3], other[3]) - Math.max(box[1], other[1]);
  return width > 0 && height > 0 ? (width * height) / boxArea(box) : 0;
}

/** Area under precision over recall, where a precision holds for every smaller recall; the sum over all points. */
function averagePrecision(verdicts: readonly Verdict[], objects: number): number {
  if (objects === 0) return 0;
  const sorted = verdicts.toSorted((a, b) => b.score - a.score);
  let hits = 0;
  const points = sorted.map(({ isHit }, i) => {
    if (isHit) hits++;
    return { isHit, precision: hits / (i + 1) };
  });
  let [area, best] = [0, 0];
  for (const { isHit, precision } of points.reverse()) {
    best = Math.max(best, precision);
    if (isHit) area += best / objects;
  }
  return area;
}

function sizeAccuracy(verdicts: readonly Verdict[], objects: number): SizeAccuracy {
  const hits = verdicts.filter(({ isHit }) => isHit).length;
  return {
    objects,
    precision: verdicts.length === 0 ? null : hits / verdicts.length,
    recall: objects === 0 ? null : hits / objects,
  };
}

function sizeOf(box: Box): ObjectSize {
  const area = boxArea(box);
  if (area < 32 ** 2) return 'small';
  return area < 96 ** 2 ? 'medium' : 'large';
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
