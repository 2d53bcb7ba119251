/**
 * Plain polygons, in a picture or on the ground. In: rings of points, closed without repeating the first. Out: area, bounds,
 * centroid, membership, and convex clipping. Rings that cross themselves are not repaired.
 */
import type { Polygon } from '../domain/geometry-types.ts';

export type Point = readonly [number, number];
/** `[minX, minY, maxX, maxY]` */
export type Bounds = readonly [number, number, number, number];
/** The side of a line that is kept: a·x + b·y + c >= 0. */
export type HalfPlane = readonly [a: number, b: number, c: number];

/** Each edge as `[from, to]`, the closing one included. */
export function polygonEdges(polygon: Polygon<Point>): (readonly [Point, Point])[] {
  return polygon.map((from, i) => [from, polygon[(i + 1) % polygon.length] ?? from] as const);
}

/** Twice the signed area: positive when the ring runs anticlockwise with y up. */
function twiceSignedArea(polygon: Polygon<Point>): number {
  return polygonEdges(polygon).reduce((sum, [p, q]) => sum + p[0] * q[1] - q[0] * p[1], 0);
}

/** Area in the square of the points' unit, never negative. */
export function polygonArea(polygon: Polygon<Point>): number {
  return Math.abs(twiceSignedArea(polygon)) / 2;
}

/** Centre of mass; the mean of the points when the ring has no area. */
export function polygonCentroid(polygon: Polygon<Point>): Point {
  const twiceArea = twiceSignedArea(polygon);
  const n = Math.max(1, polygon.length);
  const mean: Point = [polygon.reduce((sum, p) => sum + p[0], 0) / n, polygon.reduce((sum, p) => sum + p[1], 0) / n];
  if (Math.abs(twiceArea) < 1e-12) return mean;
  // Measured from the mean point, so that a small ring far from the origin keeps its digits.
  let x = 0;
  let y = 0;
  for (const [p, q] of polygonEdges(polygon)) {
    const [px, py, qx, qy] = [p[0] - mean[0], p[1] - mean[1], q[0] - mean[0], q[1] - mean[1]];
    const cross = px * qy - qx * py;
    x += (px + qx) * cross;
    y += (py + qy) * cross;
  }
  return [mean[0] + x / (3 * twiceArea), mean[1] + y / (3 * twiceArea)];
}

export function polygonBounds(polygon: Polygon<Point>): Bounds {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of polygon) {
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  }
  return [minX, minY, maxX, maxY];
}

/**
 * Even-odd rule. A point on the border belongs to the polygon on one side of it only, so that zones which share an edge never
 * both hold a person.
 */
export function pointInPolygon(point: Point, polygon: Polygon<Point>): boolean {
  const [x, y] = point;
  let inside = false;
  let from = polygon[polygon.length - 1];
  for (const to of polygon) {
    if (from !== undefined && from[1] > y !== to[1] > y) {
      const crossingX = from[0] + ((y - from[1]) / (to[1] - from[1])) * (to[0] - from[0]);
      if (x < crossingX) inside = !inside;
    }
    from = to;
  }
  return inside;
}

/** Distance from a point, inside or outside, to the nearest edge. */
export function distanceToBorder(point: Point, polygon: Polygon<Point>): number {
  return polygonEdges(polygon).reduce((least, [from, to]) => Math.min(least, distanceToSegment(point, from, to)), Infinity);
}

function distanceToSegment([x, y]: Point, from: Point, to: Point): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const lengthSquared = dx * dx + dy * dy;
  const along = lengthSquared === 0 ? 0 : ((x - from[0]) * dx + (y - from[1]) * dy) / lengthSquared;
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(x - from[0] - t * dx, y - from[1] - t * dy);
}

/**
 * Cuts away what lies outside a half-plane (one step of Sutherland and Hodgman, Reentrant polygon clipping, CACM 17, 1974).
 * A concave ring may keep edges that run along the cut; its area stays right. Empty when nothing is left.
 */
export function clipToHalfPlane(polygon: Polygon<Point>, [a, b, c]: HalfPlane): Polygon<Point> {
  const kept: Point[] = [];
  for (const [from, to] of polygonEdges(polygon)) {
    const fromSide = a * from[0] + b * from[1] + c;
    const toSide = a * to[0] + b * to[1] + c;
    if (fromSide >= 0) kept.push(from);
    if (fromSide >= 0 !== toSide >= 0) {
      const t = fromSide / (fromSide - toSide);
      kept.push([from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])]);
    }
  }
  return kept.length < 3 ? [] : kept;
}

/** The part of a polygon inside a rectangle; empty when there is none. */
export function clipToRectangle(polygon: Polygon<Point>, [minX, minY, maxX, maxY]: Bounds): Polygon<Point> {
  const sides: readonly HalfPlane[] = [
    [1, 0, -minX],
    [-1, 0, maxX],
    [0, 1, -minY],
    [0, -1, maxY],
  ];
  return sides.reduce(clipToHalfPlane, polygon);
}
