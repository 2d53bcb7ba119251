/** Forecasts from a series' first days to their scores, over a restart, on order, and through the loss of the worker. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { forecastStepMs as stepMs } from '../../src-contract/domain/prediction.ts';
import { until } from '../fixtures/until.ts';
import { temporaryPlace } from '../store/store-fixture.ts';
import { busyDay, type DeskStation, deskStartMs, type MadeUp, madeUpSource, openDesk } from './desk-station.ts';

const dayMs = 86_400_000;
const limit = { timeout: 300_000 };
const afterStepMs = 20_000;

function open(series: readonly MadeUp[], options: Partial<Parameters<typeof openDesk>[0]> = {}): DeskStation {
  const opened: { station: DeskStation | null } = { station: null };
  const source = madeUpSource(series, () => opened.station?.nowMs() ?? options.nowMs ?? deskStartMs);
  opened.station = openDesk({ sources: [source], ...options });
  return opened.station;
}

test(
  'a series is studied, forecast at each step and on order, scored when its time comes or settled as unknown, over a restart',
  limit,
  async () => {
    const place = temporaryPlace();
    let blindFromMs = Infinity;
    const at = (startMs: number) => (startMs < blindFromMs ? busyDay(startMs) : null);
    const series = [{ id: 'zone:p1', at, sinceMs: deskStartMs - 3.25 * dayMs }];
    const station = open(series, { place });
    const { desk } = station;
    station.passes(afterStepMs);
    expect(desk.series()[0]?.state).toEqual({ kind: 'waiting' });
    await desk.advance();
    const studied = desk.series()[0];
    expect(studied).toMatchObject({ state: { kind: 'served' }, study: { backtest: { kind: 'measured' } } });
    await desk.advance();
    await desk.advance();
    expect(station.told.map(({ horizonMinutes }) => horizonMinutes)).toEqual([15, 30, 60]);
    for (const one of station.told) {
      const [narrow, wide] = one.intervals;
      expect(one).toMatchObject({ madeMs: station.nowMs(), hasSkill: true, outcome: { kind: 'waiting' } });
      expect(one.atMs + stepMs).toBe(deskStartMs + one.horizonMinutes * 60_000);
      expect([wide?.lower, narrow?.lower, one.value, narrow?.upper, wide?.upper]).toEqual(
        [wide?.lower, narrow?.lower, one.value, narrow?.upper, wide?.upper].toSorted((a, b) => Number(a) - Number(b)),
      );
      expect(one.naive.persistence).toBeCloseTo(busyDay(deskStartMs - stepMs), 6);
      expect(one.naive.seasonalNaive).toBeCloseTo(busyDay(one.atMs - dayMs), 6);
      expect(one.confidence).toBeGreaterThan(0.5);
    }
    station.settle();
    await station.close();

    const again = open(series, { place, nowMs: deskStartMs + 70 * 60_000 });
    expect(again.desk.series()[0]?.study).toEqual(studied?.study);
    expect(again.desk.latest('zone:p1')).toEqual(station.told);
    await again.desk.advance();
    again.settle();
    const span = { seriesId: 'zone:p1', fromMs: deskStartMs, toMs: again.nowMs() };
    const { overall, byHorizon } = await again.desk.accuracy(span);
    expect([overall.scored, overall.unknown, byHorizon.length]).toEqual([3, 0, 3]);
    const first = station.told[0];
    expect(byHorizon[0]?.mae).toBeCloseTo(Math.abs((first?.value ?? 0) - busyDay(first?.atMs ?? 0)), 6);
    expect(again.desk.find(first?.id ?? 0)).toMatchObject({ kind: 'done', prediction: { outcome: { kind: 'scored' } } });
    again.passes(3_600_000 + 3 * stepMs + afterStepMs);
    await again.desk.advance();
    expect(again.desk.latest('zone:p1').map(({ madeMs }) => madeMs)).toEqual(Array(3).fill(again.nowMs()));

    const order = again.desk.order('zone:p1', 45);
    expect(order.readyMs).toBeGreaterThan(again.nowMs());
    expect(again.desk.find(order.id)).toMatchObject({ kind: 'pending' });
    const done = await until('the order', () => [again.desk.find(order.id)].find((found) => found?.kind === 'done'), 240_000);
    expect(done).toMatchObject({ prediction: { id: order.id, horizonMinutes: 45 } });
    again.settle();
    const orderedMs = again.nowMs();
    blindFromMs = orderedMs;
    again.passes(dayMs / 4);
    await again.desk.advance();
    again.settle();
    const blind = await again.desk.accuracy({ seriesId: 'zone:p1', fromMs: orderedMs, toMs: again.nowMs() });
    expect([blind.overall.scored, blind.overall.unknown, blind.overall.mae]).toEqual([0, 4, null]);
  },
);

test('a young station says how far it is, one with nothing measured gets no forecast, and what nobody saw counts for nothing', async () => {
  const young = { id: 'zone:young', at: busyDay, sinceMs: deskStartMs - 1.5 * dayMs };
  const { desk, passes } = open([young, { id: 'zone:blind', at: () => null, sinceMs: 0 }]);
  passes(afterStepMs);
  await desk.advance();
  expect(desk.series().map(({ state }) => state)).toEqual([
    { kind: 'too-short', knownMs: 1.5 * dayMs, neededMs: 3 * dayMs },
    { kind: 'too-short', knownMs: 0, neededMs: 3 * dayMs },
  ]);
  const order = desk.order('zone:young', 15);
  expect(desk.order('zone:young', 15)).toEqual(order);
  expect(() => desk.order('zone:young', 30)).toThrow(/being made/);
  expect(() => desk.order('zone:nowhere', 15)).toThrow(/No series zone:nowhere/);
  const failed = await until('the order to fail', () => [desk.find(order.id)].find((found) => found?.kind === 'failed'));
  expect(failed).toMatchObject({ reason: expect.stringMatching(/1\.5 of 3\.0 days are known/) });
  expect((await desk.accuracy({ seriesId: null, fromMs: 0, toMs: deskStartMs })).overall).toMatchObject({
    ...{ scored: 0, unknown: 0, mae: null, rmse: null, mape: null, skillVsPersistence: null },
    coverage: [
      { level: 0.8, share: null },
      { level: 0.95, share: null },
    ],
  });
});

test('a worker that dies costs one order, the next has another; one that dies too often is left alone for a while', async () => {
  const station = open([{ id: 'zone:p1', at: busyDay, sinceMs: deskStartMs - 4 * dayMs }], { workerUrl: dyingWorker() });
  for (let i = 0; i < 5; i++) {
    expect(station.thread.state()).toEqual({ kind: 'ready' });
    await station.desk.advance();
    expect(station.desk.series()[0]?.state).toMatchObject({ kind: 'failed', reason: expect.stringMatching(/worker was lost/) });
    station.passes(60_000);
    const order = station.desk.order('zone:p1', 15);
    await until('the order to fail', () => station.desk.find(order.id)?.kind === 'failed');
    if (station.thread.state().kind === 'down') break;
  }
  expect(station.thread.state()).toMatchObject({ kind: 'down', reason: expect.stringMatching(/ended with code 3/) });
  const refused = station.desk.order('zone:p1', 15);
  const failed = await until('a refusal', () => [station.desk.find(refused.id)].find((found) => found?.kind === 'failed'));
  expect(failed).toMatchObject({ reason: expect.stringMatching(/Try again in some minutes/) });
  station.passes(600_000);
  expect(station.thread.state()).toEqual({ kind: 'ready' });
});

test('a worker that hangs is ended', async () => {
  const station = open([{ id: 'zone:p1', at: busyDay, sinceMs: deskStartMs - 4 * dayMs }], {
    workerUrl: workerOf('setInterval(() => {}, 1000)'),
    answerMs: 200,
  });
  const order = station.desk.order('zone:p1', 15);
  const failed = await until('the end', () => [station.desk.find(order.id)].find((found) => found?.kind === 'failed'));
  expect(failed).toMatchObject({ reason: expect.stringMatching(/no answer within 0\.2 s/) });
});

function dyingWorker(): URL {
  return workerOf('port.once("message", () => process.exit(3))');
}

function workerOf(code: string): URL {
  const folder = mkdtempSync(join(tmpdir(), 'kavach-worker-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'worker.mjs');
  writeFileSync(file, `import { parentPort as port } from 'node:worker_threads';\nport.on('message', () => {});\n${code};\n`);
  return pathToFileURL(file);
}
