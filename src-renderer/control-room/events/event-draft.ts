/** An event as it is typed, and what goes to the station of it. Times are the station's clock, `YYYY-MM-DDTHH:MM`. Pure. */
import type { EventBody, EventReply } from '../../../src-contract/api/planned-events.ts';
import { draftOfRule, onceOnly, type RepeatDraft, ruleOf } from './repeat-draft.ts';

export interface EventDraft {
  readonly name: string;
  readonly description: string;
  readonly location: string;
  readonly lat: string;
  readonly lon: string;
  readonly start: string;
  readonly end: string;
  readonly attendance: string;
  readonly repeat: RepeatDraft;
}

export type DraftFault = 'name' | 'when' | 'end' | 'attendance' | 'place' | 'repeat';

const hourMs = 3_600_000;

/** From the next full hour on, two hours. */
export function newDraft(nowMs: number, offsetOf: (atMs: number) => number): EventDraft {
  const startMs = Math.ceil(nowMs / hourMs) * hourMs;
  return {
    ...{ name: '', description: '', location: '', lat: '', lon: '', attendance: '', repeat: onceOnly },
    ...{ start: localText(startMs, offsetOf), end: localText(startMs + 2 * hourMs, offsetOf) },
  };
}

export function draftOf(event: EventReply, offsetOf: (atMs: number) => number): EventDraft {
  const start = localText(Date.parse(event.start_date), offsetOf);
  return {
    ...{ name: event.name, description: event.description, location: event.location ?? '' },
    ...{
      lat: event.position === null ? '' : String(event.position.lat),
      lon: event.position === null ? '' : String(event.position.lon),
    },
    ...{ start, end: localText(Date.parse(event.end_date), offsetOf) },
    attendance: event.expected_attendance === null ? '' : String(event.expected_attendance),
    repeat: draftOfRule(event.repeats, start.slice(0, 10)),
  };
}

export function readDraft(
  draft: EventDraft,
): { readonly ok: true; readonly body: EventBody } | { readonly ok: false; readonly fault: DraftFault } {
  const repeats = ruleOf(draft.repeat, draft.start.slice(0, 10));
  const attendance = draft.attendance.trim() === '' ? null : Number(draft.attendance.replaceAll(/[\s,]/g, ''));
  const place = placeOf(draft);
  if (draft.name.trim() === '') return { ok: false, fault: 'name' };
  if (draft.start === '' || draft.end === '') return { ok: false, fault: 'when' };
  // Two readings of one clock compare as texts.
  if (draft.end < draft.start) return { ok: false, fault: 'end' };
  if (attendance !== null && !(Number.isInteger(attendance) && attendance >= 0 && attendance <= 1e8))
    return { ok: false, fault: 'attendance' };
  if (place === undefined) return { ok: false, fault: 'place' };
  if (repeats === null) return { ok: false, fault: 'repeat' };
  const { name, description, start, end } = draft;
  return {
    ok: true,
    body: {
      ...{ name: name.trim(), description: description.trim(), location: place, start_date: start, end_date: end },
      ...{ expected_attendance: attendance, repeats: repeats.rule },
    },
  };
}

/** What differs from before: what isn't touched stays as a calendar had it, to the second. */
export function changeOf(body: EventBody, before: EventBody): Partial<EventBody> {
  const changed = Object.entries(body).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof EventBody]),
  );
  return Object.fromEntries(changed);
}

/** Undefined for a place that is no place. */
function placeOf({ location, lat, lon }: EventDraft): EventBody['location'] | undefined {
  const name = location.trim() === '' ? null : location.trim();
  if (lat.trim() === '' && lon.trim() === '') return name;
  const [north, east] = [Number(lat), Number(lon)];
  const isPlace = lat.trim() !== '' && lon.trim() !== '' && Math.abs(north) <= 90 && Math.abs(east) <= 180;
  return isPlace ? { name, lat: north, lon: east } : undefined;
}

function localText(atMs: number, offsetOf: (atMs: number) => number): string {
  return new Date(atMs + offsetOf(atMs)).toISOString().slice(0, 16);
}
