import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layouts } from '../../src-main/detection/layouts/registry.ts';
import type { PictureFormat } from '../../src-main/detection/picture.ts';
import { placeRegion } from '../../src-main/detection/placement.ts';
import { fillPadding, fillPicture } from '../../src-main/detection/preprocess.ts';
import { axisOf } from '../../src-main/detection/resample.ts';

/** A picture whose pixel (x, y) is [x, y, 200]. */
function coordinates(width: number, height: number) {
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rgb.set([x, y, 200], (y * width + x) * 3);
  return { width, height, rgb };
}

function laid(format: PictureFormat, inputWidth: number, inputHeight: number, region = { x: 0, y: 0, width: 40, height: 20 }) {
  const p = placeRegion(
    { width: 40, height: 20 },
    region,
    { kind: 'fixed', width: inputWidth, height: inputHeight },
    format.letterbox,
  );
  const target = new Float32Array(3 * inputWidth * inputHeight);
  fillPadding(target, format);
  fillPicture(target, coordinates(40, 20), p, format);
  return (channel: number, x: number, y: number) => target[(channel * inputHeight + y) * inputWidth + x];
}

describe('as each layout wants it', () => {
  test('YOLOX: blue first, 0..255, top left, grey below', () => {
    const at = laid(layouts.yolox.format, 40, 32);
    expect([at(0, 7, 3), at(1, 7, 3), at(2, 7, 3)]).toEqual([200, 3, 7]);
    expect([at(0, 7, 20), at(2, 39, 31)]).toEqual([114, 114]);
  });

  test('YOLOv5 and v8: red first, 0..1, centred', () => {
    const at = laid(layouts.yolov8.format, 40, 32);
    expect(at(0, 7, 6 + 3)).toBeCloseTo(7 / 255, 6);
    expect(at(1, 7, 6 + 3)).toBeCloseTo(3 / 255, 6);
    expect([at(0, 7, 5), at(0, 7, 26)].map((value) => value?.toFixed(5))).toEqual([
      (114 / 255).toFixed(5),
      (114 / 255).toFixed(5),
    ]);
  });

  test('DETR: stretched over the whole input', () => {
    const at = laid(layouts.detr.format, 80, 80);
    expect(at(0, 79, 40)).toBeCloseTo(39 / 255, 6);
    expect(at(1, 40, 79)).toBeCloseTo(19 / 255, 6);
    expect(at(2, 0, 0)).toBeCloseTo(200 / 255, 6);
  });

  test('a part of the picture, and nothing of its surroundings', () => {
    const at = laid(layouts.yolox.format, 16, 8, { x: 20, y: 10, width: 16, height: 8 });
    expect([at(2, 0, 0), at(1, 0, 0), at(2, 15, 7), at(1, 15, 7)]).toEqual([20, 10, 35, 17]);
  });
});

test('resizing: weights sum to one and stay inside, for any two lengths', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 900 }), (source, target) => {
      const { first, taps, weights } = axisOf(source, target);
      for (let i = 0; i < target; i++) {
        const own = weights.subarray(i * taps, (i + 1) * taps);
        expect(own.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 4);
        expect(first[i]).toBeGreaterThanOrEqual(0);
        expect((first[i] ?? 0) + taps).toBeLessThanOrEqual(source);
      }
    }),
    { numRuns: 60 },
  );
});

test('resizing moves nothing: a ramp stays the same ramp', () => {
  const { first, taps, weights } = axisOf(100, 37);
  for (let i = 3; i < 34; i++) {
    let value = 0;
    for (let k = 0; k < taps; k++) value += (weights[i * taps + k] ?? 0) * ((first[i] ?? 0) + k);
    expect(value).toBeCloseTo(((i + 0.5) * 100) / 37 - 0.5, 1);
  }
});
