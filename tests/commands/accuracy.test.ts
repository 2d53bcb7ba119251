import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Box } from '../../src-contract/domain/geometry-types.ts';
import { type JudgedPicture, measureAccuracy } from '../../src-main/commands/models/accuracy.ts';

const square = (x: number, y: number, side: number): Box => [x, y, x + side, y + side];
const picture = (truth: Box[], found: [Box, number][], unsure: Box[] = []): JudgedPicture => ({
  truth,
  unsure,
  found: found.map(([box, score]) => ({ box, score })),
});

describe('average precision', () => {
  const [a, b, c] = [square(0, 0, 40), square(100, 0, 40), square(200, 0, 40)];
  test.each<[string, JudgedPicture[], number]>([
    [
      'everything found',
      [
        picture(
          [a, b],
          [
            [a, 0.9],
            [b, 0.8],
          ],
        ),
      ],
      1,
    ],
    ['nothing found', [picture([a, b], [])], 0],
    ['nothing there', [picture([], [])], 0],
    [
      'a better-scored miss before each hit',
      [
        picture(
          [a],
          [
            [b, 0.9],
            [a, 0.8],
          ],
        ),
      ],
      0.5,
    ],
    // Hit, miss, hit: 1 at recall 1/2, 2/3 at recall 1.
    [
      'a miss between two hits',
      [
        picture(
          [a, b],
          [
            [a, 0.9],
            [c, 0.8],
            [b, 0.7],
          ],
        ),
      ],
      0.5 + 0.5 * (2 / 3),
    ],
    // Best first over all pictures: miss, hit, hit; two thirds holds at every recall.
    [
      'over pictures by score',
      [
        picture([a], [[a, 0.5]]),
        picture(
          [b],
          [
            [c, 0.9],
            [b, 0.6],
          ],
        ),
      ],
      2 / 3,
    ],
    [
      'a second box on the same object is a miss',
      [
        picture(
          [a, b],
          [
            [a, 0.9],
            [a, 0.8],
            [b, 0.7],
          ],
        ),
      ],
      0.5 + 0.5 * (2 / 3),
    ],
    [
      'what lies on something unsure is left out',
      [
        picture(
          [a],
          [
            [b, 0.9],
            [a, 0.8],
          ],
          [square(95, 0, 60)],
        ),
      ],
      1,
    ],
  ])('%s', (_, pictures, expected) => {
    expect(measureAccuracy(pictures, 0.5).ap50).toBeCloseTo(expected, 10);
  });

  test('a box that fits by 0.7 counts at 0.5 and not at 0.75', () => {
    // 40 × 40 against 40 × 28 inside it: IoU 0.7.
    const { ap50, ap50To95 } = measureAccuracy([picture([a], [[[0, 0, 40, 28], 0.9]])], 0.5);
    expect(ap50).toBe(1);
    expect(ap50To95).toBeCloseTo(0.5, 10);
  });

  test('is between 0 and 1, and a worse miss never raises it', () => {
    const box = fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 }), fc.integer({ min: 5, max: 60 }));
    const judged = fc.record({
      truth: fc.array(box, { maxLength: 6 }),
      found: fc.array(fc.tuple(box, fc.double({ min: 0.02, max: 1, noNaN: true })), { maxLength: 8 }),
    });
    fc.assert(
      fc.property(fc.array(judged, { minLength: 1, maxLength: 4 }), (drawn) => {
        const pictures = drawn.map(({ truth, found }) =>
          picture(
            truth.map((each) => square(...each)),
            found.map(([each, score]) => [square(...each), score]),
          ),
        );
        const { ap50 } = measureAccuracy(pictures, 0.5);
        expect(ap50).toBeGreaterThanOrEqual(0);
        expect(ap50).toBeLessThanOrEqual(1 + 1e-12);
        const worse = measureAccuracy([...pictures, picture([], [[a, 0.01]])], 0.5).ap50;
        expect(worse).toBeLessThanOrEqual(ap50 + 1e-12);
      }),
    );
  });
});

test('precision, recall and counts at the threshold, by size', () => {
  const [small, large] = [square(0, 0, 20), square(100, 100, 120)];
  const pictures = [
    picture(
      [small, large],
      [
        [large, 0.9],
        [square(300, 0, 50), 0.8],
        [small, 0.3],
      ],
    ),
    picture([small], [[small, 0.7]]),
  ];
  const accuracy = measureAccuracy(pictures, 0.5);
  expect(accuracy.all).toEqual({ objects: 3, precision: 2 / 3, recall: 2 / 3 });
  expect(accuracy.bySize).toEqual({
    small: { objects: 2, precision: 1, recall: 0.5 },
    medium: { objects: 0, precision: 0, recall: null },
    large: { objects: 1, precision: 1, recall: 1 },
  });
  // Two of two and one of one were counted, one of them a miss.
  expect([accuracy.countMae, accuracy.countBias]).toEqual([0, 0]);
  expect(measureAccuracy(pictures, 0.85)).toMatchObject({ countMae: 1, countBias: -1 });
});
