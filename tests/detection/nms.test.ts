import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Detection } from '../../src-contract/domain/detection.ts';
import { boxIou } from '../../src-contract/geometry/box.ts';
import { mostDetections, suppressOverlaps } from '../../src-main/detection/nms.ts';
import { mergeViews, viewsOf } from '../../src-main/detection/tiles.ts';

const person = (score: number, ...box: [number, number, number, number]): Detection => ({ label: 'person', score, box });

test('of overlapping boxes the best stays; another label and another place stay too', () => {
  const face: Detection = { label: 'face', score: 0.5, box: [0, 0, 0.5, 0.5] };
  const kept = suppressOverlaps(
    [person(0.6, 0, 0, 0.5, 0.5), person(0.9, 0.01, 0, 0.5, 0.5), person(0.3, 0.5, 0.5, 1, 1), face],
    0.6,
  );
  expect(kept.map(({ score }) => score)).toEqual([0.9, 0.5, 0.3]);
});

const detection = fc
  .tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 0.9, noNaN: true }),
    fc.double({ min: 0, max: 0.9, noNaN: true }),
    fc.constantFrom('person', 'face'),
  )
  .map(([score, x, y, label]): Detection => ({ label: label as Detection['label'], score, box: [x, y, x + 0.1, y + 0.1] }));

test('what is kept never overlaps, and each box that is not kept overlaps a better one that is', () => {
  fc.assert(
    fc.property(fc.array(detection, { maxLength: 60 }), (candidates) => {
      const kept = suppressOverlaps(candidates, 0.5);
      const hides = (a: Detection, b: Detection) => a !== b && a.label === b.label && boxIou(a.box, b.box) > 0.5;
      expect(kept.some((a) => kept.some((b) => hides(a, b)))).toBe(false);
      for (const lost of candidates.filter((candidate) => !kept.includes(candidate))) {
        expect(kept.some((better) => better.score >= lost.score && hides(better, lost))).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

test('a flood is cut to the best', () => {
  const flood = Array.from({ length: 5000 }, (_, i) =>
    person(i / 5000, (i % 70) / 70, Math.floor(i / 70) / 75, (i % 70) / 70 + 0.005, Math.floor(i / 70) / 75 + 0.005),
  );
  const kept = suppressOverlaps(flood, 0.6);
  expect(kept).toHaveLength(mostDetections);
  expect(kept[0]?.score).toBeCloseTo(4999 / 5000);
});

test('boxes without area, and scores that are no score, are left out', () => {
  expect(suppressOverlaps([person(0.9, 0.2, 0.2, 0.2, 0.5), person(Number.NaN, 0, 0, 1, 1), person(7, 0, 0, 1, 1)], 0.6)).toEqual(
    [],
  );
});

test('the parts of a picture cover it, overlap, and stay inside', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 64, max: 3000 }),
      fc.integer({ min: 64, max: 3000 }),
      fc.integer({ min: 2, max: 4 }),
      (width, height, n) => {
        const [whole, ...parts] = viewsOf({ width, height }, n);
        expect(whole).toEqual({ x: 0, y: 0, width, height });
        expect(parts).toHaveLength(n * n);
        for (const part of parts)
          expect(part.x >= 0 && part.y >= 0 && part.x + part.width <= width && part.y + part.height <= height).toBe(true);
        const columns = parts.slice(0, n);
        expect(columns[0]?.x).toBe(0);
        expect((columns[n - 1]?.x ?? 0) + (columns[n - 1]?.width ?? 0)).toBe(width);
        for (let i = 1; i < n; i++)
          expect((columns[i - 1]?.x ?? 0) + (columns[i - 1]?.width ?? 0)).toBeGreaterThan(columns[i]?.x ?? 0);
      },
    ),
  );
});

test('joining views: pieces of one person are one, a child before an adult stays', () => {
  const picture = { width: 1000, height: 1000 };
  const whole = { x: 0, y: 0, width: 1000, height: 1000 };
  const left = { x: 0, y: 0, width: 556, height: 1000 };
  const right = { x: 444, y: 0, width: 556, height: 1000 };
  const adult = person(0.8, 0.4, 0.2, 0.6, 0.9);
  const child = person(0.7, 0.45, 0.6, 0.52, 0.88);
  const merged = mergeViews(
    picture,
    [
      { region: whole, detections: [adult] },
      { region: left, detections: [person(0.95, 0.4, 0.2, 0.556, 0.9), child] },
      { region: right, detections: [person(0.9, 0.444, 0.2, 0.6, 0.9)] },
    ],
    0.6,
  );
  expect(merged).toEqual([adult, child]);
});
