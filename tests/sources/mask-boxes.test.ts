import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PicturePoint } from '../../src-contract/domain/geometry-types.ts';
import { maskBoxes, maskFilters } from '../../src-main/sources/mask-boxes.ts';

function isCovered(polygon: readonly PicturePoint[], x: number, y: number): boolean {
  return maskBoxes([polygon]).some((box) => x >= box.x1 && x <= box.x2 && y >= box.y1 && y <= box.y2);
}

/** Even-odd rule. */
function isInside(polygon: readonly PicturePoint[], x: number, y: number): boolean {
  let inside = false;
  for (const [i, [x1, y1]] of polygon.entries()) {
    const [x2, y2] = polygon[(i + 1) % polygon.length] ?? [x1, y1];
    if (y1 > y !== y2 > y && x < x1 + ((x2 - x1) * (y - y1)) / (y2 - y1)) inside = !inside;
  }
  return inside;
}

const coordinate = fc.integer({ min: 0, max: 100 }).map((n) => n / 100);
/** Corners around a middle, by angle: a polygon whose edges don't cross. */
const polygon = fc
  .array(
    fc.record({ angle: fc.double({ min: 0, max: 6.28, noNaN: true }), reach: fc.double({ min: 0.05, max: 0.5, noNaN: true }) }),
    {
      minLength: 3,
      maxLength: 8,
    },
  )
  .map((corners) =>
    [...corners]
      .sort((a, b) => a.angle - b.angle)
      .map(({ angle, reach }): PicturePoint => [0.5 + reach * Math.cos(angle), 0.5 + reach * Math.sin(angle)]),
  );

describe('mask boxes', () => {
  it('keeps a rectangle as one exact box', () => {
    const rectangle: PicturePoint[] = [
      [0, 0],
      [0.2, 0],
      [0.2, 0.9],
      [0, 0.9],
    ];
    expect(maskBoxes([rectangle])).toEqual([{ x1: 0, y1: 0, x2: 0.2, y2: 0.9 }]);
  });

  it('covers every point inside any polygon', () => {
    fc.assert(
      fc.property(polygon, coordinate, coordinate, (corners, x, y) => {
        if (isInside(corners, x, y)) expect(isCovered(corners, x, y)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('covers little more than a triangle', () => {
    const area = maskBoxes([
      [
        [0, 0],
        [1, 1],
        [0, 1],
      ],
    ]).reduce((sum, box) => sum + (box.x2 - box.x1) * (box.y2 - box.y1), 0);
    expect(area).toBeGreaterThanOrEqual(0.5);
    expect(area).toBeLessThan(0.52);
  });

  it('stays a short argument even with the most polygons the site file allows', () => {
    const triangle: PicturePoint[] = [
      [0, 0],
      [1, 1],
      [0, 1],
    ];
    expect(maskFilters(maskBoxes(Array.from({ length: 50 }, () => triangle))).join(',').length).toBeLessThan(100_000);
  });

  it('needs no filter without masks', () => {
    expect(maskFilters(maskBoxes([]))).toEqual([]);
  });
});
