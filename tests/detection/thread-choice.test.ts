import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findModels } from '../../src-main/detection/model-files.ts';
import { chooseModel, type ModelSpec } from '../../src-main/detection/models.ts';
import { isTooSlow, openReadyModel } from '../../src-main/detection/thread-choice.ts';
import { viewCount, viewsOf } from '../../src-main/detection/tiles.ts';
import type { ThreadPlan } from '../../src-main/detection/worker-messages.ts';
import { redSpotYolox } from '../fixtures/tiny-onnx.ts';

let folder = '';
let spec: ModelSpec;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kavach-threads-'));
  await writeFile(join(folder, 'spots.onnx'), redSpotYolox());
  const choice = chooseModel(await findModels([folder]), [folder]);
  if (choice.kind === 'none') throw new Error(choice.reason);
  ({ spec } = choice);
});
afterAll(() => rm(folder, { recursive: true }));

async function chosen(threads: number | ThreadPlan): Promise<{ threads: number; runMs: number | null }> {
  const setup = { path: join(folder, 'spots.onnx'), spec, threads, warmUp: [{ width: 640, height: 384 }] };
  const ready = await openReadyModel({ ...setup, gate: new SharedArrayBuffer(4) });
  await ready.model.close();
  return ready;
}

test('a number is taken as it is, and not measured', async () => {
  expect(await chosen(2)).toMatchObject({ threads: 2, runMs: null });
});

test('one thread is enough for few pictures', async () => {
  const { threads, runMs } = await chosen({ most: 4, viewsPerS: 0.001 });
  expect(threads).toBe(1);
  expect(runMs).toBeGreaterThan(0);
});

test('more than it can do: more are tried, never above the most', async () => {
  expect([1, 2]).toContain((await chosen({ most: 2, viewsPerS: 1e9 })).threads);
  expect(await chosen({ most: 1, viewsPerS: 1e9 })).toMatchObject({ threads: 1 });
});

test.each([
  [10, 20, false],
  [10, 69, false],
  [10, 71, true],
  [200, 5, true],
])('%i ms a run at %i views a second', (runMs, viewsPerS, expected) => {
  expect(isTooSlow(runMs, { most: 4, viewsPerS })).toBe(expected);
});

test.each([1, 2, 3, 4])('views of %i × %i tiles are counted as they are cut', (n) => {
  expect(viewCount(n)).toBe(viewsOf({ width: 640, height: 360 }, n).length);
});
