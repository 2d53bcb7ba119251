import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxIou, footPoint } from '../../src-contract/geometry/box.ts';
import {
  type Bounds,
  clipToRectangle,
  distanceToBorder,
  type Point,
  pointInPolygon,
  polygonArea,
  polygonBounds,
  polygonCentroid,
} from '../../src-contract/geometry/polygon.ts';

const square: Point[] = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
];
/** An L: the square less its upper right quarter. */
const ell: Point[] = [
  [0, 0],
  [4, 0],
  [4, 2],
  [2, 2],
  [2, 4],
  [0, 4],
];

describe('polygon', () => {
  it('measures area, bounds and centroid, either way round', () => {
    expect(polygonArea(ell)).toBe(12);
    expect(polygonArea(ell.toReversed())).toBe(12);
    expect(polygonBounds(ell)).toEqual([0, 0, 4, 4]);
    expect(polygonCentroid(square)).toEqual([2, 2]);
    const [x, y] = polygonCentroid(ell);
    expect(x).toBeCloseTo(5 / 3);
    expect(y).toBeCloseTo(5 / 3);
  });

  it.each<[Point, boolean, number]>([
    [[1, 1], true, 1],
    [[3, 3], false, 1],
    [[3, 1], true, 1],
    [[5, 1], false, 1],
    [[-3, -4], false, 5],
  ])('%j inside the L: %s, %d from its border', (point, inside, distance) => {
    expect(pointInPolygon(point, ell)).toBe(inside);
    expect(distanceToBorder(point, ell)).toBeCloseTo(distance);
  });

  it('gives a point on a shared border to one of two neighbours', () => {
    const right: Point[] = square.map(([x, y]) => [x + 4, y]);
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 3.99, noNaN: true }), (y) => {
        expect([pointInPolygon([4, y], square), pointInPolygon([4, y], right)].filter(Boolean)).toHaveLength(1);
      }),
    );
  });

  it.each<[name: string, Bounds, number]>([
    ['half of it', [0, 0, 4, 2], 8],
    ['its notch', [2, 2, 4, 4], 0],
    ['around it', [-9, -9, 9, 9], 12],
    ['beside it', [5, 5, 6, 6], 0],
    ['across the notch', [1, 1, 3, 3], 3],
  ])('clips the L to a rectangle: %s', (_, bounds, area) => {
    expect(polygonArea(clipToRectangle(ell, bounds))).toBeCloseTo(area);
  });
});

describe('box', () => {
  it.each<[string, number, readonly [number, number, number, number]]>([
    ['itself', 1, [0, 0, 2, 2]],
    ['its half', 0.5, [0, 0, 1, 2]],
    ['a neighbour that touches', 0, [2, 0, 4, 2]],
    ['an empty box', 0, [1, 1, 1, 1]],
  ])('overlap with %s', (_, iou, other) => {
    expect(boxIou([0, 0, 2, 2], other)).toBeCloseTo(iou);
  });

  it('stands on its bottom centre', () => {
    expect(footPoint([0.2, 0.1, 0.4, 0.8])).toEqual([expect.closeTo(0.3), 0.8]);
  });
});
