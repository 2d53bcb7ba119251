/** What was estimated fills the holes of a zone's past and nothing else, says so, and is held against what was measured. */
import { expect, test } from 'vitest';
import { crowdHistoryReply } from '../../src-contract/api/crowd.ts';
import type { StoredEstimate } from '../../src-contract/domain/estimate.ts';
import { makeSample, morningMs, openTestStore } from './store-fixture.ts';

const minuteMs = 60_000;
const unseen = makeSample({ count: null, densityPerM2: null, inflow: null, outflow: null, band: 'unknown', measured: false });

function estimate(minute: number, change: Partial<StoredEstimate> = {}): StoredEstimate {
  return {
    ...{ zoneId: 'p1', atS: morningMs / 1000 + minute * 60, count: 20, low: 12, high: 31, densityPerM2: 0.4, confidence: 0.5 },
    ...{ kind: 'history', ...change },
  };
}

function measureMinute(store: ReturnType<typeof openTestStore>, minute: number, count: number): void {
  for (let second = 0; second < 60; second++) {
    store.samples.add({ atMs: morningMs + minute * minuteMs + second * 1000, zones: [makeSample({ count })] });
  }
}

test('a minute without a sensor is filled with its estimate and interval; a measured one and an unknown one stay as they are', () => {
  const store = openTestStore();
  measureMinute(store, 0, 10);
  store.samples.add({ atMs: morningMs + minuteMs, zones: [unseen] });
  store.samples.add({ atMs: morningMs + 2 * minuteMs, zones: [unseen] });
  store.estimates.add([estimate(0), estimate(1), estimate(3)]);
  store.settle(morningMs + 10 * minuteMs);
  const ask = {
    zone: 'p1',
    fromMs: morningMs,
    toMs: morningMs + 10 * minuteMs,
    resolution: 'minute',
    limit: 100,
    estimates: true,
  } as const;
  const filled = store.history.zone({ ...ask, estimates: true });
  expect(crowdHistoryReply.parse(filled)).toEqual(filled);
  expect(filled.points.map(({ count_mean, source, interval }) => [count_mean, source, interval])).toEqual([
    [10, 'measured', null],
    [20, 'estimated', { low: 12, high: 31 }],
    [null, 'measured', null],
    [20, 'estimated', { low: 12, high: 31 }],
  ]);
  expect(filled.points.map(({ band, coverage }) => [band, coverage])[1]).toEqual(['unknown', 0]);
  const bare = store.history.zone({ ...ask, estimates: false });
  expect(bare.points.map(({ count_mean }) => count_mean)).toEqual([10, null, null]);
  expect(store.history.zone({ ...ask, limit: 2, estimates: true })).toMatchObject({
    truncated: true,
    points: [{ count_mean: null }, { count_mean: 20 }],
  });
});

test('estimates beside a measurement are scored; minutes that a sensor hardly saw are left out', () => {
  const store = openTestStore();
  measureMinute(store, 0, 25);
  measureMinute(store, 5, 40);
  store.samples.add({ atMs: morningMs + 10 * minuteMs, zones: [makeSample({ count: 500 })] });
  store.estimates.add([estimate(0), estimate(5), estimate(10), estimate(20)]);
  store.settle(morningMs + 30 * minuteMs);
  const span = { fromMs: morningMs, toMs: morningMs + 60 * minuteMs };
  expect(store.estimates.score({ zone: 'p1', ...span })).toEqual({ rows: 2, mae: 12.5, bias: -12.5, inside: 0.5 });
  expect(store.estimates.score({ zone: 'p2', ...span })).toBeNull();
});

test('they are kept for two months', async () => {
  const store = openTestStore();
  const dayMs = 24 * 60 * minuteMs;
  store.estimates.add([estimate(0), estimate(59 * 24 * 60)]);
  store.settle(morningMs);
  await store.runRetention(morningMs + 61 * dayMs);
  const ask = { zone: 'p1', fromMs: 0, toMs: morningMs + 61 * dayMs, resolution: 'minute', limit: 9, estimates: true } as const;
  expect(store.history.zone(ask).points).toHaveLength(1);
});
