/** Service days, and when a train is said to come: by table. */
import { expect, test } from 'vitest';
import type { ServiceDays, TimetableTrip, TrainUpdate } from '../../../src-contract/domain/train.ts';
import { foldUpdate } from '../../../src-main/site/trains/live-train.ts';
import { createPlannedRuns, type PlannedRun } from '../../../src-main/site/trains/planned-runs.ts';
import { dayKind, localDate, runsOn, serviceDayStartMs } from '../../../src-main/site/trains/service-time.ts';
import { type TrainTime, timeOf } from '../../../src-main/site/trains/train-time.ts';

const at = (time: string): number => Date.parse(time);
const trip: TimetableTrip = {
  trainId: '90001',
  line: 'western',
  destination: 'Churchgate',
  serviceId: 'daily',
  calls: [
    { stop: 'Mahim', code: 'MM', arrivalS: 8 * 3600, departureS: 8 * 3600, platform: null },
    { stop: 'Matunga Road', code: 'MRU', arrivalS: 8 * 3600 + 240, departureS: 8 * 3600 + 270, platform: null },
    { stop: 'Dadar', code: 'DDR', arrivalS: 8 * 3600 + 480, departureS: 8 * 3600 + 510, platform: '1' },
    { stop: 'Prabhadevi', code: 'PBHD', arrivalS: 8 * 3600 + 660, departureS: 8 * 3600 + 690, platform: null },
  ],
  ours: 2,
};
const dayStartMs = at('2026-11-27T18:30:00Z');
/** Planned at 08:08 in Mumbai. */
const run: PlannedRun = { trip, date: '20261128', dayStartMs, scheduledMs: at('2026-11-28T02:38:00Z') };
const daily: ServiceDays = {
  ...{ id: 'daily', weekdays: [true, true, true, true, true, true, false], from: '20261101', until: '20261130' },
  ...{ added: ['20261206'], removed: ['20261128'] },
};

test('a service day begins twelve hours before local noon, also when the clock changes', () => {
  expect(serviceDayStartMs('20261128', 'Asia/Kolkata')).toBe(dayStartMs);
  expect(serviceDayStartMs('20260329', 'Europe/Berlin')).toBe(at('2026-03-28T22:00:00Z'));
  expect(serviceDayStartMs('20261025', 'Europe/Berlin')).toBe(at('2026-10-24T23:00:00Z'));
  expect(localDate(at('2026-11-28T18:30:00Z'), 'Asia/Kolkata')).toBe('20261129');
});

test.each([
  ['20261127', true, 'weekday'],
  ['20261128', false, 'saturday'],
  ['20261129', false, 'sunday'],
  ['20261206', true, 'sunday'],
  ['20261031', false, 'saturday'],
  ['20261201', false, 'weekday'],
] as const)('on %s the service runs: %s', (date, runs, kind) => {
  expect(runsOn(daily, date)).toBe(runs);
  expect(dayKind(date)).toBe(kind);
});

test('a train after midnight belongs to the service day before, and is found on the day that it comes', () => {
  const late: TimetableTrip = { ...trip, calls: trip.calls.map((call) => ({ ...call, arrivalS: call.arrivalS + 17 * 3600 })) };
  const planned = createPlannedRuns({ timezone: 'Asia/Kolkata', services: [{ ...daily, removed: [] }], trips: [late] });
  const found = planned.between(at('2026-11-28T19:00:00Z'), at('2026-11-28T20:00:00Z'));
  expect(found.map(({ date, scheduledMs }) => [date, new Date(scheduledMs).toISOString()])).toEqual([
    ['20261128', '2026-11-28T19:38:00.000Z'],
  ]);
  expect(planned.between(at('2026-11-29T19:00:00Z'), at('2026-11-29T20:00:00Z'))).toEqual([]);
});

const base: TrainUpdate = {
  ...{ trainId: '90001', atMs: at('2026-11-28T02:34:30Z'), motion: 'running', line: null, destination: null },
  ...{ currentStation: null, nextStation: null, platform: null, delayS: null, arrivesMs: null, cars: null, load: null },
};

interface Case {
  readonly said: Partial<TrainUpdate> | null;
  readonly now: string;
  readonly wanted: (Partial<TrainTime> & { readonly expected: string | null }) | null;
}

const cases: Readonly<Record<string, Case>> = {
  'nobody follows it: the timetable, and said so': {
    said: null,
    now: '02:30:00',
    wanted: { status: 'scheduled', expected: '02:38:00', source: 'timetable', delayS: null, stale: false },
  },
  'nobody follows it and its time has passed: no time': {
    said: null,
    now: '02:39:30',
    wanted: { status: 'due', expected: null, source: 'timetable' },
  },
  'nobody follows it and it is long past': { said: null, now: '02:40:10', wanted: null },
  'six minutes late by its own word': {
    said: { delayS: 360 },
    now: '02:35:00',
    wanted: { status: 'running', expected: '02:44:00', delayS: 360, source: 'live', stale: false },
  },
  'late by where it stands': {
    said: { currentStation: 'MATUNGA ROAD', atMs: at('2026-11-28T02:39:30Z') },
    now: '02:40:00',
    wanted: { status: 'running', expected: '02:43:00', delayS: 300 },
  },
  'ahead of time by where it stands is not early': {
    said: { currentStation: 'mru', atMs: at('2026-11-28T02:33:00Z') },
    now: '02:33:30',
    wanted: { status: 'running', expected: '02:38:00', delayS: 0 },
  },
  'an old report is marked': {
    said: { delayS: 360 },
    now: '02:39:00',
    wanted: { status: 'running', expected: '02:44:00', stale: true },
  },
  'a report of twenty minutes ago gives no time, though the timetable has one': {
    said: { delayS: 0, atMs: at('2026-11-28T02:15:00Z') },
    now: '02:36:00',
    wanted: { status: 'lost', expected: null, stale: true, source: 'live' },
  },
  'a time that passed without word of an arrival is no time': {
    said: { arrivesMs: at('2026-11-28T02:36:00Z') },
    now: '02:37:10',
    wanted: { status: 'due', expected: null },
  },
  'it stands here': {
    said: { motion: 'at_platform', atMs: at('2026-11-28T02:38:00Z') },
    now: '02:38:20',
    wanted: { status: 'at_platform', expected: '02:38:20' },
  },
  'it stood here ten minutes ago, and nothing since': {
    said: { motion: 'at_platform', atMs: at('2026-11-28T02:38:00Z') },
    now: '02:48:00',
    wanted: { status: 'lost', expected: null, stale: true },
  },
  'it left': { said: { motion: 'departed', atMs: at('2026-11-28T02:38:40Z') }, now: '02:39:00', wanted: null },
  'it is reported beyond this station': { said: { currentStation: 'Prabhadevi' }, now: '02:35:00', wanted: null },
  'it is cancelled': { said: { motion: 'cancelled' }, now: '02:40:00', wanted: { status: 'cancelled', expected: null } },
  'it was cancelled long ago': { said: { motion: 'cancelled' }, now: '02:54:00', wanted: null },
};

test.each(Object.entries(cases))('%s', (_name, { said, now, wanted }) => {
  const live = said === null ? null : foldUpdate(null, { ...base, ...said });
  const time = timeOf(run, live, at(`2026-11-28T${now}Z`));
  if (wanted === null || time === null) return expect(time).toBe(wanted);
  const { expected, ...rest } = wanted;
  expect(time.expectedMs === null ? null : new Date(time.expectedMs).toISOString().slice(11, 19)).toBe(expected);
  expect(time).toMatchObject(rest);
});

test('a train that no timetable knows has the time that it says, and else none', () => {
  const now = base.atMs + 10_000;
  const says = foldUpdate(null, { ...base, arrivesMs: base.atMs + 300_000 });
  expect(timeOf(null, says, now)).toMatchObject({ status: 'running', expectedMs: base.atMs + 300_000, delayS: null });
  expect(timeOf(null, foldUpdate(null, { ...base, delayS: 60 }), now)).toMatchObject({ status: 'running', expectedMs: null });
});

test('reports fold in the order of their own time; what is not said stays, place and delay stay together', () => {
  const first = foldUpdate(null, { ...base, delayS: 60, currentStation: 'Mahim', load: { persons: 900 }, platform: '1' });
  expect(foldUpdate(first, { ...base, atMs: base.atMs - 1, delayS: 0 })).toBeNull();
  expect(foldUpdate(first, base)).toBeNull();
  const second = foldUpdate(first, { ...base, atMs: base.atMs + 1000, currentStation: 'Matunga Road' });
  expect(second).toMatchObject({
    platform: '1',
    progress: { currentStation: 'Matunga Road', delayS: null },
    load: { atMs: base.atMs, value: { persons: 900 } },
  });
  const tomorrow = foldUpdate(second, { ...base, atMs: base.atMs + 86_400_000 });
  expect(tomorrow).toMatchObject({ platform: null, progress: null, load: null });
});
