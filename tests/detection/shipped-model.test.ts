/** The model that ships: what its card promises, and that it finds people and faces; on the twin everywhere, on photographs where they are. */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import card from '../../models/person.json' with { type: 'json' };
import type { ModelEvaluation } from '../../src-main/commands/models/accuracy.ts';
import { evaluate } from '../../src-main/commands/models/eval.ts';
import { renderTwinPictures } from '../../src-main/commands/models/twin-pictures.ts';
import { findModels } from '../../src-main/detection/model-files.ts';
import { chooseModel } from '../../src-main/detection/models.ts';
import { repositoryRoot, sharedPath } from '../fixtures/shared.ts';

const folder = join(repositoryRoot, 'models');
const file = join(folder, 'person.onnx');
let work = '';
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'kavach-shipped-'));
});
afterAll(() => rm(work, { recursive: true }));

async function measured(data: string, sizePx: number): Promise<ModelEvaluation> {
  const [result] = await evaluate({ models: [file], data, sizePx, threads: 1 });
  if (result === undefined) throw new Error('nothing was measured');
  return result;
}

test('is small, free to pass on, and what a camera gets that names no model', async () => {
  expect((await stat(file)).size).toBeLessThanOrEqual(6_000_000);
  expect(chooseModel(await findModels([folder]), [folder])).toMatchObject({
    kind: 'model',
    model: { name: 'person', origin: 'card', licence: 'Apache-2.0', sha256: card.sha256 },
    spec: { layout: 'yolox', labels: ['person', 'face'], size: { kind: 'any', multiple: 32 } },
  });
});

test('its card names every source of its pictures with licence and number, and none whose licence is unstated', async () => {
  const pictures = card.training.sources.reduce((sum, source) => sum + source.pictures, 0);
  expect(pictures).toBe(card.training.pictures);
  for (const { key, licence } of card.training.sources) expect([key, licence.startsWith('unstated')]).toEqual([key, false]);
  expect(await readFile(join(folder, 'training/log.jsonl'), 'utf8')).toContain('"val_ap50"');
});

test('finds the people of the twin', { timeout: 60_000 }, async () => {
  await renderTwinPictures(work, 16, 77);
  const { person } = (await measured(work, 640)).classes;
  expect(person?.ap50).toBeGreaterThan(0.9);
  expect(Math.abs(person?.countBias ?? Number.NaN)).toBeLessThan(1);
});

const photographs = sharedPath('media/penn_fudan');
test.skipIf(photographs === null)('finds the people of Penn-Fudan as well as its card says', { timeout: 120_000 }, async () => {
  const { person } = (await measured(photographs ?? '', 416)).classes;
  const promised = card.accuracy.find(({ on }) => on.startsWith('Penn-Fudan'))?.person_ap50 ?? Number.NaN;
  expect(Math.abs((person?.ap50 ?? 0) - promised)).toBeLessThan(0.01);
});
