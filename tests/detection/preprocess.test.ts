import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layouts } from '../../src-main/detection/layouts/registry.ts';
import { channelCount, type PictureFormat } from '../../src-main/detection/picture.ts';
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
  const target = new Float32Array(channelCount(format) * inputWidth * inputHeight);
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

  test('UltraFace: one mean and one deviation for all, stretched', () => {
    for (const [at, factor] of [
      [laid(layouts.ultraface.format, 40, 20), 1],
      [laid(layouts.ultraface.format, 20, 10), 2],
    ] as const) {
      expect(at(0, 7, 3)).toBeCloseTo(((7 + 0.5) * factor - 0.5 - 127) / 128, 5);
      expect(at(1, 7, 3)).toBeCloseTo(((3 + 0.5) * factor - 0.5 - 127) / 128, 5);
      expect(at(2, 7, 3)).toBeCloseTo((200 - 127) / 128, 5);
    }
  });

  test('a mean and a deviation for each channel follow their colour, in the picture and around it', () => {
    const scale = { mean: [10, 20, 30], std: [2, 4, 5] } as const;
    for (const [colour, red, blue] of [
      ['rgb', 0, 2],
      ['bgr', 2, 0],
    ] as const) {
      const at = laid({ colour, scale, letterbox: 'top-left', pad: 114 }, 40, 32);
      expect([at(red, 7, 3), at(1, 7, 3), at(blue, 7, 3)]).toEqual([(7 - 10) / 2, (3 - 20) / 4, (200 - 30) / 5]);
      expect([at(red, 7, 30), at(1, 7, 30), at(blue, 7, 30)].map((value) => value?.toFixed(4))).toEqual([
        '52.0000',
        '23.5000',
        '16.8000',
      ]);
    }
  });

  test('grey: one plane of luma, scaled or not, resized or not', () => {
    const luma = (x: number, y: number) => 0.299 * x + 0.587 * y + 0.114 * 200;
    const gray = { colour: 'gray', scale: '0-255', letterbox: 'top-left', pad: 7 } as const;
    const plain = laid(gray, 40, 32);
    expect(plain(0, 7, 3)).toBeCloseTo(luma(7, 3), 4);
    expect(plain(0, 7, 30)).toBe(7);
    expect(laid({ ...gray, scale: '0-1' }, 40, 32)(0, 7, 3)).toBeCloseTo(luma(7, 3) / 255, 5);
    expect(laid({ ...gray, scale: { mean: 100, std: 50 } }, 40, 32)(0, 7, 3)).toBeCloseTo((luma(7, 3) - 100) / 50, 5);
    expect(laid(layouts.density.format, 80, 40)(0, 20, 10)).toBeCloseTo(luma(9.75, 4.75), 3);
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
