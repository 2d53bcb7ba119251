import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GroundPoint, PicturePoint } from '../../src-contract/domain/geometry-types.ts';
import {
  applyHomography,
  type CalibrationPoints,
  invertHomography,
  localScale,
  projectPolygon,
  solveHomography,
} from '../../src-contract/geometry/homography.ts';
import { polygonArea } from '../../src-contract/geometry/polygon.ts';
import { gaussian, type Pinhole, project, seededRandom, steepCamera } from '../tracking/noisy-walkers.ts';

function pair(image: PicturePoint, ground: GroundPoint): CalibrationPoints {
  return { image, ground };
}

function seenFrom(camera: Pinhole, points: readonly GroundPoint[]): CalibrationPoints[] {
  return points.map((ground) => pair(project(camera, ground, 0), ground));
}

function solved(pairs: readonly CalibrationPoints[]) {
  const result = solveHomography(pairs);
  if (!result.ok) throw new Error(result.reason);
  return result;
}

const floor: GroundPoint[] = [
  [-4, 3],
  [4, 3],
  [4, 12],
  [-4, 12],
];
const platform = [pair([0.1, 0.95], [0, 0]), pair([0.9, 0.95], [40, 0]), pair([0.65, 0.35], [40, 6]), pair([0.35, 0.35], [0, 6])];

describe('solveHomography', () => {
  it('carries every point of a true view to its place', () => {
    fc.assert(
      fc.property(
        fc.record({
          heightM: fc.double({ min: 3, max: 12, noNaN: true }),
          tiltDeg: fc.double({ min: 20, max: 70, noNaN: true }),
          focal: fc.double({ min: 0.6, max: 2, noNaN: true }),
          aspect: fc.constantFrom(4 / 3, 16 / 9),
        }),
        fc.double({ min: -4, max: 4, noNaN: true }),
        fc.double({ min: 3, max: 12, noNaN: true }),
        (camera, x, y) => {
          const { homography, maxErrorM } = solved(seenFrom(camera, floor));
          const back = applyHomography(homography, project(camera, [x, y], 0));
          expect(maxErrorM).toBeLessThan(1e-6);
          expect(Math.hypot((back?.[0] ?? 99) - x, (back?.[1] ?? 99) - y)).toBeLessThan(1e-6);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('fits the example of the site file exactly, with its horizon above the picture', () => {
    const { homography, rmsErrorM } = solved(platform);
    expect(rmsErrorM).toBeLessThan(1e-9);
    expect(applyHomography(homography, [0.5, -0.02])).toBeNull();
    expect(applyHomography(homography, [0.5, 0.1])).not.toBeNull();
  });

  it('averages the error of many hand-clicked pairs, and reports it', () => {
    const random = seededRandom(3);
    const grid: GroundPoint[] = [-4, -2, 0, 2, 4].flatMap((x) => [3, 5, 7, 9, 12].map((y): GroundPoint => [x, y]));
    const clicked = seenFrom(steepCamera, grid).map(({ image, ground }) =>
      pair([image[0] + 0.003 * gaussian(random), image[1] + 0.003 * gaussian(random)], ground),
    );
    const { homography, rmsErrorM, maxErrorM } = solved(clicked);
    const truth = applyHomography(homography, project(steepCamera, [1, 6], 0));
    expect(Math.hypot((truth?.[0] ?? 99) - 1, (truth?.[1] ?? 99) - 6)).toBeLessThan(0.05);
    expect(rmsErrorM).toBeGreaterThan(0.01);
    expect(rmsErrorM).toBeLessThan(0.1);
    expect(maxErrorM).toBeGreaterThan(rmsErrorM);
  });

  const corners: PicturePoint[] = [
    [0.1, 0.9],
    [0.9, 0.9],
    [0.7, 0.3],
    [0.3, 0.3],
  ];
  const square: GroundPoint[] = [
    [0, 0],
    [8, 0],
    [8, 8],
    [0, 8],
  ];
  const refused: [name: string, image: PicturePoint[], ground: GroundPoint[], says: RegExp][] = [
    ['three pairs', corners.slice(0, 3), square.slice(0, 3), /four or more.*found 3/],
    ['a coordinate that is no number', [[Number.NaN, 0.9], ...corners.slice(1)], square, /not a number/],
    ['the same point four times', corners.map(() => [0.5, 0.5]), square, /one line or coincide/],
    ['points on one line of the picture', corners.map((_, i) => [0.2 * i, 0.1 + 0.1 * i]), square, /one line/],
    ['points on one line of the ground', corners, square.map((_, i) => [i, 2 * i]), /one line/],
    [
      'three of four on one line',
      corners,
      [
        [0, 0],
        [4, 0],
        [8, 0],
        [4, 5],
      ],
      /one line/,
    ],
    [
      'six points, five of them on one line',
      [...corners, [0.5, 0.9], [0.3, 0.9]],
      [
        [0, 0],
        [8, 0],
        [3, 0],
        [0, 8],
        [4, 0],
        [2, 0],
      ],
      /one line/,
    ],
    ['two corners swapped', corners, [...square.slice(0, 2), ...square.slice(2).reverse()], /fold/],
    ['a plan with y to the right of x', corners, square.map(([x, y]) => [x, -y]), /mirrored/],
  ];
  it.each(refused)('refuses %s', (_, image, ground, says) => {
    const result = solveHomography(image.map((point, i) => pair(point, ground[i] ?? [0, 0])));
    expect(result).toMatchObject({ ok: false, reason: expect.stringMatching(says) });
  });
});

describe('a solved homography', () => {
  const { homography } = solved(seenFrom(steepCamera, floor));
  const toPicture = invertHomography(homography);

  it('goes there and back', () => {
    for (const ground of floor) {
      const image = applyHomography(toPicture, ground) ?? [9, 9];
      const back = applyHomography(homography, image) ?? [99, 99];
      expect(Math.hypot(back[0] - ground[0], back[1] - ground[1])).toBeLessThan(1e-9);
    }
  });

  it('carries a polygon, and cuts what lies behind the camera', () => {
    expect(projectPolygon(toPicture, floor)).toHaveLength(4);
    const reachingBehind = projectPolygon(toPicture, [
      [-4, -50],
      [4, -50],
      [4, 12],
      [-4, 12],
    ]);
    expect(reachingBehind.every((point) => point.every(Number.isFinite))).toBe(true);
    expect(polygonArea(reachingBehind)).toBeGreaterThan(polygonArea(projectPolygon(toPicture, floor)));
    expect(
      projectPolygon(toPicture, [
        [-4, -50],
        [4, -50],
        [0, -60],
      ]),
    ).toHaveLength(0);
  });

  it('tells its local scale: the root of how much a small square grows', () => {
    const [x, y] = project(steepCamera, [1, 6], 0);
    const d = 1e-4;
    const small = projectPolygon(homography, [
      [x, y],
      [x + d, y],
      [x + d, y + d],
      [x, y + d],
    ]);
    expect(localScale(homography, [x, y])).toBeCloseTo(Math.sqrt(polygonArea(small)) / d, 1);
    expect(localScale(homography, [0.5, -2])).toBeNull();
  });
});
