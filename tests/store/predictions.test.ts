/** Predictions in the store: what was said, what came, how good it was, and that it all outlives restarts and versions. */
import { expect, test } from 'vitest';
import { type Prediction, type SeriesStudy, usualHorizonsMinutes } from '../../src-contract/domain/prediction.ts';
import { connect } from '../../src-main/store/database.ts';
import { makeAlarm, makeSample, morningMs, openTestStore, silentLog, storeBefore, temporaryPlace } from './store-fixture.ts';

const stepMs = 5 * 60_000;
const dayMs = 86_400_000;

function prediction(id: number, change: Partial<Prediction> = {}): Prediction {
  return {
    ...{ id, seriesId: 'zone:p1', madeMs: morningMs, horizonMinutes: 15, atMs: morningMs + 2 * stepMs, value: 50 },
    intervals: [
      { level: 0.8, lower: 40, upper: 60 },
      { level: 0.95, lower: 30, upper: 70.5 },
    ],
    ...{ method: 'profile-ets', hasSkill: true, heldOutSkill: 0.25, confidence: 0.571, outcome: { kind: 'waiting' } },
    naive: { persistence: 44, seasonalNaive: null },
    ...change,
  };
}

const study: SeriesStudy = {
  ...{ seriesId: 'zone:p1', madeMs: morningMs, knownMs: 5 * dayMs },
  backtest: {
    kind: 'measured',
    horizons: usualHorizonsMinutes.map((horizonMinutes) => ({
      ...{ horizonMinutes, rows: 120, served: 'ets', betterNaive: 'persistence', hasSkill: true },
      bestModel: { method: 'ets', skill: 0.2 },
      errors: { ets: { mae: 4, rmse: 5, mape: null }, persistence: { mae: 5, rmse: 6, mape: 10 } },
      heldOut: null,
      residuals: [-3, 0, 4.5],
    })),
  },
  anomalies: [{ fromMs: 1, untilMs: 2, peakScore: 5, direction: 'above', value: 90, expected: 20 }],
};

test('predictions are found by id, the newest by series and horizon, and score once they have their outcome', () => {
  const store = openTestStore();
  const { predictions } = store;
  const later = prediction(3, { madeMs: morningMs + stepMs, atMs: morningMs + 3 * stepMs });
  const other = prediction(2, { seriesId: 'line:gate', hasSkill: false, heldOutSkill: null, method: 'persistence' });
  predictions.add([prediction(1), other, later]);
  store.settle(morningMs);
  expect(predictions.newestId()).toBe(3);
  expect(predictions.find(2)).toEqual(other);
  expect(predictions.find(9)).toBeNull();
  expect(predictions.latest().toSorted((a, b) => a.id - b.id)).toEqual([other, later]);
  expect(predictions.waiting({ beforeMs: later.atMs, limit: 10 }).map(({ id }) => id)).toEqual([1, 2]);
  predictions.score([
    { id: 1, actual: 0, scoredMs: morningMs + 9 * stepMs },
    { id: 2, actual: null, scoredMs: morningMs + 9 * stepMs },
  ]);
  store.settle(morningMs);
  expect(predictions.find(1)?.outcome).toEqual({ kind: 'scored', actual: 0, scoredMs: morningMs + 9 * stepMs });
  expect(predictions.find(2)?.outcome).toEqual({ kind: 'unknown', scoredMs: morningMs + 9 * stepMs });
  expect(predictions.waiting({ beforeMs: morningMs + dayMs, limit: 10 })).toEqual([later]);
});

test('sums hold what was scored in the span alone, and count what nobody knows apart', () => {
  const store = openTestStore();
  const outcomes: [number, number | null][] = [
    [1, 45],
    [2, 0],
    [3, 68],
    [4, null],
  ];
  store.predictions.add([...outcomes.map(([id]) => prediction(id)), prediction(5, { atMs: morningMs + dayMs }), prediction(6)]);
  store.predictions.score(outcomes.map(([id, actual]) => ({ id, actual, scoredMs: morningMs })));
  store.predictions.score([{ id: 5, actual: 1, scoredMs: morningMs }]);
  store.settle(morningMs);
  const span = { seriesId: 'zone:p1', fromMs: morningMs, toMs: morningMs + dayMs };
  expect(store.predictions.sums(span)).toEqual([
    {
      ...{ horizonMinutes: 15, scored: 3, unknown: 1, absolute: 5 + 50 + 18, squared: 25 + 2500 + 324 },
      ...{ relative: 5 / 45 + 18 / 68, relativeCount: 2, inside: [1, 2] },
      besidePersistence: { own: 73, naive: 1 + 44 + 24 },
      besideSeasonal: { own: 0, naive: 0 },
    },
  ]);
  expect(store.predictions.sums({ ...span, seriesId: 'zone:unheard' })).toEqual([]);
});

test('a study outlives a restart and is replaced by the next; one that can’t be read is as if it had never been', async () => {
  const place = temporaryPlace();
  const store = openTestStore(place);
  store.predictions.saveStudy({ ...study, knownMs: dayMs });
  store.predictions.saveStudy(study);
  store.predictions.saveStudy({ ...study, seriesId: 'zone:broken' });
  await store.close();
  const connection = connect({ file: place.file, mode: 'full', log: silentLog });
  connection.query(`UPDATE series_studies SET backtest = '{"kind":"unheard"}' WHERE rowid = 2`).run();
  connection.close();
  expect(openTestStore(place).predictions.studies()).toEqual([study]);
});

test('predictions go with the roll-ups that they were made of', async () => {
  const store = openTestStore();
  const old = prediction(1, { atMs: morningMs - 731 * dayMs });
  store.predictions.add([old, prediction(2)]);
  store.settle(morningMs);
  await store.runRetention(morningMs);
  expect([store.predictions.find(1), store.predictions.find(2)?.id]).toEqual([null, 2]);
});

test('a store of the version before keeps its alarms and crossings and takes predictions', () => {
  const { place, version } = storeBefore('predictions');
  expect(version).toBe(8);
  const store = openTestStore(place);
  expect(store.opened).toMatchObject({ kind: 'ok', migratedFrom: version });
  expect(store.alarms.open()).toEqual([makeAlarm()]);
  store.predictions.add([prediction(1)]);
  store.settle(morningMs);
  expect(store.predictions.latest()).toEqual([prediction(1)]);
});

test('the past of a zone and of a line by steps: means of known minutes, crossings in either direction', () => {
  const store = openTestStore();
  const at = (minute: number) => morningMs + minute * 60_000;
  for (const [minute, count] of [[0, 10] as const, [1, 20] as const, [2, null] as const, [7, 7] as const])
    store.samples.add({ atMs: at(minute), zones: [makeSample({ count })] });
  const crossing = { lineId: 'gate', cameraId: 'c1', trackId: 1 } as const;
  store.crossings.add([
    { ...crossing, atMs: at(0), direction: 'in' },
    { ...crossing, atMs: at(4), direction: 'out' },
    { ...crossing, atMs: at(11), direction: 'out' },
    { ...crossing, lineId: 'other', atMs: at(1), direction: 'in' },
  ]);
  store.settle(at(30));
  const span = { fromMs: morningMs, toMs: at(20), stepMs };
  expect(store.history.means({ zone: 'p1', ...span })).toEqual([15, 7, null, null]);
  expect(store.history.means({ zone: 'unheard', ...span })).toEqual([null, null, null, null]);
  expect(store.crossings.perStep({ line: 'gate', ...span })).toEqual([2, 0, 1, 0]);
});
