/** Models that take bytes, [1, height, width, 3]: whatever the picture's size, they see what a model of float32 planes sees. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findModels } from '../../src-main/detection/model-files.ts';
import { type OpenModel, openModel } from '../../src-main/detection/open-model.ts';
import { fillPixels } from '../../src-main/detection/pixel-rows.ts';
import { placeRegion } from '../../src-main/detection/placement.ts';
import { redSpots, redSpotYolox } from '../fixtures/tiny-onnx.ts';

let folder = '';
const opened: OpenModel[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kavach-pixels-'));
  await writeFile(join(folder, 'planes.onnx'), redSpotYolox());
  await writeFile(join(folder, 'pixels.onnx'), redSpotYolox(undefined, 1, 'pixels'));
  for (const { path, use } of await findModels([folder])) {
    if (use.kind === 'unusable') throw new Error(use.reason);
    opened.push(await openModel(path, use.spec, 1));
  }
});
afterAll(async () => {
  for (const model of opened) await model.close();
  await rm(folder, { recursive: true });
});

test.each([
  ['its own pixels, with padding on two sides', 140, 70, 1],
  ['a small picture after it, whose padding is larger', 100, 50, 1],
  ['in tiles, each enlarged', 320, 180, 2],
])('the same boxes: %s', async (_what, width, height, tiles) => {
  const cells = [
    [3, 2],
    [9, 4],
  ] as const;
  const found = [];
  for (const model of opened) {
    const picture = { width, height, rgb: redSpots(width, height, cells) };
    const { detections } = await model.detect(picture, { tiles, minScore: 0.6 });
    found.push(detections.map(({ box, score }) => [...box, score].map((value) => value.toFixed(2)).join(' ')).sort());
  }
  expect(found[0]?.length).toBeGreaterThanOrEqual(2);
  expect(found[1]).toEqual(found[0]);
});

test('a card may not scale bytes', async () => {
  const card = { licence: 'MIT', labels: ['person'], layout: 'yolox', input: { scale: '0-1' } };
  await writeFile(join(folder, 'pixels.json'), JSON.stringify(card));
  const [model] = (await findModels([folder])).filter(({ name }) => name === 'pixels');
  expect(model?.use).toEqual({ kind: 'unusable', reason: 'its card names a scale, and its input takes bytes as they are' });
});

describe('bytes where they belong', () => {
  const picture = { width: 4, height: 2, rgb: Uint8Array.from({ length: 24 }, (_, i) => i) };
  const laid = (colour: 'rgb' | 'bgr', width: number, height: number) => {
    const target = new Uint8Array(width * height * 3).fill(114);
    const region = { x: 0, y: 0, width: 4, height: 2 };
    fillPixels(target, picture, placeRegion(picture, region, { kind: 'fixed', width, height }, 'centre'), { colour });
    return [...target];
  };

  test('a whole picture is copied, padded above and below, blue first where the model wants it', () => {
    const grey = Array(12).fill(114);
    expect(laid('rgb', 4, 4)).toEqual([...grey, ...picture.rgb, ...grey]);
    expect(laid('bgr', 4, 4).slice(12, 18)).toEqual([2, 1, 0, 5, 4, 3]);
  });

  test('a smaller one is averaged and rounded', () => {
    expect(laid('rgb', 2, 1)).toEqual([9, 10, 11, 13, 14, 15].map((value) => expect.closeTo(value, -0.5)));
  });
});
