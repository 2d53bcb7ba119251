/** A forecast raises an alarm only when it has earned trust, is fresh, and its whole interval is beyond the zone's red edge. */
import { describe, expect, test } from 'vitest';
import type { Prediction } from '../../src-contract/domain/prediction.ts';
import { siteConfigSchema } from '../../src-contract/site-config.ts';
import { advanceAlarms } from '../../src-main/alarms/advance-alarms.ts';
import { restoreAlarmBook } from '../../src-main/alarms/alarm-book.ts';
import { forecastConditions, forecastKnowledge } from '../../src-main/risk/forecast-conditions.ts';
import { never } from '../alarms/bench.ts';

const nowMs = 1_800_000_000_000;
const minuteMs = 60_000;
const site = siteConfigSchema.parse({
  station: { id: 'T', name: 'Test', lines: ['western'], location: [72.8, 19] },
  zones: [
    { id: 'p1', name: 'Platform 1', kind: 'waiting', capacity: 60 },
    { id: 'p2', name: 'Platform 2', kind: 'waiting', capacity: 1000, area_m2: 10 },
    { id: 'p3', name: 'Platform 3', kind: 'waiting' },
  ],
});

function prediction(change: Partial<Prediction> & { lower?: number; zone?: string } = {}): Prediction {
  const { lower = 62, zone = 'p1', ...rest } = change;
  return {
    ...{ id: 1, seriesId: `zone:${zone}`, madeMs: nowMs - minuteMs, horizonMinutes: 30, atMs: nowMs + 25 * minuteMs, value: 70 },
    intervals: [
      { level: 0.8, lower, upper: 81 },
      { level: 0.95, lower: lower - 10, upper: 90 },
    ],
    ...{ method: 'ets', hasSkill: true, heldOutSkill: 0.41, confidence: 0.6, outcome: { kind: 'waiting' } },
    naive: { persistence: 50, seasonalNaive: 55 },
    ...rest,
  };
}

const conditionsOf = (predictions: readonly Prediction[], isCritical = false) =>
  forecastConditions(site, { predictions, isCritical: () => isCritical, nowMs });

describe('a zone that is forecast beyond its red edge', () => {
  test.each([
    ['by capacity', [prediction()], ['p1']],
    ['by density over its area, which is reached before its capacity', [prediction({ zone: 'p2', lower: 41 })], ['p2']],
    ['without skill', [prediction({ hasSkill: false })], []],
    ['with skill that the held-out part didn’t bear out', [prediction({ heldOutSkill: -0.17 })], []],
    ['whose skill nothing was held out to measure', [prediction({ heldOutSkill: null })], []],
    ['whose interval reaches below the edge', [prediction({ lower: 59 })], []],
    ['by a forecast that is three steps old', [prediction({ madeMs: nowMs - 15 * minuteMs })], []],
    ['further away than an hour', [prediction({ horizonMinutes: 240 })], []],
    ['where no edge is known', [prediction({ zone: 'p3', lower: 1000 })], []],
    ['that is no zone', [prediction({ seriesId: 'line:p1' })], []],
  ] as const)('%s', (_, predictions, zones) => {
    expect(conditionsOf(predictions).map(({ subject }) => subject.id)).toEqual(zones);
  });

  test('and is critical already: the crowd’s own alarm says so', () => {
    expect(conditionsOf([prediction()], true)).toEqual([]);
  });

  test('is told by the soonest of them, with low priority', () => {
    const later = prediction({ horizonMinutes: 60, atMs: nowMs + 55 * minuteMs, value: 99 });
    expect(conditionsOf([later, prediction()])).toMatchObject([
      { priority: 'low', facts: { zoneName: 'Platform 1', inS: 1800, value: 70, lower: 62, upper: 81, edge: 60, skill: 0.41 } },
    ]);
  });
});

test('two forecasts running raise the alarm, two that say otherwise close it, and an old one does neither', () => {
  let book = restoreAlarmBook([], nowMs);
  const steps: string[] = [];
  const advance = (minute: number, forecasts: readonly Prediction[]): void => {
    const atMs = nowMs + minute * minuteMs;
    const conditions = forecastConditions(site, { predictions: forecasts, isCritical: () => false, nowMs: atMs });
    const isKnown = forecastKnowledge(forecasts, atMs);
    const advanced = advanceAlarms(book, {
      conditions,
      known: ({ subject }) => isKnown(subject.id),
      nowMs: atMs,
      escalateAfter: never,
    });
    book = advanced.book;
    steps.push(...advanced.transitions.map(({ kind }) => `${minute} ${kind}`));
  };
  const made = (minute: number, lower = 62) =>
    prediction({ madeMs: nowMs + minute * minuteMs, atMs: nowMs + (minute + 25) * minuteMs, lower });
  for (let minute = 0; minute < 5; minute++) advance(minute, [made(0)]);
  expect(steps).toEqual([]);
  for (let minute = 5; minute < 10; minute++) advance(minute, [made(5)]);
  expect(steps).toEqual(['6 raised']);
  // No newer forecast: held until the time that the last one spoke of is over.
  for (let minute = 10; minute < 34; minute++) advance(minute, [made(5)]);
  expect(steps.filter((step) => !step.endsWith('updated'))).toEqual(['6 raised']);
  for (let minute = 34; minute < 42; minute++) advance(minute, [made(minute, 20)]);
  expect(steps.at(-1)).toMatch(/returned/);
});
