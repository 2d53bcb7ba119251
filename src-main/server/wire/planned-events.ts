/** Planned events as clients see them, and what clients send of them. */
import type { EventBody, EventChange, EventReply, OccurrenceReply } from '../../../src-contract/api/planned-events.ts';
import type { EventDraft, EventOccurrence, PlannedEvent } from '../../../src-contract/domain/planned-event.ts';
import { isoTime } from './figures.ts';

export function eventReplyOf(event: PlannedEvent, next: EventOccurrence | null): EventReply {
  const { id, name, description, location, repeats, timezone, expectedAttendance, createdBy } = event;
  const at = location?.at ?? null;
  return {
    ...{ id, name, description, repeats, timezone, expected_attendance: expectedAttendance, created_by: createdBy },
    ...{ location: location?.name ?? null, place_id: location?.placeId ?? null },
    position: at === null ? null : { lat: at[1], lon: at[0] },
    ...spanOf(event),
    changed_occurrences: event.changes.length,
    next_occurrence: next === null ? null : spanOf(next),
    calendar_uid: event.calendarUid,
    ...{ created_at: isoTime(event.createdMs), changed_at: isoTime(event.changedMs) },
  };
}

export function occurrenceReplyOf(occurrence: EventOccurrence): OccurrenceReply {
  const { eventId, name, expectedAttendance, at } = occurrence;
  return {
    ...{ event_id: eventId, name, expected_attendance: expectedAttendance },
    ...spanOf(occurrence),
    at: at === null ? null : [at[0], at[1]],
  };
}

function spanOf({ startMs, endMs }: { readonly startMs: number; readonly endMs: number }) {
  return { start_date: isoTime(startMs), end_date: isoTime(endMs) };
}

/** The station's clock. */
interface StationTime {
  readonly timezone: string;
  instantOf(readingMs: number): number;
}

export function eventDraftOf(body: EventBody, time: StationTime): EventDraft {
  const { name, description, location, repeats } = body;
  return {
    ...{ name, description, repeats: ruleOf(repeats), expectedAttendance: body.expected_attendance },
    location: locationOf(location),
    ...{ startMs: startOf(body.start_date, time), endMs: endOf(body.end_date, time) },
    ...{ timezone: time.timezone, alsoMs: [], changes: [], calendarUid: null },
  };
}

/** Only what was sent. A place's name alone leaves it where it is on the map when it is still called so. */
export function eventChangeOf(change: EventChange, before: PlannedEvent, time: StationTime): Partial<EventDraft> {
  const { name, description, location, repeats, expected_attendance: expectedAttendance } = change;
  const isSamePlace = typeof location === 'string' && location === before.location?.name;
  const named = {
    ...{ name, description, expectedAttendance },
    location: location === undefined || isSamePlace ? undefined : locationOf(location),
    repeats: repeats === undefined ? undefined : ruleOf(repeats),
    startMs: change.start_date === undefined ? undefined : startOf(change.start_date, time),
    endMs: change.end_date === undefined ? undefined : endOf(change.end_date, time),
  };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
}

/** As it stands in calendars, whatever a client put around it. */
function ruleOf(text: string | null): string | null {
  const rule = text?.replace(/^RRULE:/i, '').toUpperCase() ?? '';
  return rule === '' ? null : rule;
}

function locationOf(location: EventBody['location']): EventDraft['location'] {
  if (location === null) return null;
  if (typeof location === 'string') return { name: location, at: null, placeId: null };
  const { name = null, lat = null, lon = null, place_id: placeId = null } = location;
  const at = lat === null || lon === null ? null : ([lon, lat] as const);
  return name === null && at === null && placeId === null ? null : { name, at, placeId };
}

const dayMs = 86_400_000;

function startOf(text: string, time: StationTime): number {
  if (isDate(text)) return time.instantOf(Date.parse(`${text}T00:00:00Z`));
  return hasZone(text) ? Date.parse(text) : time.instantOf(Date.parse(`${text}Z`));
}

/** A date is the last day: it ends with the midnight after it. */
function endOf(text: string, time: StationTime): number {
  return isDate(text) ? time.instantOf(Date.parse(`${text}T00:00:00Z`) + dayMs) : startOf(text, time);
}

function isDate(text: string): boolean {
  return !text.includes('T');
}

function hasZone(text: string): boolean {
  return /Z$|[+-]\d\d:?\d\d$/.test(text);
}
