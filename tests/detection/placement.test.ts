import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type InputSize, placeRegion, regionBox, toPictureBox } from '../../src-main/detection/placement.ts';

const letterboxes = ['top-left', 'centre', 'stretch'] as const;
const side = fc.integer({ min: 16, max: 2000 });
const size: fc.Arbitrary<InputSize> = fc.oneof(
  fc.record({
    kind: fc.constant('fixed' as const),
    width: fc.integer({ min: 32, max: 1280 }),
    height: fc.integer({ min: 32, max: 1280 }),
  }),
  fc.constant({ kind: 'any' as const, multiple: 32 }),
);

test('a box laid into the input and read back is the same box, for every letterbox, size and region', () => {
  fc.assert(
    fc.property(
      side,
      side,
      size,
      fc.constantFrom(...letterboxes),
      fc.constantFrom(null, 640),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }),
      (width, height, inputSize, letterbox, longSidePx, f) => {
        const [a = 0, b = 0, c = 0, d = 0, e = 0, g = 0, h = 0, k = 0] = f;
        const x = Math.floor(a * (width - 8));
        const y = Math.floor(b * (height - 8));
        const region = { x, y, width: 8 + Math.floor(c * (width - x - 8)), height: 8 + Math.floor(d * (height - y - 8)) };
        const p = placeRegion({ width, height }, region, inputSize, letterbox, longSidePx);
        expect(p.left + p.width).toBeLessThanOrEqual(p.inputWidth);
        expect(p.top + p.height).toBeLessThanOrEqual(p.inputHeight);
        if (inputSize.kind === 'any') expect([p.inputWidth % 32, p.inputHeight % 32]).toEqual([0, 0]);
        const inRegion = [
          Math.min(e, g) * region.width,
          Math.min(h, k) * region.height,
          Math.max(e, g) * region.width,
          Math.max(h, k) * region.height,
        ] as const;
        const toInput = (value: number, from: number, to: number, offset: number) => (value * to) / from + offset;
        const back = toPictureBox(
          p,
          toInput(inRegion[0], region.width, p.width, p.left),
          toInput(inRegion[1], region.height, p.height, p.top),
          toInput(inRegion[2], region.width, p.width, p.left),
          toInput(inRegion[3], region.height, p.height, p.top),
        );
        for (const [i, value] of regionBox(p, ...inRegion).entries()) expect(back[i]).toBeCloseTo(value, 6);
      },
    ),
    { numRuns: 300 },
  );
});

test.each([
  // picture, size, letterbox → where the picture lies in which input
  [[640, 360], { kind: 'any', multiple: 32 }, 'top-left', [640, 384, 0, 0, 640, 360]],
  [[640, 360], { kind: 'any', multiple: 32 }, 'centre', [640, 384, 0, 12, 640, 360]],
  [[416, 256], { kind: 'any', multiple: 32 }, 'top-left', [416, 256, 0, 0, 416, 256]],
  [[640, 360], { kind: 'fixed', width: 192, height: 192 }, 'top-left', [192, 192, 0, 0, 192, 108]],
  [[320, 240], { kind: 'fixed', width: 640, height: 640 }, 'centre', [640, 640, 0, 80, 640, 480]],
  [[640, 360], { kind: 'fixed', width: 416, height: 416 }, 'stretch', [416, 416, 0, 0, 416, 416]],
] as const)('%j into %j, %s', ([width, height], inputSize, letterbox, expected) => {
  const p = placeRegion({ width, height }, { x: 0, y: 0, width, height }, inputSize, letterbox);
  expect([p.inputWidth, p.inputHeight, p.left, p.top, p.width, p.height]).toEqual(expected);
});

test('boxes are cut at the picture', () => {
  const p = placeRegion(
    { width: 100, height: 100 },
    { x: 0, y: 0, width: 100, height: 100 },
    { kind: 'any', multiple: 32 },
    'top-left',
  );
  expect(toPictureBox(p, -20, 50, 128, 110)).toEqual([0, 0.5, 1, 1]);
  expect(toPictureBox(p, Number.NaN, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 10)).toEqual([0, 0, 1, 0.1]);
});
