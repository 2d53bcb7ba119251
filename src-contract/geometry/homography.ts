/**
 * The map between a picture and flat ground. In: four or more pairs of points that an installer measured. Out: the homography,
 * how well it fits, and points and polygons carried through it. Lens distortion is not modelled.
 */
import type { GroundPoint, PicturePoint, Polygon } from '../domain/geometry-types.ts';
import { clipToHalfPlane, type Point } from './polygon.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** [9], 3 × 3 row-major; its third row is positive on the visible side of the horizon. */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];

export interface CalibrationPoints {
  readonly image: PicturePoint;
  readonly ground: GroundPoint;
}

export type HomographyResult =
  | { readonly ok: true; readonly homography: Homography; readonly rmsErrorM: number; readonly maxErrorM: number }
  | { readonly ok: false; readonly reason: string };

/** A point nearer to the horizon than this (its scale, 1 amid the calibration points) is treated as behind it. */
const horizonScale = 1e-6;
/** Three points of four are one line when their triangle is smaller than this share of the square of their extent. */
const smallestTriangle = 1e-3;
/**
 * Second-smallest singular value of the equations over the largest. Four good pairs of views from 15° to 70° down give 3e-2 to
 * 3e-1; points that leave the map open give below 1e-8, and 6e-3 when the only ones off the line are 5 cm off it.
 */
const smallestSingularShare = 1e-4;

/**
 * Picture → ground from pairs, by the normalised direct linear transform (Hartley and Zisserman, Multiple View Geometry,
 * 2nd ed., algorithm 4.2). Refuses pairs that leave the map open (points on one line), pairs that lie on both sides of the
 * horizon, and mirrored pairs (no camera above the ground sees a plan's x and y the wrong way round).
 * Errors: distance between each ground point and its picture point carried to the ground, m.
 */
export function solveHomography(pairs: readonly CalibrationPoints[]): HomographyResult {
  const fault = faultOfPairs(pairs);
  if (fault !== null) return { ok: false, reason: fault };
  const image = normalise(pairs.map((pair) => pair.image));
  const ground = normalise(pairs.map((pair) => pair.ground));
  const eigen = symmetricEigen(normalEquations(image.points, ground.points), 9);
  const share = Math.sqrt(Math.max(0, eigen[7]?.value ?? 0) / (eigen[0]?.value ?? 1));
  if (share < smallestSingularShare) return { ok: false, reason: collinearReason };
  const solved = asHomography(eigen[8]?.vector ?? []);
  const raw = multiply(multiply(ground.back, solved), image.forth);
  return checkFit(pairs, raw);
}

const collinearReason =
  'the points lie (nearly) on one line or coincide, in the picture or on the ground: choose four corners that span an area';

function faultOfPairs(pairs: readonly CalibrationPoints[]): string | null {
  if (pairs.length < 4) return `four or more pairs of points are needed (found ${pairs.length})`;
  if (!pairs.every(({ image, ground }) => [...image, ...ground].every(Number.isFinite))) return 'a coordinate is not a number';
  const images = pairs.map((pair) => pair.image);
  const grounds = pairs.map((pair) => pair.ground);
  return spansArea(images) && spansArea(grounds) ? null : collinearReason;
}

/** Whether some four of the points have no three on one line: what a homography needs at the least. */
function spansArea(points: readonly Point[]): boolean {
  const extent = extentOf(points);
  const least = smallestTriangle * extent * extent;
  const spread = points.map((_, i) => i);
  const isOpen = (i: number, j: number, k: number) => triangleArea(points, i, j, k) > least;
  // A hundred points would be four million quadruples; a dozen spread over the list tell as much.
  const tried = spread.length <= 12 ? spread : Array.from({ length: 12 }, (_, i) => Math.floor((i * spread.length) / 12));
  for (const i of tried)
    for (const j of tried)
      for (const k of tried)
        for (const l of tried)
          if (i < j && j < k && k < l && isOpen(i, j, k) && isOpen(i, j, l) && isOpen(i, k, l) && isOpen(j, k, l)) return true;
  return false;
}

function extentOf(points: readonly Point[]): number {
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  return Math.hypot(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
}

function triangleArea(points: readonly Point[], i: number, j: number, k: number): number {
  const [a, b, c] = [points[i], points[j], points[k]];
  if (a === undefined || b === undefined || c === undefined) return 0;
  return Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2;
}

interface Normalised {
  readonly points: readonly Point[];
  readonly forth: Homography;
  readonly back: Homography;
}

/** Moves the centroid to the origin and scales the mean distance from it to √2, so that the equations are well conditioned. */
function normalise(points: readonly Point[]): Normalised {
  const n = points.length;
  const cx = points.reduce((sum, p) => sum + p[0], 0) / n;
  const cy = points.reduce((sum, p) => sum + p[1], 0) / n;
  const meanDistance = points.reduce((sum, p) => sum + Math.hypot(p[0] - cx, p[1] - cy), 0) / n;
  const s = Math.SQRT2 / meanDistance;
  return {
    points: points.map((p) => [(p[0] - cx) * s, (p[1] - cy) * s]),
    forth: [s, 0, -s * cx, 0, s, -s * cy, 0, 0, 1],
    back: [1 / s, 0, cx, 0, 1 / s, cy, 0, 0, 1],
  };
}

/** AᵀA [81] of the two equations that each pair gives. */
function normalEquations(image: readonly Point[], ground: readonly Point[]): number[] {
  const sum = new Array<number>(81).fill(0);
  for (const [i, [x, y]] of image.entries()) {
    const [u, v] = ground[i] ?? [0, 0];
    addOuterProduct(sum, [0, 0, 0, -x, -y, -1, v * x, v * y, v]);
    addOuterProduct(sum, [x, y, 1, 0, 0, 0, -u * x, -u * y, -u]);
  }
  return sum;
}

function addOuterProduct(sum: number[], row: readonly number[]): void {
  for (const [i, a] of row.entries()) for (const [j, b] of row.entries()) sum[i * 9 + j] = (sum[i * 9 + j] ?? 0) + a * b;
}

function checkFit(pairs: readonly CalibrationPoints[], raw: Homography): HomographyResult {
  const n = pairs.length;
  const centroid: Point = [
    pairs.reduce((sum, pair) => sum + pair.image[0], 0) / n,
    pairs.reduce((sum, pair) => sum + pair.image[1], 0) / n,
  ];
  // Scale 1 at the centroid of the picture points: also fixes the sign that the solution leaves open.
  const atCentroid = raw[6] * centroid[0] + raw[7] * centroid[1] + raw[8];
  const homography = asHomography(raw.map((value) => value / atCentroid));
  const errors = pairs.map(({ image, ground }) => {
    const mapped = applyHomography(homography, image);
    return mapped === null ? Number.NaN : Math.hypot(mapped[0] - ground[0], mapped[1] - ground[1]);
  });
  if (errors.some(Number.isNaN)) {
    return { ok: false, reason: 'the pairs fold the picture over itself: check that no two points are swapped' };
  }
  // Picture y runs down and the plan's y up, so a true view turns the sense of rotation: a negative determinant.
  if (determinant(homography) >= 0) {
    return { ok: false, reason: 'the pairs are mirrored: seen from above, the plan has y to the left of x (x east, y north)' };
  }
  const rmsErrorM = Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / n);
  return { ok: true, homography, rmsErrorM, maxErrorM: Math.max(...errors) };
}

/** Carries a point through; null on or behind the horizon. */
export function applyHomography(h: Homography, [x, y]: Point): readonly [number, number] | null {
  const scale = h[6] * x + h[7] * y + h[8];
  if (!(scale > horizonScale)) return null;
  return [(h[0] * x + h[1] * y + h[2]) / scale, (h[3] * x + h[4] * y + h[5]) / scale];
}

/** The map back. Bugs throw: a solved homography always has an inverse. */
export function invertHomography(h: Homography): Homography {
  const [a, b, c, d, e, f, g, i, j] = h;
  const det = determinant(h);
  if (det === 0) throw new Error('a singular homography has no inverse');
  return asHomography(
    [
      e * j - f * i,
      c * i - b * j,
      b * f - c * e,
      f * g - d * j,
      a * j - c * g,
      c * d - a * f,
      d * i - e * g,
      b * g - a * i,
      a * e - b * d,
    ].map((cofactor) => cofactor / det),
  );
}

/** Carries a polygon through, less its part behind the horizon; empty when nothing is left. */
export function projectPolygon(h: Homography, polygon: Polygon<Point>): Polygon<Point> {
  // A cut at a hundredth of the scale keeps the far end finite; what lies beyond is a hundred times as far as the middle.
  const least = 0.01 * scaleAmid(h, polygon);
  const visible = clipToHalfPlane(polygon, [h[6], h[7], h[8] - least]);
  return visible.map((point) => applyHomography(h, point)).filter((point) => point !== null);
}

/** The greatest scale of a polygon's corners, so that the cut suits homographies of any normalisation. */
function scaleAmid(h: Homography, polygon: Polygon<Point>): number {
  return Math.max(100 * horizonScale, ...polygon.map(([x, y]) => h[6] * x + h[7] * y + h[8]));
}

/** Metres on the ground (or picture fractions, for the map back) per unit at a point: the mean over directions; null behind the horizon. */
export function localScale(h: Homography, [x, y]: Point): number | null {
  const scale = h[6] * x + h[7] * y + h[8];
  if (!(scale > horizonScale)) return null;
  return Math.sqrt(Math.abs(determinant(h)) / scale ** 3);
}

function determinant([a, b, c, d, e, f, g, i, j]: Homography): number {
  return a * (e * j - f * i) - b * (d * j - f * g) + c * (d * i - e * g);
}

function multiply(left: Homography, right: Homography): Homography {
  const product: number[] = [];
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 3; column++) {
      let sum = 0;
      for (let k = 0; k < 3; k++) sum += (left[row * 3 + k] ?? 0) * (right[k * 3 + column] ?? 0);
      product.push(sum);
    }
  }
  return asHomography(product);
}

function asHomography(values: readonly number[]): Homography {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = values;
  return [a, b, c, d, e, f, g, h, i];
}
