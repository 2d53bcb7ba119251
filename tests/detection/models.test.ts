import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import known from '../../models/known.json' with { type: 'json' };
import { knownModelsSchema } from '../../src-main/detection/model-card.ts';
import { findModels, readSiteModel } from '../../src-main/detection/model-files.ts';
import { choiceForTask, chooseModel, type ModelInfo } from '../../src-main/detection/models.ts';
import { readOnnxFacts } from '../../src-main/detection/onnx-facts.ts';
import { redSpotYolox } from '../fixtures/tiny-onnx.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kavach-models-'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, content: string | Uint8Array) => writeFile(join(folder, name), content);
const card = { layout: 'yolox', labels: ['person'], licence: 'Apache-2.0' };

async function only(): Promise<ModelInfo> {
  const [model, ...more] = await findModels([folder]);
  if (model === undefined || more.length > 0) throw new Error('not one model');
  return model;
}

describe('one file', () => {
  test('told from its tensors and notes', async () => {
    await write('spots.onnx', redSpotYolox({ names: "{0: 'person'}", license: 'AGPL-3.0 License (https://example.org)' }));
    expect(await only()).toMatchObject({
      name: 'spots',
      origin: 'guessed',
      licence: 'AGPL-3.0',
      use: { kind: 'ready', spec: { layout: null, size: { kind: 'any', multiple: 32 }, labels: ['person'] } },
    });
  });

  test('told from its card', async () => {
    await write('spots.onnx', redSpotYolox({}));
    const input = { multiple: 64, colour: 'rgb' };
    const accuracy = [
      { on: 'easy', person_ap50: 0.9 },
      { on: 'hard', person_ap50: 0.6 },
    ];
    await write('spots.json', JSON.stringify({ ...card, threshold: 0.5, input, accuracy, limits: 'kept for people' }));
    expect(await only()).toMatchObject({
      origin: 'card',
      threshold: 0.5,
      personAp50: 0.6,
      use: { kind: 'ready', spec: { layout: 'yolox', size: { kind: 'any', multiple: 64 }, format: { colour: 'rgb' } } },
    });
  });

  test('a normalisation of its own, and the layout’s labels, threshold and overlap where the card leaves them out', async () => {
    await write('spots.onnx', redSpotYolox({}));
    const scale = { mean: [123.675, 116.28, 103.53], std: [58.395, 57.12, 57.375] };
    await write('spots.json', JSON.stringify({ layout: 'yunet', licence: 'MIT', input: { scale } }));
    expect(await only()).toMatchObject({
      threshold: 0.6,
      use: { kind: 'ready', spec: { layout: 'yunet', format: { scale }, labels: ['face'], nmsIou: 0.3 } },
    });
  });

  test('a colour density model by its card: ImageNet’s normalisation unless the card says otherwise', async () => {
    await write('spots.onnx', redSpotYolox({}));
    await write('spots.json', JSON.stringify({ layout: 'density', licence: 'MIT', input: { multiple: 8 } }));
    expect(await only()).toMatchObject({
      use: {
        kind: 'ready',
        spec: {
          ...{ layout: 'density', size: { kind: 'any', multiple: 8 }, labels: ['person'] },
          format: { colour: 'rgb', scale: { mean: [123.675, 116.28, 103.53], std: [58.395, 57.12, 57.375] } },
        },
      },
    });
  });

  test.each([
    ['spots.onnx', 'not a model at all', null, /not an ONNX/],
    ['spots.onnx', '', null, /not an ONNX/],
    ['spots.onnx', redSpotYolox().subarray(0, 900), null, /cut short/],
    ['spots.onnx', redSpotYolox({}), null, /write a card spots.json with labels/],
    ['spots.onnx', redSpotYolox(), '{ "labels": 1', /its card spots.json/],
    ['spots.onnx', redSpotYolox(), '{ "labels": [], "licence": "MIT", "threshold": 7 }', /labels: .*threshold: /],
    ['spots.onnx', redSpotYolox(), JSON.stringify({ ...card, input: { colour: 'gray' } }), /card says gray, .* 3 colour planes/],
    ['spots.onnx', redSpotYolox(), JSON.stringify({ ...card, input: { scale: { mean: 0.5, std: 0.5 } } }), /from 1 up|Invalid/],
    ['spots.onnx', redSpotYolox(), JSON.stringify({ ...card, sha256: '0'.repeat(64) }), /sha256 is not the one on its card/],
  ])('%s is refused with a reason (%#)', async (name, content, cardText, reason) => {
    await write(name, content);
    if (cardText !== null) await write('spots.json', cardText);
    const { use } = await only();
    expect(use).toMatchObject({ kind: 'unusable', reason: expect.stringMatching(reason) });
  });

  test('no bytes make the reader hang or fail otherwise than with a message', () => {
    const good = Buffer.from(redSpotYolox());
    const broken = fc.array(fc.tuple(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(broken, (changes) => {
        const bytes = Buffer.from(good);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          readOnnxFacts(bytes);
        } catch (error) {
          expect((error as Error).message).toMatch(/not an ONNX model/);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('the choice', () => {
  const density = { layout: 'density', size: { kind: 'any', multiple: 8 }, format: {}, labels: ['person'], nmsIou: 0.5 } as const;
  const model = (name: string, facts: Partial<ModelInfo> = {}, labels = ['person']): ModelInfo => ({
    ...{
      name,
      path: `/m/${name}.onnx`,
      sha256: '',
      origin: 'card',
      licence: 'Apache-2.0',
      threshold: 0.35,
      personAp50: null,
      runMs: null,
    },
    use: { kind: 'ready', spec: { layout: 'yolox', size: { kind: 'any', multiple: 32 }, format: {}, labels, nmsIou: 0.6 } },
    ...facts,
  });
  const broken = model('broken', { use: { kind: 'unusable', reason: 'it is cut short' } });

  test.each([
    ['accuracy', [model('a', { personAp50: 0.5 }), model('b', { personAp50: 0.7 })], 'b'],
    ['speed where accuracy is the same', [model('a', { runMs: 20 }), model('b', { runMs: 5 }), model('c')], 'b'],
    ['a card before a known file', [model('a', { origin: 'known', personAp50: 0.9 }), model('b', { personAp50: 0.7 })], 'b'],
    ['a known file before a guess', [model('a', { origin: 'guessed' }), model('b', { origin: 'known' })], 'b'],
    [
      'a free licence before a better AGPL model',
      [model('a', { licence: 'AGPL-3.0', personAp50: 0.9 }), model('b', { origin: 'guessed' })],
      'b',
    ],
    [
      'a licence not stated before AGPL',
      [model('a', { licence: 'AGPL-3.0' }), model('b', { licence: null, origin: 'guessed' })],
      'b',
    ],
    ['AGPL where there is nothing else', [model('a', { licence: 'AGPL-3.0' })], 'a'],
    ['models that find persons only', [model('a', { personAp50: 1 }, ['face']), broken, model('b', {}, ['bag', 'person'])], 'b'],
  ])('without a wish: %s', (_, models, expected) => {
    expect(chooseModel(models, ['/m'])).toMatchObject({ kind: 'model', model: { name: expected } });
  });

  test.each([
    ['nothing at hand', [], undefined, 'no model that finds persons is at hand; copy a detector (.onnx) into /m or /d'],
    [
      'nothing usable',
      [broken],
      undefined,
      'no model that finds persons is at hand (found broken: it is cut short); copy a detector (.onnx) into /m or /d',
    ],
    ['a name that is not there', [model('a')], 'b', 'model b is not at hand (found: a); copy it into /m or /d'],
    ['a broken one by name', [broken], 'broken', "model broken can't be used: it is cut short"],
  ])('%s: a reason that says what to do', (_, models, wanted, reason) => {
    expect(chooseModel(models, ['/m', '/d'], wanted)).toEqual({ kind: 'none', reason });
  });

  test('a density model is for density alone, a detector for the rest', () => {
    const map = model('map', { use: { kind: 'ready', spec: density } });
    const models = [map, model('boxes', { origin: 'guessed' })];
    expect(chooseModel(models, ['/m'])).toMatchObject({ model: { name: 'boxes' } });
    expect(chooseModel(models, ['/m'], undefined, 'density')).toMatchObject({ model: { name: 'map' } });
    expect(chooseModel([map], ['/m'])).toEqual({
      kind: 'none',
      reason: 'no model that finds persons is at hand (found map: makes density maps); copy a detector (.onnx) into /m',
    });
    const reason = (name: string, task: 'boxes' | 'density') => {
      const choice = choiceForTask(chooseModel(models, ['/m'], name), task);
      return choice.kind === 'none' ? choice.reason : null;
    };
    expect([reason('map', 'density'), reason('boxes', 'boxes')]).toEqual([null, null]);
    expect(reason('map', 'boxes')).toBe('model map makes density maps: set mode: density, or name a detector');
    expect(reason('boxes', 'density')).toBe('model boxes finds persons one by one: name a density model, or set mode: detect');
  });

  test('by name', () => {
    expect(chooseModel([model('a', { personAp50: 1 }), model('b')], ['/m'], 'b')).toMatchObject({ model: { name: 'b' } });
    expect(chooseModel([model('a', { personAp50: 1 }), model('b')], ['/m'], 'b.onnx')).toMatchObject({ model: { name: 'b' } });
  });
});

test('a model beside the site file, and never one outside its folder', async () => {
  const site = join(folder, 'site');
  await mkdir(join(site, 'models'), { recursive: true });
  await writeFile(join(site, 'models/own.onnx'), redSpotYolox());
  await write('outside.onnx', redSpotYolox());
  await symlink(join(folder, 'outside.onnx'), join(site, 'link.onnx'));
  expect(await readSiteModel(site, 'models/own.onnx')).toMatchObject({ name: 'own', use: { kind: 'ready' } });
  for (const path of ['../outside.onnx', 'link.onnx', join(folder, 'outside.onnx'), 'models/none.onnx', '']) {
    expect(await readSiteModel(site, path), path).toBe(null);
  }
});

test('earlier folders go first, and a folder that is not there is no fault', async () => {
  await mkdir(join(folder, 'second'));
  await write('spots.onnx', redSpotYolox());
  await writeFile(join(folder, 'second/spots.onnx'), redSpotYolox({}));
  const models = await findModels([join(folder, 'none'), folder, join(folder, 'second')]);
  expect(models.map((model) => model.path)).toEqual([join(folder, 'spots.onnx')]);
});

test("the project's own index is valid and lists permissive models alone", () => {
  const { models } = knownModelsSchema.parse(known);
  for (const { name, licence } of models) expect(licence, name).toMatch(/^(Apache-2.0|MIT)$/);
});
