/** Forecasts over REST and the real-time socket, by the real desk over a real store; its worker is asked only where a forecast is ordered. */
import { expect, onTestFinished, test } from 'vitest';
import type { Prediction, SeriesStudy } from '../../src-contract/domain/prediction.ts';
import type { SeriesSource } from '../../src-contract/domain/series.ts';
import { createForecastDesk } from '../../src-main/forecast/forecast-desk.ts';
import type { ForecastsPort } from '../../src-main/server/forecasts-port.ts';
import { noCovariates } from '../fixtures/no-covariates.ts';
import { until } from '../fixtures/until.ts';
import { openTestStore, silentLog } from '../store/store-fixture.ts';
import { opened, openSocket } from './test-socket.ts';
import { startTestStation, type TestStation } from './test-station.ts';

const nowMs = Date.UTC(2026, 10, 20, 6, 1);
const stepMs = 5 * 60_000;
const stepStartMs = Math.floor(nowMs / stepMs) * stepMs;

function prediction(id: number, change: Partial<Prediction> = {}): Prediction {
  return {
    ...{ id, seriesId: 'zone:p1', madeMs: nowMs - 30_000, horizonMinutes: 15, atMs: stepStartMs + 2 * stepMs, value: 50.00004 },
    intervals: [
      { level: 0.8, lower: 40, upper: 60 },
      { level: 0.95, lower: 30, upper: 70 },
    ],
    ...{ method: 'ets', hasSkill: true, heldOutSkill: 0.25, confidence: 0.57, outcome: { kind: 'waiting' } },
    naive: { persistence: 44, seasonalNaive: null },
    ...change,
  };
}

const study: SeriesStudy = {
  ...{ seriesId: 'zone:p1', madeMs: nowMs - 3_600_000, knownMs: 5 * 86_400_000 },
  backtest: {
    kind: 'measured',
    horizons: [
      {
        ...{ horizonMinutes: 15, rows: 120, served: 'ets', betterNaive: 'persistence', hasSkill: true, bestModel: null },
        errors: { ets: { mae: 4, rmse: 5, mape: null }, persistence: { mae: 5, rmse: 6, mape: 10 } },
        heldOut: { method: 'ets', rows: 48, mae: 4.1, rmse: 5, mape: null, skill: 0.25, coverage: [{ level: 0.8, share: 0.79 }] },
        residuals: [-3, 0, 4.5],
      },
    ],
  },
  anomalies: [
    { fromMs: nowMs - 7_200_000, untilMs: nowMs - 3_600_000, peakScore: 5, direction: 'above', value: 90, expected: 20 },
    { fromMs: nowMs - 90_000_000, untilMs: nowMs - 89_000_000, peakScore: 4, direction: 'below', value: 1, expected: 20 },
  ],
};

const source: SeriesSource = {
  series: () => [
    { id: 'zone:p1', name: 'Platform 1', kind: 'people', unit: 'people', minimum: 0 },
    { id: 'road-7', name: 'Road 7', kind: 'speed', unit: 'm/s', minimum: 0 },
  ],
  history: (_, fromMs, toMs) =>
    Array.from({ length: (toMs - fromMs) / stepMs }, (_v, i) => (fromMs + i * stepMs < nowMs - 86_400_000 ? null : i)),
};

interface Station extends TestStation {
  tell(predictions: readonly Prediction[]): void;
}

async function station(): Promise<Station> {
  const store = openTestStore(undefined, { nowMs });
  const road = prediction(3, { seriesId: 'road-7', hasSkill: false, confidence: 0.2, heldOutSkill: -0.1, method: 'persistence' });
  const later = prediction(4, { horizonMinutes: 60, atMs: stepStartMs + 11 * stepMs });
  store.predictions.add([prediction(1, { atMs: nowMs - 3 * stepMs }), prediction(2), road, later]);
  store.predictions.score([{ id: 1, actual: 55, scoredMs: nowMs }]);
  store.predictions.saveStudy(study);
  store.settle(nowMs);
  const listeners = new Set<(predictions: readonly Prediction[]) => void>();
  const clock = { nowMs: () => nowMs };
  const thread = {
    ask: () => Promise.reject(new Error('the worker is away')),
    state: () => ({ kind: 'down', reason: 'a test', retryMs: nowMs + 1000 }) as const,
    pending: () => 0,
  };
  const desk = createForecastDesk({
    covariates: noCovariates,
    ...{ records: store.predictions, sources: [source], thread, clock, log: silentLog },
    onPredictions: () => {},
  });
  const forecasts: ForecastsPort = {
    ...desk,
    worker: thread.state,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const started = await startTestStation({ forecasts, clock });
  onTestFinished(() => started.stop());
  return { ...started, tell: told(listeners) };
}

function told(listeners: ReadonlySet<(predictions: readonly Prediction[]) => void>): Station['tell'] {
  return (predictions) => {
    for (const listener of listeners) listener(predictions);
  };
}

const json = async (reply: Promise<Response>) => (await reply).json();

test('the newest forecast of each series and horizon, by series, by confidence, a page at a time', async () => {
  const { get } = await station();
  const all = await json(get('/api/predictions/latest'));
  expect(all.map(({ id }: { id: string }) => id)).toEqual(['4', '3', '2']);
  expect(all[2]).toEqual({
    ...{ id: '2', sensor_id: 'zone:p1', made_at: '2026-11-20T06:00:30.000Z', predicted_for: '2026-11-20T06:15:00.000Z' },
    ...{ horizon_minutes: 15, value: 50, unit: 'people', lower: 40, upper: 60, level: 0.8, confidence: 0.57, method: 'ets' },
    intervals: [
      { level: 0.8, lower: 40, upper: 60 },
      { level: 0.95, lower: 30, upper: 70 },
    ],
    ...{ has_skill: true, skill: 0.25, naive: { persistence: 44, seasonal_naive: null } },
    ...{ outdated: false, outcome: null, scored_at: null },
  });
  const road = await json(get('/api/predictions/latest?sensor_id=road-7'));
  expect(road).toMatchObject([{ predicted_speed: 50, unit: 'm/s', has_skill: false, skill: -0.1 }]);
  expect((await json(get('/api/predictions/latest?min_confidence=0.5'))).length).toBe(2);
  const first = await get('/api/predictions/latest?limit=2');
  expect([first.headers.get('x-next-cursor'), (await first.json()).length]).toEqual(['3', 2]);
  const second = await get('/api/predictions/latest?limit=2&cursor=3');
  expect([second.headers.get('x-next-cursor'), (await second.json())[0].id]).toEqual([null, '2']);
});

test('a series says what its test showed; its past and what was unusual in it are there to be drawn', async () => {
  const { get } = await station();
  const { series, worker } = await json(get('/api/predictions/series'));
  expect(worker).toEqual({ state: 'down', reason: 'a test', retry_at: new Date(nowMs + 1000).toISOString() });
  expect(series).toMatchObject([
    {
      ...{ sensor_id: 'zone:p1', name: 'Platform 1', state: { kind: 'served' }, known_days: 5 },
      horizons: [
        {
          ...{ method: 'ets', has_skill: true, skill_vs_persistence: 0.2, skill_vs_seasonal_naive: null, forecasts: 120 },
          held_out: { forecasts: 48, skill: 0.25, coverage: [{ level: 0.8, share: 0.79 }] },
        },
      ],
    },
    { sensor_id: 'road-7', state: { kind: 'waiting' }, tested_at: null, horizons: [] },
  ]);
  const history = await json(get('/api/predictions/history?sensor_id=zone:p1&hours=1'));
  expect(history.points.length).toBe(12);
  expect(history.points.at(-1)).toEqual({ timestamp: '2026-11-20T06:00:00.000Z', value: 11 });
  const { anomalies } = await json(get('/api/predictions/anomalies?sensor_id=zone:p1&hours=24'));
  expect(anomalies).toMatchObject([{ sensor_id: 'zone:p1', direction: 'above', value: 90, expected: 20, score: 5 }]);
});

test('accuracy is of what was scored, and null where nothing was', async () => {
  const { get } = await station();
  const own = await json(get('/api/predictions/accuracy?sensor_id=zone:p1&hours=2'));
  expect(own).toMatchObject({
    ...{ sensor_id: 'zone:p1', hours: 2, scored: 1, unknown: 0, mae: 5, rmse: 5, mape: 9.0908 },
    ...{ skill_vs_persistence: 0.5455, skill_vs_seasonal_naive: null },
    coverage: [
      { level: 0.8, share: 1 },
      { level: 0.95, share: 1 },
    ],
    by_horizon: [{ horizon_minutes: 15, scored: 1 }],
  });
  const none = await json(get('/api/predictions/accuracy?sensor_id=road-7'));
  expect(none).toMatchObject({ scored: 0, mae: null, rmse: null, mape: null, by_horizon: [] });
  expect((await json(get('/api/predictions/accuracy?hours=100'))).scored).toBe(1);
});

test('an order is taken, repeated with one effect, and says where it stands; what can’t be ordered is refused in words', async () => {
  const { get, post } = await station();
  const order = await post('/api/predictions/generate', { sensor_id: 'zone:p1', horizon_minutes: 45 });
  const taken = await order.json();
  expect([order.status, taken]).toEqual([
    202,
    { message: expect.stringContaining('GET /api/predictions/5'), prediction_id: '5', estimated_completion: expect.any(String) },
  ]);
  const failed = await until('the order to fail', async () => {
    const state = await json(get('/api/predictions/5'));
    return state.state === 'failed' ? state : null;
  });
  expect(failed).toMatchObject({ sensor_id: 'zone:p1', reason: expect.stringMatching(/too short: 1\.0 of 3\.0 days/) });
  expect(await json(get('/api/predictions/1'))).toMatchObject({ state: 'done', prediction: { outcome: 55 } });
  for (const [body, status] of [
    [{ sensor_id: 'zone:none', horizon_minutes: 15 }, 404],
    [{ sensor_id: 'zone:p1', horizon_minutes: 0 }, 400],
    [{ sensor_id: 'zone:p1', horizon_minutes: 1441 }, 400],
    [{ sensor_id: 'zone:p1' }, 400],
  ] as const)
    expect((await post('/api/predictions/generate', body)).status, JSON.stringify(body)).toBe(status);
  for (const [path, status] of [
    ['/api/predictions/999', 404],
    ['/api/predictions/latest?sensor_id=none', 404],
    ['/api/predictions/latest?cursor=x', 400],
    ['/api/predictions/accuracy?hours=169', 400],
    ['/api/predictions/history?sensor_id=none', 404],
    ['/api/predictions/anomalies?sensor_id=none', 404],
  ] as const)
    expect((await get(path)).status, path).toBe(status);
});

test('subscribers hear of each series as it is forecast', async () => {
  const one = await station();
  const socket = openSocket(`${one.origin}/ws/real-time`);
  onTestFinished(socket.close);
  await opened(socket);
  socket.send({ type: 'subscribe', subscription: 'predictions' });
  await socket.next((message) => message.type === 'subscribed');
  one.tell([prediction(7), prediction(8, { horizonMinutes: 30 })]);
  const update = await socket.next((message) => message.type === 'prediction_update');
  expect(update).toMatchObject({
    sensor_id: 'zone:p1',
    predictions: [
      { id: '7', unit: 'people' },
      { id: '8', horizon_minutes: 30 },
    ],
  });
});
