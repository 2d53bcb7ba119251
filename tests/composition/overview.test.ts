/** Analytics over a real store that was filled with known figures, and the events of a day. */
import { expect, test } from 'vitest';
import type { Metric, MetricGroup, MetricQuery } from '../../src-contract/domain/metrics.ts';
import type { EventOccurrence } from '../../src-contract/domain/planned-event.ts';
import type { NewReading } from '../../src-contract/domain/reading-records.ts';
import { createOverview } from '../../src-main/composition/overview.ts';
import { createLocalSteps } from '../../src-main/sensors/desk/local-steps.ts';
import type { Store } from '../../src-main/store/open-store.ts';
import { makeSample, makeTransition, openTestStore } from '../store/store-fixture.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const minuteMs = 60_000;
/** Thursday, 19 November 2026, 00:00 in India: half past six the evening before in UTC. */
const thursdayMs = Date.UTC(2026, 10, 18, 18, 30);
const site = {
  station: {
    id: 'RG',
    name: 'Ram Ghat',
    lines: ['ghats'],
    location: [75.76, 23.18] as [number, number],
    timezone: 'Asia/Kolkata',
    plan_bearing_deg: 0,
  },
  zones: ['a', 'b'].map((id) => ({ id, name: id, kind: 'waiting' as const, stairs: false })),
};

/** Every minute of [fromMs, toMs): `count` people in a zone. */
function people(store: Store, zoneId: string, fromMs: number, toMs: number, count: number | null): void {
  for (let atMs = fromMs; atMs < toMs; atMs += minuteMs)
    store.samples.add({ atMs, zones: [makeSample({ zoneId, count, densityPerM2: null, inflow: 2, outflow: 1 })] });
  for (let i = 0; i < 60; i++) store.settle(toMs + hourMs);
}

function overviewOf(store: Store, occurrences: readonly EventOccurrence[] = []) {
  const events = {
    occurrences: (fromMs: number, toMs: number) => occurrences.filter((each) => each.endMs > fromMs && each.startMs < toMs),
  };
  return createOverview({ site, store, events });
}

function query(metric: Metric, group: MetricGroup, fromMs: number, toMs: number, rest: Partial<MetricQuery> = {}): MetricQuery {
  return { metric, group, fromMs, toMs, zoneId: null, eventId: null, ...rest };
}

function fair(startMs: number, endMs: number): EventOccurrence {
  return { eventId: 'fair', name: 'Thursday fair', startMs, endMs, expectedAttendance: 500, at: null };
}

test('people by the hour of the station’s own clock: mean, peak and how much was recorded', () => {
  const store = openTestStore();
  people(store, 'a', thursdayMs, thursdayMs + 90 * minuteMs, 10);
  people(store, 'a', thursdayMs + 90 * minuteMs, thursdayMs + 120 * minuteMs, 40);
  people(store, 'b', thursdayMs, thursdayMs + 120 * minuteMs, 4);
  const { points, overall } = overviewOf(store).analytics(query('crowd_count', 'hour', thursdayMs, thursdayMs + 3 * hourMs));
  expect(points).toMatchObject([
    { key: '2026-11-19T00', fromMs: thursdayMs, value: 14, samples: 2, peak: 14, coverage: 1 },
    { key: '2026-11-19T01', value: 29, samples: 2, peak: 44, peakMs: thursdayMs + 90 * minuteMs, coverage: 1 },
    { key: '2026-11-19T02', value: null, samples: 0, peak: null, coverage: 0 },
  ]);
  expect(overall).toMatchObject({ value: 21.5, peak: 44, coverage: 4 / 6 });
  const one = overviewOf(store).analytics(query('crowd_count', 'station', thursdayMs, thursdayMs + 2 * hourMs, { zoneId: 'b' }));
  expect(one.points).toMatchObject([{ key: 'RG', name: 'Ram Ghat', value: 4, perHour: null }]);
});

test('a zone that was not known makes the sum unknown, not smaller', () => {
  const store = openTestStore();
  people(store, 'a', thursdayMs, thursdayMs + hourMs, 10);
  people(store, 'b', thursdayMs, thursdayMs + hourMs / 2, 4);
  people(store, 'b', thursdayMs + hourMs / 2, thursdayMs + hourMs, null);
  const { overall } = overviewOf(store).analytics(query('crowd_count', 'station', thursdayMs, thursdayMs + hourMs));
  expect(overall).toMatchObject({ value: 14, samples: 1, coverage: 0.5 });
});

test('people in and out are totals, by the hour that was recorded', () => {
  const store = openTestStore();
  for (const id of ['a', 'b']) people(store, id, thursdayMs, thursdayMs + hourMs, 1);
  const { points } = overviewOf(store).analytics(query('inflow', 'day', thursdayMs, thursdayMs + dayMs));
  expect(points).toMatchObject([{ key: '2026-11-19', value: 240, perHour: 240, peak: 120, coverage: 2 / 48 }]);
});

test('alarms and the time until somebody acknowledged them, by weekday; a recorded hour without one is none', () => {
  const store = openTestStore();
  people(store, 'a', thursdayMs, thursdayMs + 2 * hourMs, 1);
  const raisedMs = thursdayMs + 10 * minuteMs;
  for (const [id, waitS] of [
    ['x', 30],
    ['y', 90],
  ] as const) {
    store.alarms.append([makeTransition({ id, raisedMs, changedMs: raisedMs })]);
    const acknowledgedMs = raisedMs + waitS * 1000;
    store.alarms.append([
      makeTransition({ id, raisedMs, acknowledgedMs, changedMs: acknowledgedMs, acknowledged: true }, 'acknowledged'),
    ]);
  }
  const overview = overviewOf(store);
  expect(overview.analytics(query('alarms_raised', 'weekday', thursdayMs, thursdayMs + dayMs)).points).toMatchObject([
    { key: '4', fromMs: null, value: 2, perHour: 1, samples: 4, peak: 2, peakMs: thursdayMs, coverage: 4 / 48 },
  ]);
  expect(overview.analytics(query('acknowledge_s', 'day', thursdayMs, thursdayMs + dayMs)).points).toMatchObject([
    { value: 60, samples: 2, perHour: null },
  ]);
  expect(overview.analytics(query('panics', 'day', thursdayMs, thursdayMs + dayMs)).overall.value).toBe(0);
  expect(overview.analytics(query('panics', 'day', thursdayMs - dayMs, thursdayMs)).overall).toMatchObject({
    value: null,
    coverage: 0,
  });
});

test('an event’s figures stand beside those of the same hours of other weeks', () => {
  const store = openTestStore();
  const weekMs = 7 * dayMs;
  const noonMs = thursdayMs + 12 * hourMs;
  people(store, 'a', noonMs - weekMs, noonMs - weekMs + 2 * hourMs, 20);
  people(store, 'a', noonMs, noonMs + 2 * hourMs, 80);
  const overview = overviewOf(store, [fair(noonMs, noonMs + hourMs)]);
  const span = [thursdayMs - 8 * dayMs, thursdayMs + dayMs] as const;
  expect(overview.analytics(query('crowd_count', 'event', ...span)).points).toMatchObject([
    {
      key: 'fair',
      name: 'Thursday fair',
      fromMs: noonMs,
      toMs: noonMs + hourMs,
      value: 80,
      usual: { value: 20, samples: 2, coverage: 1 },
    },
  ]);
  const within = overview.analytics(query('crowd_count', 'hour', ...span, { eventId: 'fair' }));
  expect(within.points.map(({ key, value }) => [key, value])).toEqual([['2026-11-19T12', 80]]);
  expect(overview.analytics(query('crowd_count', 'event', ...span, { eventId: 'other' })).points).toEqual([]);
});

test('readings are counted once, whatever number of fields they have', () => {
  const store = openTestStore(undefined, { nowMs: thursdayMs + hourMs });
  const stepsOf = createLocalSteps('Asia/Kolkata');
  const readings = [1, 2, 3].map((i): NewReading => {
    const [atMs, values] = [thursdayMs + i * 1000, { speed: 10, volume: i }];
    const reading = {
      sensorId: 's1',
      type: 'traffic',
      source: 'http',
      atMs,
      receivedMs: atMs,
      raw: '{}',
      values,
      prediction: null,
      digest: i,
    } as const;
    return { reading, steps: stepsOf(atMs), rolledUp: Object.keys(values), approved: true };
  });
  store.readings.append({ readings, rejected: [] });
  store.settle(thursdayMs + hourMs);
  const { overall } = overviewOf(store).analytics(query('readings', 'day', thursdayMs, thursdayMs + hourMs));
  expect(overall).toMatchObject({ value: 3, coverage: 0.5 });
});

test('today’s events are those of the station’s day, also one that began the day before', () => {
  const events = [
    fair(thursdayMs - hourMs, thursdayMs + hourMs),
    fair(thursdayMs + dayMs, thursdayMs + dayMs + hourMs),
    fair(thursdayMs - 2 * hourMs, thursdayMs),
  ];
  const overview = overviewOf(openTestStore(), events);
  expect(overview.eventsToday(thursdayMs + 5 * hourMs)).toEqual([events[0]]);
});
