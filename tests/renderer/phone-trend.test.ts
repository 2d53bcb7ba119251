/** The trend of the phone's zone: where it goes, what is a gap, and when it is asked for. */
import { expect, test } from 'vitest';
import type { CrowdHistoryReply } from '../../src-contract/api/crowd.ts';
import { waitMs } from '../../src-renderer/staff-phone/now/ask-again.ts';
import { trendDirection } from '../../src-renderer/staff-phone/now/trend-direction.ts';
import { lastHalfHour, minuteMs } from '../../src-renderer/staff-phone/now/zone-history.ts';

const nowMs = Date.UTC(2026, 10, 28, 9, 30, 20);
const thisMinute = Math.floor(nowMs / minuteMs);

/** One value a minute, the last one of the minute that has just ended, unless `ended` minutes ago. */
function minutes(values: readonly (number | null)[], ended = 1) {
  return values.map((value, i) => ({ atMs: (thisMinute - ended - values.length + 1 + i) * minuteMs, value }));
}
const ramp = (from: number, to: number, count = 10) =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

// Persons/m²; green ends at 2.
test.each([
  ['a clear rise', minutes(ramp(1, 2)), 'rising'],
  ['a clear fall', minutes(ramp(2, 1)), 'falling'],
  ['nothing moves', minutes(ramp(1.5, 1.5)), 'steady'],
  ['a change that nobody would notice', minutes(ramp(1.5, 1.6)), 'steady'],
  ['an empty place where few come', minutes(ramp(0, 0.1)), 'steady'],
  ['an empty place that fills', minutes(ramp(0, 0.4)), 'rising'],
  ['an empty place', minutes(ramp(0, 0)), 'steady'],
  ['it swings with each train', minutes([1, 2, 1, 2, 1, 2, 1, 2, 1, 2]), 'steady'],
  ['a rise with one wrong minute at its end', minutes([...ramp(1, 2, 9), 0]), 'rising'],
  ['a fall that is over: only the last minutes count', minutes([...ramp(4, 1, 20), ...ramp(1, 1, 11)]), 'steady'],
  ['a rise with gaps', minutes([1, null, 1.2, null, 1.4, null, 1.6, 1.7, null, 1.9]), 'rising'],
  ['four minutes are too few', minutes(ramp(1, 2, 4)), 'unknown'],
  ['more gaps than figures', minutes([1, null, null, 1.3, null, null, 1.6, null, null, 1.9]), 'unknown'],
  ['the newest minute is too old', minutes(ramp(1, 2), 5), 'unknown'],
  ['the newest known minute is too old', minutes([...ramp(1, 2, 7), null, null, null, null]), 'unknown'],
  ['nothing is known', minutes([null, null, null, null, null, null, null, null, null, null]), 'unknown'],
  ['nothing was told', [], 'unknown'],
])('%s', (_, points, expected) => {
  expect(trendDirection(points, 2, nowMs)).toBe(expected);
});

function told(minute: number, figures: Partial<CrowdHistoryReply['points'][number]>): CrowdHistoryReply['points'][number] {
  const none = { count_mean: null, count_max: null, density_mean: null, density_max: null, inflow: null, outflow: null };
  const timestamp = new Date(minute * minuteMs).toISOString();
  return { timestamp, ...none, band: 'green', confidence: 1, source: 'measured', coverage: 1, interval: null, ...figures };
}
const density = { basis: 'density', capacity: 100 } as const;
const known = (points: readonly { atMs: number; value: number | null }[]) =>
  points.flatMap(({ atMs, value }) => (value === null ? [] : [[atMs / minuteMs - thisMinute, value]]));

test('the half hour has a place for each minute, so that what is not known is a gap', () => {
  const points = lastHalfHour(
    [told(thisMinute - 30, { density_mean: 1 }), told(thisMinute - 3, { density_mean: 2 })],
    density,
    nowMs,
  );
  expect(points).toHaveLength(30);
  expect(known(points)).toEqual([
    [-30, 1],
    [-3, 2],
  ]);
});

test.each([
  ['density', { basis: 'density', capacity: 100 }, 0.5],
  ['capacity', { basis: 'capacity', capacity: 100 }, 0.4],
  ['capacity that nobody knows', { basis: 'capacity', capacity: null }, null],
] as const)('by %s', (_, zone, expected) => {
  const points = lastHalfHour([told(thisMinute - 1, { density_mean: 0.5, count_mean: 40 })], zone, nowMs);
  expect(points.at(-1)?.value).toBe(expected);
});

test('a minute that has only just ended is no gap yet', () => {
  const justEndedMs = thisMinute * minuteMs + 2000;
  expect(lastHalfHour([], density, justEndedMs).at(-1)?.atMs).toBe((thisMinute - 2) * minuteMs);
});

test.each([
  ['never asked', { triedMs: Number.NEGATIVE_INFINITY, linkedMs: 0, nowMs: 100_000 }, 0],
  ['asked just now', { triedMs: 100_000, linkedMs: 0, nowMs: 100_000 }, 60_000],
  ['asked a while ago', { triedMs: 60_000, linkedMs: 0, nowMs: 100_000 }, 20_000],
  ['asked long ago', { triedMs: 1000, linkedMs: 0, nowMs: 100_000 }, 0],
  ['the link is back after a while', { triedMs: 60_000, linkedMs: 99_000, nowMs: 100_000 }, 0],
  ['the link comes and goes', { triedMs: 98_000, linkedMs: 99_000, nowMs: 100_000 }, 13_000],
  ['the clock was set back', { triedMs: 900_000, linkedMs: 0, nowMs: 100_000 }, 60_000],
])('%s', (_, times, expected) => {
  expect(waitMs(times)).toBe(expected);
});
