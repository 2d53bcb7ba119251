/**
 * An iCalendar file as events. In: its text and the station's time zone. Out: what each entry says, by its UID, which are called off, and which
 * were left out with the line they begin on and the reason. Throws CalendarFault for a file that is broken as a whole.
 */
import ICAL from 'ical.js';
import type { EventDraft, OccurrenceChange } from '../../../src-contract/domain/planned-event.ts';
import { errorText } from '../../errors.ts';
import { type CalendarBlock, CalendarFault, splitCalendar } from './calendar-lines.ts';
import { type CalendarTime, EntryFault, endOf, timesOf, type Zones } from './calendar-times.ts';
import { readZones } from './calendar-zones.ts';
import { RuleRefusal, readRule } from './repeat-rule.ts';

/** All but who comes: calendars don't say that. */
export type CalendarEvent = Omit<EventDraft, 'expectedAttendance' | 'calendarUid'> & { readonly calendarUid: string };

export interface CalendarReading {
  readonly events: readonly CalendarEvent[];
  readonly cancelledUids: readonly string[];
  readonly skipped: readonly { readonly line: number; readonly name: string; readonly reason: string }[];
}

interface Entry {
  readonly line: number;
  readonly component: ICAL.Component;
  readonly uid: string;
  /** When it would have begun by the rule, for one that changes an occurrence. */
  readonly replaces: CalendarTime | null;
}

const mostEntries = 5000;
const mostDates = 2000;
const longestMs = 366 * 86_400_000;

interface Series {
  readonly masters: { readonly block: CalendarBlock; readonly entry: Entry }[];
  readonly changes: { readonly block: CalendarBlock; readonly entry: Entry }[];
}
/** Undefined where the work failed, which is then noted. */
type Attempt = <T>(block: CalendarBlock, work: () => T) => T | undefined;

export function readCalendar(text: string, timezone: string): CalendarReading {
  const { method, events: blocks, timezones } = splitCalendar(text);
  if (blocks.length > mostEntries)
    throw new CalendarFault(blocks[mostEntries]?.line ?? 1, `more than ${mostEntries} events; split the file`);
  const zones: Zones = { station: timezone, named: readZones(timezones) };
  const skipped: { line: number; name: string; reason: string }[] = [];
  const attempt: Attempt = ({ line, text: block }, work) => {
    try {
      return work();
    } catch (error) {
      const name = /^SUMMARY[^:]*:(.*)$/m.exec(block)?.[1]?.trim().slice(0, 200) ?? '';
      const isTold = error instanceof EntryFault || error instanceof RuleRefusal;
      skipped.push({ line, name, reason: isTold ? error.message : `it can't be read: ${errorText(error)}` });
      return undefined;
    }
  };
  const events: CalendarEvent[] = [];
  const cancelledUids: string[] = [];
  for (const [uid, series] of seriesByUid(blocks, zones, attempt)) {
    const event = seriesEvent(series, method === 'CANCEL', zones, attempt);
    if (event === 'cancelled') cancelledUids.push(uid);
    else if (event !== undefined) events.push(event);
  }
  return { events, cancelledUids, skipped };
}

function seriesByUid(blocks: readonly CalendarBlock[], zones: Zones, attempt: Attempt): ReadonlyMap<string, Series> {
  const byUid = new Map<string, Series>();
  for (const block of blocks) {
    const entry = attempt(block, () => entryOf(block, zones));
    if (entry === undefined) continue;
    const series = byUid.get(entry.uid) ?? { masters: [], changes: [] };
    series[entry.replaces === null ? 'masters' : 'changes'].push({ block, entry });
    byUid.set(entry.uid, series);
  }
  return byUid;
}

/** Of several of one UID the newest version counts. */
function seriesEvent(
  { masters, changes }: Series,
  isCalledOff: boolean,
  zones: Zones,
  attempt: Attempt,
): CalendarEvent | 'cancelled' | undefined {
  const newest = masters.toSorted((a, b) => sequenceOf(a.entry) - sequenceOf(b.entry)).at(-1);
  if (newest === undefined) {
    for (const { block } of changes) attempt(block, () => refuse('it changes one time of an event that is not in the file'));
    return undefined;
  }
  if (isCalledOff || isCancelled(newest.entry)) return 'cancelled';
  const event = attempt(newest.block, () => eventOf(newest.entry, zones));
  if (event === undefined) return undefined;
  const changed = changes.flatMap(({ block, entry }) => attempt(block, () => changeOf(entry, event, zones)) ?? []);
  return { ...event, changes: [...event.changes, ...changed].slice(0, mostDates) };
}

function entryOf({ line, text }: CalendarBlock, zones: Zones): Entry {
  const component = new ICAL.Component(ICAL.parse(text));
  const uid = textOf(component, 'uid', 300);
  if (uid === '') refuse('it has no UID, so that it could not be told from others next time');
  const recurrence = component.getFirstProperty('recurrence-id');
  if (recurrence?.getParameter('range') !== undefined)
    refuse('it changes all later times at once (RANGE), which is not understood');
  const replaces = recurrence === null ? null : (timesOf(recurrence, zones)[0] ?? null);
  return { line, component, uid, replaces };
}

function eventOf(entry: Entry, zones: Zones): CalendarEvent {
  const { component, uid } = entry;
  const { start, endMs } = spanOf(component, zones);
  const rules = component.getAllProperties('rrule');
  if (rules.length > 1 || component.hasProperty('exrule')) refuse('it has more than one rule, which is not understood');
  const repeats = rules[0] === undefined ? null : rules[0].toICALString().replace(/^RRULE[^:]*:/, '');
  if (repeats !== null) readRule(repeats);
  const datesOf = (name: string): number[] =>
    component
      .getAllProperties(name)
      .flatMap((property) => timesOf(property, zones).map(({ atMs }) => atMs))
      .slice(0, mostDates);
  return {
    name: nameOf(component),
    description: textOf(component, 'description', 5000),
    location: locationOf(component),
    ...{ startMs: start.atMs, endMs, repeats, timezone: start.timezone, calendarUid: uid },
    alsoMs: datesOf('rdate'),
    changes: datesOf('exdate').map((plannedMs) => ({ kind: 'cancelled', plannedMs })),
  };
}

function changeOf(entry: Entry, event: CalendarEvent, zones: Zones): OccurrenceChange {
  const plannedMs = entry.replaces?.atMs ?? refuse('it names no time that it replaces');
  if (isCancelled(entry)) return { kind: 'cancelled', plannedMs };
  const { start, endMs } = spanOf(entry.component, zones);
  const name = textOf(entry.component, 'summary', 200) || event.name;
  return { kind: 'moved', plannedMs, startMs: start.atMs, endMs, name };
}

function spanOf(component: ICAL.Component, zones: Zones): { readonly start: CalendarTime; readonly endMs: number } {
  const first = (name: string): CalendarTime | null => {
    const property = component.getFirstProperty(name);
    return property === null ? null : (timesOf(property, zones)[0] ?? null);
  };
  const start = first('dtstart') ?? refuse('it has no DTSTART');
  const duration = component.getFirstPropertyValue('duration');
  const endMs = endOf(start, first('dtend'), duration === null ? null : String(duration));
  if (endMs < start.atMs) refuse('it ends before it begins');
  if (endMs - start.atMs > longestMs) refuse('it lasts longer than a year');
  return { start, endMs };
}

function locationOf(component: ICAL.Component): EventDraft['location'] {
  const name = textOf(component, 'location', 200) || null;
  const geo: unknown = component.getFirstPropertyValue('geo');
  const [lat, lon] = Array.isArray(geo) ? geo.map(Number) : [];
  const at = lat !== undefined && lon !== undefined && Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? ([lon, lat] as const) : null;
  return name === null && at === null ? null : { name, at, placeId: null };
}

function nameOf(component: ICAL.Component): string {
  return textOf(component, 'summary', 200) || refuse('it has no SUMMARY');
}

function textOf(component: ICAL.Component, name: string, most: number): string {
  const value = component.getFirstPropertyValue(name);
  return typeof value === 'string' ? value.trim().slice(0, most) : '';
}

function isCancelled({ component }: Entry): boolean {
  return textOf(component, 'status', 20).toUpperCase() === 'CANCELLED';
}

function sequenceOf({ component }: Entry): number {
  return Number(component.getFirstPropertyValue('sequence') ?? 0);
}

function refuse(reason: string): never {
  throw new EntryFault(reason);
}
