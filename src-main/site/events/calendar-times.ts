/**
 * Times of a calendar entry. In: a property of the entry, as ical.js split it. Out: instants with the zone by whose clock they were written.
 * A date is midnight by the station's clock; a time without a zone is the station's too. Throws EntryFault for what can't be read.
 */
import ICAL from 'ical.js';
import { instantOf, readingAt } from '../local-clock.ts';
import type { ZoneReading } from './calendar-zones.ts';

/** Why one entry is left out. */
export class EntryFault extends Error {}

export interface CalendarTime {
  readonly atMs: number;
  readonly timezone: string;
  readonly isDate: boolean;
}

export interface Zones {
  readonly station: string;
  readonly named: (tzid: string) => ZoneReading;
}

/** All values of a property: EXDATE and RDATE have several. */
export function timesOf(property: ICAL.Property, zones: Zones): readonly CalendarTime[] {
  const [name, , kind, ...values] = property.toJSON() as unknown as [string, object, string, ...unknown[]];
  if (kind !== 'date' && kind !== 'date-time') throw new EntryFault(`its ${name.toUpperCase()} is no date or time`);
  const tzid = property.getParameter('tzid');
  return values.map((value) => timeOf(String(value), typeof tzid === 'string' ? tzid : null, zones));
}

function timeOf(text: string, tzid: string | null, zones: Zones): CalendarTime {
  const [, date = '', time, isUtc] = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d:\d\d)?(Z)?$/.exec(text) ?? [];
  const readingMs = Date.parse(`${date}${time ?? 'T00:00:00'}Z`);
  // JavaScript takes 31 February for 2 March.
  if (Number.isNaN(readingMs) || new Date(readingMs).toISOString().slice(0, 10) !== date)
    throw new EntryFault(`"${text.slice(0, 30)}" is no time`);
  const timezone = isUtc !== undefined ? 'UTC' : tzid === null || time === undefined ? zones.station : zoneOf(tzid, zones);
  return { atMs: instantOf(readingMs, timezone), timezone, isDate: time === undefined };
}

function zoneOf(tzid: string, { named }: Zones): string {
  const zone = named(tzid);
  if (!zone.ok) throw new EntryFault(zone.reason);
  return zone.timezone;
}

const dayMs = 86_400_000;

/** By its end, its duration, or else the day of a date and the moment of a time. */
export function endOf(start: CalendarTime, end: CalendarTime | null, duration: string | null): number {
  if (end !== null) return end.atMs;
  const reading = readingAt(start.atMs, start.timezone);
  if (duration === null) return start.isDate ? instantOf(reading + dayMs, start.timezone) : start.atMs;
  const seconds = ICAL.Duration.fromString(duration).toSeconds();
  if (!Number.isFinite(seconds)) throw new EntryFault(`its DURATION "${duration.slice(0, 30)}" can't be read`);
  return instantOf(reading + seconds * 1000, start.timezone);
}
