/** A snapshot leaves with faces hidden where somebody could look for them, and not at all where nobody could. */
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { AnalysisModels, PictureAnswer } from '../../src-contract/domain/frame-analysis.ts';
import { hideFacesWith } from '../../src-main/composition/people-finder.ts';

const stripes = Uint8Array.from({ length: 64 * 48 * 3 }, (_, i) => (Math.floor((i / 3) % 64) % 8 < 4 ? 0 : 255));
const raw = { width: 64, height: 48, channels: 3 } as const;
const picture = await sharp(stripes, { raw }).jpeg({ quality: 95 }).toBuffer();
const none = { kind: 'none', reason: 'no file' } as const;
const finder: AnalysisModels = { face: { kind: 'ready', name: 'faces', path: 'faces.onnx' }, body: none };
const found: PictureAnswer = {
  kind: 'found',
  findings: {
    ...{ width: 64, height: 48, bodies: [], problem: null, workMs: 1 },
    faces: [{ score: 0.9, box: [0.5, 0.25, 0.75, 0.75] }],
  },
};

const hide = (models: AnalysisModels, answer: PictureAnswer) =>
  hideFacesWith({ models: async () => models, analyse: async () => answer })(picture);

/** How far the samples of one row between two columns lie apart. */
async function contrast(jpeg: Uint8Array, fromX: number, toX: number): Promise<number> {
  const samples = await sharp(jpeg).greyscale().raw().toBuffer();
  const row = samples.subarray(24 * 64 + fromX, 24 * 64 + toX);
  return Math.max(...row) - Math.min(...row);
}

test('a face that was found is hidden, and the rest is left', async () => {
  const hidden = await hide(finder, found);
  expect(await contrast(hidden, 0, 20)).toBeGreaterThan(200);
  expect(await contrast(hidden, 36, 44)).toBeLessThan(60);
});

test('without a model, and where the look failed, there is no picture', async () => {
  await expect(hide({ face: none, body: none }, found)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  const failed: PictureAnswer = { kind: 'refused', code: 'PROCESSING_ERROR', message: 'out of memory' };
  await expect(hide(finder, failed)).rejects.toThrow(/Take it again/);
});
