/** A fog model in a real worker: what it says, and that the rule decides whenever it says nothing. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog } from '../../src-main/log.ts';
import type { PredictBatch } from '../../src-main/sensors/desk/prepare-batch.ts';
import { fogPrediction } from '../../src-main/sensors/fog-card.ts';
import { createFogModel, type FogModel } from '../../src-main/sensors/fog-model.ts';
import { linearFog } from '../fixtures/tiny-onnx.ts';
import { until } from '../fixtures/until.ts';

let folder: string;
let model: FogModel | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kavach-fog-'));
});

afterEach(async () => {
  await model?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function open(bytes: Uint8Array | null, card?: object, workerSource?: string): FogModel {
  const path = join(folder, 'fog.onnx');
  if (bytes !== null) writeFileSync(path, bytes);
  if (card !== undefined) writeFileSync(join(folder, 'fog.json'), JSON.stringify(card));
  const fake = join(folder, 'worker.mjs');
  if (workerSource !== undefined) writeFileSync(fake, workerSource);
  const real = new URL('../../src-main/sensors/fog-worker.ts', import.meta.url);
  model = createFogModel({
    path,
    log: createLog('silent'),
    workerUrl: workerSource === undefined ? real : pathToFileURL(fake),
    answerMs: 300,
  });
  model.start();
  return model;
}

const readings = (...values: Record<string, number>[]): Parameters<PredictBatch>[0] =>
  values.map((each) => ({
    ...{ sensorId: 's', type: 'camera', source: 'mqtt', atMs: 0, receivedMs: 0, raw: '', digest: 0, values: each },
  }));

test('a batch is one run; what lacks a feature is left to the rule', async () => {
  const fog = open(linearFog(2, -1, 1), { features: ['visibility', 'humidity'], output: 'fog' });
  await until('it is ready', () => fog.state().kind === 'ready');
  const said = await fog.predict(
    readings({ visibility: 0.1, humidity: 90 }, { visibility: 0.5 }, { visibility: 0.9, humidity: 50 }),
  );
  expect(said.map((each) => each && [each.risk, each.by, Number(each.fogIntensity?.toFixed(3))])).toEqual([
    ['HIGH', 'model:fog', 0.9],
    null,
    ['LOW', 'model:fog', 0.1],
  ]);
});

test.each([
  ['a missing file', null, undefined, /there is no/],
  ['a file that is no model', Buffer.from('not a model'), undefined, /.+/],
  ['a card that is none', linearFog(1, -1, 1), { output: 'weather' }, /card/],
  ['a model with other columns than its card', linearFog(3, -1, 1), {}, /.+/],
  ['a model with another output than its card', linearFog(1, -1, 1), { output: 'risk-3' }, /3 figures/],
])('%s: a fault that is shown, and the rule decides', async (_what, bytes, card, reason) => {
  const fog = open(bytes, card);
  const state = await until('it is given up', () => {
    const now = fog.state();
    return now.kind === 'unusable' ? now : null;
  });
  expect(state.reason).toMatch(reason);
  expect(await fog.predict(readings({ visibility: 0.1 }))).toEqual([null]);
});

const hanging = `
import { parentPort } from 'node:worker_threads';
parentPort.postMessage({ kind: 'ready' });
let first = true;
parentPort.on('message', ({ kind, id, count }) => {
  if (kind === 'close') return parentPort.close();
  const answer = () => parentPort.postMessage({ kind: 'done', id, values: new Float32Array(count) });
  if (first) setTimeout(answer, 900);
  else answer();
  first = false;
});`;

test('one that hangs holds up one batch by its limit, the next not at all, and is used again when it answers', async () => {
  const fog = open(linearFog(1, -1, 1), undefined, hanging);
  await until('it is ready', () => fog.state().kind === 'ready');
  expect(await fog.predict(readings({ visibility: 0.1 }))).toEqual([null]);
  expect(fog.state().kind).toBe('failing');
  expect(await fog.predict(readings({ visibility: 0.1 }))).toEqual([null]);
  expect(fog.leftToRule()).toBe(2);
  await until('it has answered', () => fog.state().kind === 'ready');
  expect(await fog.predict(readings({ visibility: 0.1 }))).toMatchObject([{ risk: 'LOW' }]);
});

test('one whose thread dies is started again', async () => {
  const dying =
    "import { parentPort } from 'node:worker_threads'; parentPort.postMessage({ kind: 'ready' }); parentPort.on('message', () => process.exit(3));";
  const fog = open(linearFog(1, -1, 1), undefined, dying);
  await until('it is ready', () => fog.state().kind === 'ready');
  expect(await fog.predict(readings({ visibility: 0.1 }))).toEqual([null]);
  await until('it is known', () => fog.state().kind === 'failing');
  await until('it is there again', () => fog.state().kind === 'ready');
});

test('three scores are probabilities, or logits', () => {
  expect(fogPrediction([0.1, 0.2, 0.7], 'risk-3', 'm')).toEqual({ fogIntensity: expect.closeTo(0.8), risk: 'HIGH', by: 'm' });
  expect(fogPrediction([4, 1, -2], 'risk-3', 'm')).toMatchObject({ risk: 'LOW' });
  expect(fogPrediction([Number.NaN], 'fog', 'm')).toBeNull();
});
