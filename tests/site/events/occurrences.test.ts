/** When repeated events take place: against another implementation (ical.js), by RFC 5545's own examples, and without ever hanging. */
import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import type { PlannedEvent } from '../../../src-contract/domain/planned-event.ts';
import { occurrencesOf } from '../../../src-main/site/events/occurrences.ts';
import { RuleRefusal, readRule } from '../../../src-main/site/events/repeat-rule.ts';
import { ruleDays } from '../../../src-main/site/events/rule-days.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

function plannedEvent(change: Partial<PlannedEvent>): PlannedEvent {
  return {
    ...{ id: 'e1', name: 'Fair', description: '', location: null, expectedAttendance: 5000, repeats: null },
    ...{ startMs: Date.UTC(2026, 10, 5, 12, 30), endMs: Date.UTC(2026, 10, 5, 15), timezone: 'Asia/Kolkata' },
    ...{ alsoMs: [], changes: [], calendarUid: null, createdBy: 'asha', createdMs: 0, changedMs: 0 },
    ...change,
  };
}

const startsOf = (change: Partial<PlannedEvent>, fromMs: number, toMs: number) =>
  occurrencesOf(plannedEvent(change), fromMs, toMs).map(({ startMs }) => new Date(startMs).toISOString().slice(0, 16));

/** Days of the other implementation from a first day that the rule has. */
function otherDays(text: string, first: number, to: number): number[] {
  const iterator = ICAL.Recur.fromString(text).iterator(
    ICAL.Time.fromDateTimeString(new Date(first * dayMs).toISOString().slice(0, 19)),
  );
  const days: number[] = [];
  for (let next = iterator.next(); next !== null && days.length < 60; next = iterator.next()) {
    const day = Date.UTC(next.year, next.month - 1, next.day) / dayMs;
    if (day > to) break;
    days.push(day);
  }
  return days;
}

const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
const weekdays = fc.uniqueArray(weekday, { minLength: 1, maxLength: 4 }).map((days) => days.join());
const interval = fc.integer({ min: 1, max: 5 });
const anyRule = fc.oneof(
  interval.map((n) => `FREQ=DAILY;INTERVAL=${n}`),
  fc.tuple(interval, weekdays, weekday).map(([n, days, wkst]) => `FREQ=WEEKLY;INTERVAL=${n};BYDAY=${days};WKST=${wkst}`),
  fc.tuple(interval, fc.integer({ min: 1, max: 28 })).map(([n, day]) => `FREQ=MONTHLY;INTERVAL=${n};BYMONTHDAY=${day}`),
  interval.map((n) => `FREQ=MONTHLY;INTERVAL=${n};BYMONTHDAY=-1`),
  fc.tuple(fc.constantFrom(1, 2, 3, 4, -1), weekday).map(([nth, day]) => `FREQ=MONTHLY;BYDAY=${nth}${day}`),
  fc.tuple(fc.integer({ min: 1, max: 12 }), weekday).map(([month, day]) => `FREQ=YEARLY;BYMONTH=${month};BYDAY=2${day}`),
);

test('any rule has the days that another implementation finds, and the same when looked at from late on', () => {
  fc.assert(
    fc.property(anyRule, fc.integer({ min: 18_000, max: 21_000 }), (text, about) => {
      const rule = readRule(text);
      const first = [...ruleDays(rule, about, { from: about, to: about + 2000 })][0] ?? about;
      const to = first + 1200;
      const days = [...ruleDays(rule, first, { from: first, to })];
      expect(days.slice(0, 60)).toEqual(otherDays(text, first, to));
      const late = first + 700;
      expect([...ruleDays(rule, first, { from: late, to })]).toEqual(days.filter((day) => day >= late));
    }),
    { numRuns: 150 },
  );
});

describe('where the other implementation goes against RFC 5545', () => {
  const days = (text: string, first: string, years: number) => {
    const from = Date.parse(first) / dayMs;
    return [...ruleDays(readRule(text), from, { from, to: from + years * 366 })].map((day) =>
      new Date(day * dayMs).toISOString().slice(0, 10),
    );
  };
  test('29 February is left out of years that lack it', () => {
    expect(days('FREQ=YEARLY', '2024-02-29', 9)).toEqual(['2024-02-29', '2028-02-29', '2032-02-29']);
  });
  test('the 20th Monday of the year', () => {
    expect(days('FREQ=YEARLY;BYDAY=20MO', '1997-05-19', 2)).toEqual(['1997-05-19', '1998-05-18', '1999-05-17']);
  });
  test('the last weekday of the month, and Friday the 13th', () => {
    expect(days('FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2026-01-30', 0.2).slice(0, 3)).toEqual([
      '2026-01-30',
      '2026-02-27',
      '2026-03-31',
    ]);
    expect(days('FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', '2026-02-13', 1)).toEqual(['2026-02-13', '2026-03-13', '2026-11-13']);
  });
});

test('an event without end is no work: a day a thousand years on, and a rule that never matches', () => {
  const startedMs = performance.now();
  const farMs = Date.UTC(3026, 0, 1);
  expect(startsOf({ repeats: 'FREQ=DAILY' }, farMs, farMs + dayMs)).toHaveLength(1);
  expect(startsOf({ repeats: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, farMs, farMs + dayMs)).toEqual([]);
  expect(performance.now() - startedMs).toBeLessThan(2000);
});

test('the clock of its zone goes on: an evening stays an evening where clocks change', () => {
  const berlin = { timezone: 'Europe/Berlin', startMs: Date.UTC(2026, 9, 20, 17), endMs: Date.UTC(2026, 9, 20, 19) };
  const starts = startsOf({ ...berlin, repeats: 'FREQ=WEEKLY' }, berlin.startMs, berlin.startMs + 15 * dayMs);
  expect(starts).toEqual(['2026-10-20T17:00', '2026-10-27T18:00', '2026-11-03T18:00']);
});

test('COUNT counts from the first, UNTIL is part of it, and the first takes place even where the rule has it not', () => {
  const all = (repeats: string) => startsOf({ repeats }, 0, Date.UTC(2027, 0, 1)).map((start) => start.slice(5, 10));
  expect(all('FREQ=DAILY;COUNT=3')).toEqual(['11-05', '11-06', '11-07']);
  expect(all('FREQ=DAILY;UNTIL=20261107T123000Z')).toEqual(['11-05', '11-06', '11-07']);
  expect(all('FREQ=DAILY;UNTIL=20261106')).toEqual(['11-05', '11-06']);
  // The 5th is a Thursday.
  expect(all('FREQ=WEEKLY;BYDAY=SA;COUNT=3')).toEqual(['11-05', '11-07', '11-14']);
});

test('cancelled ones are left out, moved ones are where they are now, further ones are added', () => {
  const second = Date.UTC(2026, 10, 12, 12, 30);
  const third = Date.UTC(2026, 10, 19, 12, 30);
  const movedTo = { startMs: third + dayMs, endMs: third + dayMs + hourMs, name: 'Fair, a day late' };
  const event = plannedEvent({
    repeats: 'FREQ=WEEKLY;COUNT=4',
    alsoMs: [Date.UTC(2026, 10, 8, 12, 30)],
    changes: [
      { kind: 'cancelled', plannedMs: second },
      { kind: 'moved', plannedMs: third, ...movedTo },
    ],
  });
  const all = occurrencesOf(event, 0, Date.UTC(2027, 0, 1));
  expect(all.map(({ startMs, name }) => `${new Date(startMs).getUTCDate()} ${name}`)).toEqual([
    '5 Fair',
    '8 Fair',
    '20 Fair, a day late',
    '26 Fair',
  ]);
});

test('what began before the span and still runs belongs to it; what ends as it begins does not', () => {
  const { startMs, endMs } = plannedEvent({});
  expect(startsOf({}, startMs + hourMs, startMs + 2 * hourMs)).toHaveLength(1);
  expect(startsOf({}, endMs, endMs + hourMs)).toEqual([]);
  expect(startsOf({ endMs: startMs }, startMs, startMs + 1)).toHaveLength(1);
});

const refused: [string, RegExp][] = [
  ['FREQ=SECONDLY', /FREQ=SECONDLY/],
  ['FREQ=HOURLY;COUNT=3', /FREQ=HOURLY/],
  ['BYDAY=MO', /FREQ=/],
  ['FREQ=DAILY;BYHOUR=1,2,3', /BYHOUR/],
  ['FREQ=DAILY;INTERVAL=0', /INTERVAL=0/],
  ['FREQ=DAILY;COUNT=99999', /COUNT/],
  ['FREQ=DAILY;COUNT=3;UNTIL=20270101', /exclude/],
  ['FREQ=WEEKLY;BYDAY=2MO', /BYDAY/],
  ['FREQ=WEEKLY;BYDAY=XX', /no weekday/],
  ['FREQ=DAILY;UNTIL=tomorrow', /UNTIL/],
  ['FREQ=DAILY;FREQ=WEEKLY', /twice/],
  ['every Thursday', /understood/],
];
test.each(refused)('%s is refused with what is wrong', (text, reason) => {
  expect(() => readRule(text)).toThrow(RuleRefusal);
  expect(() => readRule(text)).toThrow(reason);
});

test('no text makes it throw anything else', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        anyRule.map((text) => text.slice(3)),
        anyRule.map((text) => `${text};COUNT=1e9`),
      ),
      (text) => {
        try {
          readRule(text);
        } catch (error) {
          expect(error).toBeInstanceOf(RuleRefusal);
        }
      },
    ),
  );
});
