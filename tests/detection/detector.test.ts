/** The whole of detection with real worker threads and a real (tiny) model: faults are planted, nothing else is made up. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DetectionState } from '../../src-contract/domain/detection.ts';
import type { Frame } from '../../src-contract/domain/frame.ts';
import { createClock } from '../../src-main/clock.ts';
import type { CameraDetectionConfig } from '../../src-main/detection/camera-seat.ts';
import { createDetection, type DetectionDeps, type DetectionResult, type Detector } from '../../src-main/detection/detector.ts';
import { createLog } from '../../src-main/log.ts';
import { redSpots, redSpotYolox, whiteDensity } from '../fixtures/tiny-onnx.ts';

/** As in faulty-worker.ts, which can't be imported outside a worker. */
const faultWidths = { dies: 8, hangs: 16, stuckInside: 24 };
const realWorker = new URL('../../src-main/detection/worker.ts', import.meta.url);
const faultyWorker = new URL('./faulty-worker.ts', import.meta.url);
const clock = createClock();
const log = createLog('silent');

let folder = '';
let detector: Detector | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kavach-detect-'));
});
afterEach(async () => {
  await detector?.stop();
  detector = null;
  await rm(folder, { recursive: true });
});

const camera = (id: string, given: Partial<CameraDetectionConfig> = {}): CameraDetectionConfig => ({
  id,
  mode: 'detect',
  tiles: 1,
  detect_width: 128,
  fps: 5,
  ...given,
});

let seq = 0;
function frame(cameraId: string, given: { width?: number; height?: number; atMs?: number; rgb?: Uint8Array } = {}): Frame {
  const { width = 128, height = 72, atMs = clock.nowMs() } = given;
  return { cameraId, seq: ++seq, atMs, width, height, rgb: given.rgb ?? redSpots(width, height, [[3, 2]]) };
}

async function run(given: Partial<DetectionDeps> = {}) {
  const results: DetectionResult[] = [];
  const states: [string, DetectionState][] = [];
  const started = createDetection({
    ...{ modelFolders: [folder], siteFolder: folder, cameras: [camera('a')], threads: 1, workerUrl: realWorker, clock, log },
    onDetections: (result) => results.push(result),
    onState: (id, state) => states.push([id, state]),
    ...given,
  });
  detector = started;
  await started.start();
  const reaches = (id: string, kind: DetectionState['kind']) =>
    vi.waitFor(() => expect(started.state(id).kind).toBe(kind), { timeout: 60_000, interval: 10 });
  const until = (check: () => void) => vi.waitFor(check, { timeout: 60_000, interval: 10 });
  return { detector: started, results, states, reaches, until };
}

const putModel = (name = 'spots.onnx', notes?: Record<string, string>) => writeFile(join(folder, name), redSpotYolox(notes));

describe('frames become detections', () => {
  test('boxes where the picture is red, with threshold, times and the picture given back', async () => {
    await putModel();
    const { detector, results, states, reaches, until } = await run({ cameras: [camera('a', { confidence: 0.6 })] });
    await reaches('a', 'running');
    const offered = frame('a', {
      rgb: redSpots(128, 72, [
        [3, 2],
        [15, 8],
      ]),
    });
    const original = offered.rgb.slice();
    detector.offer(offered);
    await until(() => expect(results).toHaveLength(1));
    expect(offered.rgb.byteLength, 'the buffer moved').toBe(0);
    const [result] = results;
    expect(result).toMatchObject({
      threshold: 0.6,
      model: 'spots',
      frame: { cameraId: 'a', seq: offered.seq, atMs: offered.atMs },
    });
    expect(Buffer.compare(result?.frame.rgb ?? new Uint8Array(), original)).toBe(0);
    expect(
      result?.detections.map(({ label, score, box }) => [label, score.toFixed(3), box.map((side) => (side * 1152).toFixed(1))]),
    ).toEqual([
      ['person', '1.000', [24 * 9, 16 * 16, 32 * 9, 24 * 16].map((side) => side.toFixed(1))],
      ['person', '1.000', [120 * 9, 64 * 16, 128 * 9, 72 * 16].map((side) => side.toFixed(1))],
    ]);
    expect(detector.counters('a')).toMatchObject({ offeredTotal: 1, detectedTotal: 1, droppedTotal: 0 });
    expect(states.map(([, { kind }]) => kind)).toEqual(['starting', 'running']);
  });

  test('a picture that is part of a larger buffer is copied, and the rest of the buffer stays', async () => {
    await putModel();
    const { detector, results, reaches, until } = await run();
    await reaches('a', 'running');
    const pool = new Uint8Array(128 * 72 * 3 + 1000);
    pool.set(redSpots(128, 72, [[0, 0]]), 500);
    detector.offer(frame('a', { rgb: pool.subarray(500, 500 + 128 * 72 * 3) }));
    await until(() => expect(results[0]?.detections).toHaveLength(1));
    expect(pool.byteLength).toBe(128 * 72 * 3 + 1000);
  });

  test('cameras of different sizes and models run side by side', async () => {
    await putModel('one.onnx');
    await putModel('two.onnx', { names: "{0: 'face'}" });
    const cameras = [camera('a'), camera('b'), camera('c', { model: 'two' })];
    const { detector, results, until } = await run({ cameras });
    await until(() => {
      for (const { id } of cameras) detector.offer(frame(id, id === 'b' ? { width: 200, height: 100 } : {}));
      for (const { id } of cameras) expect(detector.counters(id).detectedTotal).toBeGreaterThan(1);
    });
    const seen = (id: string) =>
      new Set(
        results.filter(({ frame }) => frame.cameraId === id).map(({ model, detections: [first] }) => `${model} ${first?.label}`),
      );
    expect([[...seen('a')], [...seen('b')], [...seen('c')]]).toEqual([['one person'], ['one person'], ['two face']]);
  });

  test('a camera in mode density gets a map of its picture, and the others their boxes', async () => {
    await putModel();
    await writeFile(join(folder, 'crowd.onnx'), whiteDensity());
    const cameras = [camera('a'), camera('b', { mode: 'density' })];
    const { detector, results, reaches, until } = await run({ cameras });
    await reaches('b', 'running');
    const rgb = new Uint8Array(128 * 64 * 3);
    for (let y = 0; y < 64; y++) rgb.fill(255, y * 128 * 3, (y * 128 + 32) * 3);
    detector.offer(frame('b', { width: 128, height: 64, rgb }));
    detector.offer(frame('a'));
    await until(() => expect(results).toHaveLength(2));
    const [map, boxes] = [results.find(({ density }) => density !== null), results.find(({ density }) => density === null)];
    expect(map).toMatchObject({ model: 'crowd', detections: [], frame: { cameraId: 'b' }, density: { width: 16, height: 8 } });
    expect(map?.density?.count).toBeCloseTo(32, 2);
    expect(map?.density?.values[3]).toBeCloseTo(1, 3);
    expect(map?.density?.values[4]).toBeCloseTo(0, 3);
    expect(boxes).toMatchObject({ model: 'spots', frame: { cameraId: 'a' } });
  });

  test('a listener that throws stops nothing', async () => {
    await putModel();
    let calls = 0;
    const onDetections = () => {
      calls++;
      throw new Error('planted');
    };
    const { detector, reaches, until } = await run({ onDetections });
    await reaches('a', 'running');
    await until(() => {
      detector.offer(frame('a'));
      expect(calls).toBeGreaterThan(2);
    });
  });
});

describe('too many frames', () => {
  test('the newest wins, cameras share, every frame is counted once, old ones are not detected', async () => {
    await putModel();
    const { detector, results, reaches, until } = await run({ cameras: [camera('fast'), camera('slow')] });
    await reaches('fast', 'running');
    detector.offer(frame('slow', { atMs: clock.nowMs() - 5000 }));
    for (let i = 0; i < 40; i++) detector.offer(frame('fast'));
    detector.offer(frame('slow'));
    const newest = { fast: seq - 1, slow: seq };
    const counts = (id: string) => detector.counters(id);
    await until(() => expect(counts('fast').detectedTotal + counts('fast').droppedTotal).toBe(40));
    await until(() => expect(counts('slow')).toMatchObject({ offeredTotal: 2, detectedTotal: 1, droppedTotal: 1 }));
    const detected = (id: string) => results.filter(({ frame }) => frame.cameraId === id).map(({ frame }) => frame.seq);
    expect(detected('fast').at(-1)).toBe(newest.fast);
    expect(detected('slow')).toEqual([newest.slow]);
    expect(counts('fast').droppedTotal).toBeGreaterThan(30);
    expect(detector.state('fast')).toMatchObject({ kind: 'degraded', reason: expect.stringMatching(/too slow/) });
    expect(detector.state('slow').kind).toBe('running');
  });

  test('stopping waits for the picture in work', async () => {
    await putModel();
    const { detector, results, reaches } = await run();
    await reaches('a', 'running');
    for (let i = 0; i < 3; i++) detector.offer(frame('a', { width: 1600, height: 1600 }));
    await detector.stop();
    const count = results.length;
    detector.offer(frame('a'));
    expect(results).toHaveLength(count);
    expect(detector.counters('a')).toMatchObject({ offeredTotal: 4, droppedTotal: 4 - count });
  });
});

describe('a worker that fails', () => {
  test.each([
    ['dies', faultWidths.dies],
    ['hangs', faultWidths.hangs],
    ['stays inside onnxruntime', faultWidths.stuckInside],
  ])('%s: it is replaced, its picture is counted as dropped, and frames flow again', async (_, width) => {
    await putModel();
    const { detector, states, reaches, until } = await run({ workerUrl: faultyWorker, limits: { answerMs: 300 } });
    await reaches('a', 'running');
    detector.offer(frame('a', { width, rgb: new Uint8Array(width * 72 * 3) }));
    await until(() => expect(detector.counters('a').droppedTotal).toBe(1));
    await until(() => {
      detector.offer(frame('a'));
      expect(detector.counters('a').detectedTotal).toBeGreaterThan(2);
    });
    expect(states.map(([, { kind }]) => kind).slice(0, 4)).toEqual(['starting', 'running', 'starting', 'running']);
  });

  test('again and again: degraded with a reason after five restarts', async () => {
    await putModel();
    const { detector, reaches, until } = await run({ workerUrl: faultyWorker });
    await reaches('a', 'running');
    const width = faultWidths.dies;
    let deaths = 0;
    const start = clock.nowMs();
    await vi.waitFor(
      () => {
        if (detector.counters('a').droppedTotal === deaths && detector.state('a').kind === 'running') {
          deaths++;
          detector.offer(frame('a', { width, rgb: new Uint8Array(width * 72 * 3) }));
        }
        expect(detector.state('a').kind).toBe('degraded');
      },
      { timeout: 60_000, interval: 10 },
    );
    expect(deaths).toBe(6);
    expect(clock.nowMs() - start).toBeGreaterThan(7000);
    expect(detector.state('a')).toEqual({
      kind: 'degraded',
      model: 'spots',
      reason: 'its worker keeps stopping (last: it failed: planted)',
    });
    await until(() => expect(detector.counters('a').droppedTotal).toBe(deaths));
  });

  test('a model that only looks like one: that camera says so, the others go on; a good file is taken up', async () => {
    await putModel('good.onnx');
    const bad = Buffer.from(redSpotYolox());
    bad.write('Bonv', bad.indexOf('Conv'));
    await writeFile(join(folder, 'bad.onnx'), bad);
    const cameras = [camera('a', { model: 'good' }), camera('b', { model: 'bad' })];
    const { detector, reaches, until } = await run({ cameras, limits: { rescanMs: 30 } });
    await reaches('b', 'degraded');
    expect(detector.state('b')).toMatchObject({ model: 'bad', reason: expect.stringMatching(/can't be loaded .*Bonv/) });
    await reaches('a', 'running');
    await putModel('bad.onnx', { names: "{0: 'person'}", note: 'mended' });
    await reaches('b', 'running');
    await until(() => {
      detector.offer(frame('b'));
      expect(detector.counters('b').detectedTotal).toBeGreaterThan(0);
    });
  });
});

describe('no model', () => {
  test('the reason says what to do; a model that is copied in is taken up', async () => {
    const { detector, states, reaches } = await run({ limits: { rescanMs: 30 } });
    expect(states).toEqual([
      ['a', { kind: 'no-model', reason: `no model that finds persons is at hand; copy a detector (.onnx) into ${folder}` }],
    ]);
    detector.offer(frame('a'));
    expect(detector.counters('a')).toMatchObject({ offeredTotal: 1, droppedTotal: 1 });
    await putModel();
    await reaches('a', 'running');
  });

  test('a detector is nothing for a camera in mode density, nor a density model for the others', async () => {
    await putModel();
    const named = camera('b', { mode: 'density', model: 'spots' });
    const { detector, reaches } = await run({ cameras: [camera('a', { mode: 'density' }), named] });
    await reaches('a', 'no-model');
    expect(detector.state('a')).toMatchObject({
      reason: expect.stringMatching(/no model that makes density maps .*spots: finds/),
    });
    expect(detector.state('b')).toMatchObject({ kind: 'no-model', reason: expect.stringMatching(/name a density model/) });
  });

  test('a camera that names a missing one says so, and the others run', async () => {
    await putModel();
    const { detector, reaches } = await run({ cameras: [camera('a'), camera('b', { model: 'best' })] });
    await reaches('a', 'running');
    expect(detector.state('b')).toEqual({
      kind: 'no-model',
      reason: `model best is not at hand (found: spots); copy it into ${folder}`,
    });
    expect(detector.models().map(({ name }) => name)).toEqual(['spots']);
  });
});
