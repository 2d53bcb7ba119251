/** How a person's choice becomes a rule and back, and what of an event is sent; the bars of the timeline; severe hours as spans. */
import { describe, expect, test } from 'vitest';
import type { EventReply, OccurrenceReply } from '../../src-contract/api/planned-events.ts';
import { readRule } from '../../src-main/site/events/repeat-rule.ts';
import { changeOf, draftOf, newDraft, readDraft } from '../../src-renderer/control-room/events/event-draft.ts';
import { draftOfRule, onceOnly, type RepeatDraft, ruleOf } from '../../src-renderer/control-room/events/repeat-draft.ts';
import { daysFrom, timelineRows } from '../../src-renderer/control-room/events/timeline-rows.ts';
import { type ForecastHour, hoursToCome, severeSpans } from '../../src-renderer/control-room/weather/weather-hours.ts';

/** A Thursday, the second of its month. */
const start = '2026-11-12';
const india = () => 5.5 * 3_600_000;

const choices: [Partial<RepeatDraft>, string][] = [
  [{ kind: 'daily', every: '3' }, 'FREQ=DAILY;INTERVAL=3'],
  [{ kind: 'weekly' }, 'FREQ=WEEKLY;BYDAY=TH'],
  [{ kind: 'weekly', weekdays: ['TU', 'SA'], end: 'count', count: '8' }, 'FREQ=WEEKLY;BYDAY=TU,SA;COUNT=8'],
  [{ kind: 'monthly-date', end: 'until', until: '2027-03-31' }, 'FREQ=MONTHLY;BYMONTHDAY=12;UNTIL=20270331'],
  [{ kind: 'monthly-weekday' }, 'FREQ=MONTHLY;BYDAY=2TH'],
  [{ kind: 'yearly' }, 'FREQ=YEARLY'],
  [{ kind: 'rule', rule: 'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1' }, 'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1'],
];
test.each(choices)('%j is %s, which the station takes, and is shown the same again', (choice, rule) => {
  expect(ruleOf({ ...onceOnly, ...choice }, start)).toEqual({ rule });
  expect(() => readRule(rule)).not.toThrow();
  expect(draftOfRule(rule, start)).toMatchObject(choice.kind === 'weekly' ? { kind: 'weekly' } : choice);
  expect(ruleOf(draftOfRule(rule, start), start)).toEqual({ rule });
});

test('a rule that a calendar wrote otherwise stays as it is; what is incomplete is none', () => {
  for (const rule of ['FREQ=WEEKLY;BYDAY=TH;UNTIL=20270331T123000Z', 'FREQ=MONTHLY;BYMONTHDAY=13', 'FREQ=WEEKLY'])
    expect(ruleOf(draftOfRule(rule, start), start)).toEqual({ rule });
  expect(ruleOf({ ...onceOnly, kind: 'daily', every: '0' }, start)).toBeNull();
  expect(ruleOf({ ...onceOnly, kind: 'daily', end: 'until', until: '' }, start)).toBeNull();
});

describe('an event as it is typed', () => {
  const event: EventReply = {
    ...{ id: 'e1', name: 'Fair', description: '', location: 'Park', position: { lat: 19, lon: 72.5 }, place_id: null },
    ...{ start_date: '2026-11-12T12:30:20.000Z', end_date: '2026-11-12T15:00:00.000Z', expected_attendance: 40_000 },
    ...{ repeats: 'FREQ=WEEKLY;BYDAY=TH', timezone: 'Asia/Kolkata', changed_occurrences: 0, next_occurrence: null },
    ...{ calendar_uid: null, created_by: 'asha', created_at: '2026-01-01T00:00:00Z', changed_at: '2026-01-01T00:00:00Z' },
  };
  const bodyOf = (change: Partial<ReturnType<typeof draftOf>>) => {
    const read = readDraft({ ...draftOf(event, india), ...change });
    return read.ok ? read.body : read.fault;
  };

  test('is shown by the station’s clock, and only what was changed is sent', () => {
    expect(draftOf(event, india)).toMatchObject({ start: '2026-11-12T18:00', end: '2026-11-12T20:30', lat: '19' });
    const before = bodyOf({});
    const changed = bodyOf({ attendance: '50,000', name: 'Big fair ' });
    if (typeof before === 'string' || typeof changed === 'string') throw new Error('a good draft is taken');
    expect(changeOf(changed, before)).toEqual({ name: 'Big fair', expected_attendance: 50_000 });
  });

  test('says what is wrong with it', () => {
    expect(bodyOf({ name: ' ' })).toBe('name');
    expect(bodyOf({ start: '' })).toBe('when');
    expect(bodyOf({ end: '2026-11-12T17:59' })).toBe('end');
    expect(bodyOf({ attendance: 'many' })).toBe('attendance');
    expect(bodyOf({ lat: '' })).toBe('place');
    expect(bodyOf({ lat: '91' })).toBe('place');
    expect(bodyOf({ repeat: { ...onceOnly, kind: 'rule' } })).toBe('repeat');
  });

  test('a new one begins with the next full hour', () => {
    expect(newDraft(Date.UTC(2026, 10, 12, 12, 10), india)).toMatchObject({ start: '2026-11-12T18:30', end: '2026-11-12T20:30' });
  });
});

test('bars are cut at the edges of the days shown; days begin at the station’s midnight', () => {
  const days = daysFrom(Date.UTC(2026, 10, 12, 20), 10, india);
  expect([days.length, new Date(days[0] ?? 0).toISOString()]).toEqual([11, '2026-11-12T18:30:00.000Z']);
  const [fromMs, toMs] = [days[0] ?? 0, days.at(-1) ?? 0];
  const at = (event_id: string, start_date: string, end_date: string): OccurrenceReply => ({
    ...{ event_id, name: event_id, expected_attendance: null, at: null, start_date, end_date },
  });
  const rows = timelineRows(
    [
      at('long', '2026-11-01T00:00:00Z', '2026-11-13T18:30:00Z'),
      at('twice', '2026-11-14T18:30:00Z', '2026-11-15T18:30:00Z'),
      at('twice', '2026-11-22T06:30:00Z', '2026-12-01T00:00:00Z'),
      at('past', '2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'),
    ],
    fromMs,
    toMs,
  );
  expect(
    rows.map(({ eventId, bars }) => [eventId, bars.map(({ left, width }) => [left, Math.round(width * 1000) / 1000])]),
  ).toEqual([
    ['long', [[0, 0.1]]],
    [
      'twice',
      [
        [0.2, 0.1],
        [0.95, 0.05],
      ],
    ],
  ]);
});

test('severe hours that follow each other are one span with their worst; what is over is not to come', () => {
  const hour = (at: number, ...severe: ForecastHour['severe']): ForecastHour => ({
    ...{ temperature_c: 30, apparent_c: 30, humidity: null, rain_mm_per_h: 0, wind_mps: 0, gust_mps: null, visibility_m: null },
    ...{ at: new Date(at * 3_600_000).toISOString(), sky: 'clear' as const, severe },
  });
  const heat = (value: number, level: 'severe' | 'extreme' = 'severe') =>
    ({ hazard: 'heat', level, figure: 'apparent', value, edge: 41 }) as const;
  const fog = (value: number) => ({ hazard: 'fog', level: 'severe', figure: 'visibility', value, edge: 200 }) as const;
  const hours = [
    hour(10, heat(42)),
    hour(11, heat(44), fog(150)),
    hour(12, fog(90)),
    hour(13, heat(41)),
    hour(15, heat(55, 'extreme')),
  ];
  expect(
    severeSpans(hours).map(({ fromMs, untilMs, worst }) => [fromMs / 3_600_000, untilMs / 3_600_000, worst.hazard, worst.value]),
  ).toEqual([
    [10, 12, 'heat', 44],
    [11, 13, 'fog', 90],
    [13, 14, 'heat', 41],
    [15, 16, 'heat', 55],
  ]);
  expect(hoursToCome(hours, 12.5 * 3_600_000).map(({ at }) => Date.parse(at) / 3_600_000)).toEqual([12, 13, 15]);
});
