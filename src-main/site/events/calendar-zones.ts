/**
 * Time zones as calendars name them. In: the file's VTIMEZONE blocks. Out: from a TZID to an IANA name, or to a fixed offset where the
 * block has one clock all year; else the reason why times of that zone can't be read.
 */
import ICAL from 'ical.js';
import { isTimeZone } from '../../../src-contract/site-config.ts';
import type { CalendarBlock } from './calendar-lines.ts';

/** What Microsoft's calendars call the zones of South Asia. */
const microsoftNames: Readonly<Partial<Record<string, string>>> = {
  'India Standard Time': 'Asia/Kolkata',
  'Sri Lanka Standard Time': 'Asia/Colombo',
  'Nepal Standard Time': 'Asia/Kathmandu',
  'Bangladesh Standard Time': 'Asia/Dhaka',
  'Pakistan Standard Time': 'Asia/Karachi',
};

export type ZoneReading = { readonly ok: true; readonly timezone: string } | { readonly ok: false; readonly reason: string };

export function readZones(blocks: readonly CalendarBlock[]): (tzid: string) => ZoneReading {
  const offsets = new Map(blocks.map(offsetsOf));
  return (tzid) => {
    const name = ianaName(tzid);
    if (name !== null) return { ok: true, timezone: name };
    const told = offsets.get(tzid) ?? [];
    const [offset] = told;
    if (offset === undefined) return { ok: false, reason: `its time zone "${tzid}" is not known` };
    if (told.length === 1) return { ok: true, timezone: offset };
    return { ok: false, reason: `its time zone "${tzid}" is not known by that name and changes its clock over the year` };
  };
}

/** Some programs put a path of their own before the name. */
function ianaName(tzid: string): string | null {
  const tail = tzid.split('/').slice(-2).join('/');
  const names = [tzid, tail, microsoftNames[tzid] ?? ''];
  return names.find((name) => name !== '' && isTimeZone(name)) ?? null;
}

/** A block that can't be read is as if it weren't there: only events of its zone suffer. */
function offsetsOf({ text }: CalendarBlock): readonly [string, readonly string[]] {
  try {
    const zone = new ICAL.Component(ICAL.parse(text));
    const clocks = zone.getAllSubcomponents().map((clock) => String(clock.getFirstPropertyValue('tzoffsetto')));
    return [String(zone.getFirstPropertyValue('tzid')), [...new Set(clocks)].filter((offset) => isTimeZone(offset))];
  } catch {
    return ['', []];
  }
}
