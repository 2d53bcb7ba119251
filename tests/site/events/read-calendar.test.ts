/** iCalendar files as programs write them: zones, whole days, exceptions, entries that can't be read, and files that are broken. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CalendarFault } from '../../../src-main/site/events/calendar-lines.ts';
import { readCalendar } from '../../../src-main/site/events/read-calendar.ts';

const iso = (atMs: number) => new Date(atMs).toISOString().slice(0, 16);
const calendar = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const entry = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];
const read = (...lines: string[]) => readCalendar(calendar(...lines), 'Asia/Kolkata');
const fair = ['UID:fair@example.org', 'SUMMARY:Fair'];

const times: [string, string[], string, string][] = [
  ['UTC', ['DTSTART:20261105T123000Z', 'DTEND:20261105T150000Z'], '2026-11-05T12:30', '2026-11-05T15:00'],
  ['the station’s clock', ['DTSTART:20261105T180000', 'DURATION:PT2H30M'], '2026-11-05T12:30', '2026-11-05T15:00'],
  ['a named zone', ['DTSTART;TZID=Europe/Berlin:20260705T180000', 'DURATION:PT1H'], '2026-07-05T16:00', '2026-07-05T17:00'],
  ['Microsoft’s name', ['DTSTART;TZID=India Standard Time:20261105T180000'], '2026-11-05T12:30', '2026-11-05T12:30'],
  ['a path before the name', ['DTSTART;TZID=/x.org/Asia/Kolkata:20261105T180000'], '2026-11-05T12:30', '2026-11-05T12:30'],
  ['a whole day', ['DTSTART;VALUE=DATE:20261105'], '2026-11-04T18:30', '2026-11-05T18:30'],
  ['three days', ['DTSTART;VALUE=DATE:20261105', 'DTEND;VALUE=DATE:20261108'], '2026-11-04T18:30', '2026-11-07T18:30'],
];
test.each(times)('times by %s', (_what, lines, start, end) => {
  const { events, skipped } = read(...entry(...fair, ...lines));
  expect(skipped).toEqual([]);
  expect(events.map(({ startMs, endMs }) => [iso(startMs), iso(endMs)])).toEqual([[start, end]]);
});

test('a zone of the file’s own with one clock all year is an offset; one that changes is left out with its name', () => {
  const zone = (name: string, ...offsets: string[]) => [
    ...['BEGIN:VTIMEZONE', `TZID:${name}`],
    ...offsets.flatMap((offset) => [
      ...['BEGIN:STANDARD', 'DTSTART:19700101T000000', `TZOFFSETFROM:${offset}`, `TZOFFSETTO:${offset}`, 'END:STANDARD'],
    ]),
    'END:VTIMEZONE',
  ];
  const at = (uid: string, tzid: string) =>
    entry(`UID:${uid}`, `SUMMARY:${uid}`, `DTSTART;TZID=${tzid}:20261105T180000`, 'RRULE:FREQ=WEEKLY');
  const { events, skipped } = read(
    ...zone('Ours', '+0530'),
    ...zone('Theirs', '+0100', '+0200'),
    ...at('a', 'Ours'),
    ...at('b', 'Theirs'),
    ...at('c', 'Nowhere'),
  );
  expect(events.map(({ calendarUid, startMs, timezone }) => [calendarUid, iso(startMs), timezone])).toEqual([
    ['a', '2026-11-05T12:30', '+05:30'],
  ]);
  expect(skipped.map(({ name, reason }) => `${name}: ${reason}`)).toEqual([
    expect.stringMatching(/^b: .*"Theirs".*changes its clock/),
    expect.stringMatching(/^c: .*"Nowhere".*not known/),
  ]);
});

test('a rule with its exceptions: cancelled dates, a moved one, one that is called off, a further one', () => {
  const { events, skipped } = read(
    ...entry(
      ...fair,
      'DTSTART:20261105T180000',
      'DTEND:20261105T200000',
      'RRULE:FREQ=WEEKLY;COUNT=6',
      'EXDATE:20261112T180000,20261119T180000',
      'RDATE:20261108T180000',
      'LOCATION:Shivaji\\, Park',
      'GEO:19.0268;72.8385',
      'DESCRIPTION:one\\ntwo',
    ),
    ...entry(
      'UID:fair@example.org',
      'RECURRENCE-ID:20261126T180000',
      'SUMMARY:Fair\\, late',
      'DTSTART:20261127T180000',
      'DTEND:20261127T190000',
    ),
    ...entry('UID:fair@example.org', 'RECURRENCE-ID:20261203T180000', 'STATUS:CANCELLED', 'DTSTART:20261203T180000'),
  );
  expect(skipped).toEqual([]);
  expect(events).toMatchObject([
    {
      ...{ name: 'Fair', description: 'one\ntwo', repeats: 'FREQ=WEEKLY;COUNT=6', timezone: 'Asia/Kolkata' },
      location: { name: 'Shivaji, Park', at: [72.8385, 19.0268], placeId: null },
    },
  ]);
  expect(events[0]?.alsoMs.map(iso)).toEqual(['2026-11-08T12:30']);
  expect(events[0]?.changes.map((change) => [change.kind, iso(change.plannedMs)])).toEqual([
    ['cancelled', '2026-11-12T12:30'],
    ['cancelled', '2026-11-19T12:30'],
    ['moved', '2026-11-26T12:30'],
    ['cancelled', '2026-12-03T12:30'],
  ]);
});

test('of two versions the newer counts; what is called off is named', () => {
  const at = ['DTSTART:20261105T123000Z'];
  const twice = read(
    ...entry(...fair, ...at, 'SEQUENCE:2'),
    ...entry('UID:fair@example.org', 'SUMMARY:Old', ...at, 'SEQUENCE:1'),
  );
  expect(twice.events.map(({ name }) => name)).toEqual(['Fair']);
  expect(read(...entry(...fair, ...at, 'STATUS:CANCELLED')).cancelledUids).toEqual(['fair@example.org']);
  expect(read('METHOD:CANCEL', ...entry(...fair, ...at)).cancelledUids).toEqual(['fair@example.org']);
});

const left: [string, string[], RegExp][] = [
  ['every second', [...fair, 'DTSTART:20261105T123000Z', 'RRULE:FREQ=SECONDLY'], /SECONDLY/],
  ['a rule of no kind', [...fair, 'DTSTART:20261105T123000Z', 'RRULE:FREQ=NOW'], /NOW/],
  ['no start', fair, /DTSTART/],
  ['no name', ['UID:1', 'DTSTART:20261105T123000Z'], /SUMMARY/],
  ['no UID', ['SUMMARY:Fair', 'DTSTART:20261105T123000Z'], /UID/],
  ['a month 13', [...fair, 'DTSTART:20261305T123000Z'], /no time/],
  ['31 February', [...fair, 'DTSTART;VALUE=DATE:20270231'], /no time/],
  ['an end before the start', [...fair, 'DTSTART:20261105T123000Z', 'DTEND:20261104T123000Z'], /ends before/],
  ['two years', [...fair, 'DTSTART:20261105T123000Z', 'DTEND:20281104T123000Z'], /longer than a year/],
  ['all later ones moved', [...fair, 'RECURRENCE-ID;RANGE=THISANDFUTURE:20261105T123000Z', 'DTSTART:20261105T123000Z'], /RANGE/],
  ['a change of nothing', [...fair, 'RECURRENCE-ID:20261105T123000Z', 'DTSTART:20261105T123000Z'], /not in the file/],
];
test.each(left)('%s: this entry alone is left out, with its line and reason', (_what, lines, reason) => {
  const good = entry('UID:good', 'SUMMARY:Good', 'DTSTART:20261105T123000Z');
  const { events, skipped } = read(...good, ...entry(...lines));
  expect(events.map(({ name }) => name)).toEqual(['Good']);
  expect(skipped).toEqual([{ line: 8, name: expect.any(String), reason: expect.stringMatching(reason) }]);
});

describe('a broken file', () => {
  const broken: [string, string, number][] = [
    ['that is no calendar', 'id,name\r\n1,Fair', 1],
    ['of another kind', 'BEGIN:VCARD\r\nEND:VCARD', 1],
    ['with a line that is none', calendar(...entry(...fair, 'hello there')), 6],
    ['that ends too early', ['BEGIN:VCALENDAR', ...entry(...fair).slice(0, -1)].join('\r\n'), 2],
    ['with ends that don’t fit', calendar('BEGIN:VEVENT', 'END:VTODO'), 4],
  ];
  test.each(broken)('%s is refused with the line', (_what, text, line) => {
    expect(() => readCalendar(text, 'Asia/Kolkata')).toThrow(expect.objectContaining({ line }));
  });

  test('cut anywhere is refused or read, and never fails in another way', () => {
    const whole = calendar(
      ...entry(...fair, 'DTSTART:20261105T180000', 'RRULE:FREQ=WEEKLY;COUNT=6', 'DESCRIPTION:a longer text that', ' is folded'),
    );
    fc.assert(
      fc.property(fc.nat(whole.length), fc.string({ maxLength: 5 }), (at, noise) => {
        try {
          readCalendar(whole.slice(0, at) + noise + whole.slice(at + noise.length), 'Asia/Kolkata');
        } catch (error) {
          expect(error).toBeInstanceOf(CalendarFault);
        }
      }),
      { numRuns: 300 },
    );
  });
});
