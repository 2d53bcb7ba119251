/**
 * The planned events: entered, changed, removed, and taken over from calendars. In: drafts and who sends them. Out: the events, their
 * occurrences, and KavachErrors that say what is wrong with a draft. Each change is on the disk before it counts.
 */
import type {
  CalendarImport,
  EventDraft,
  EventOccurrence,
  EventRecords,
  PlannedEvent,
} from '../../../src-contract/domain/planned-event.ts';
import type { Clock } from '../../clock.ts';
import { KavachError } from '../../errors.ts';
import { CalendarFault } from './calendar-lines.ts';
import { occurrencesOf } from './occurrences.ts';
import { type CalendarEvent, readCalendar } from './read-calendar.ts';
import { RuleRefusal, readRule } from './repeat-rule.ts';

interface EventDeskOptions {
  readonly records: EventRecords;
  readonly timezone: string;
  readonly newId: () => string;
  readonly clock: Clock;
}

export interface EventDesk {
  /** By their start. */
  list(): readonly PlannedEvent[];
  find(id: string): PlannedEvent | null;
  /** Throws BAD_REQUEST for times or a rule that make no sense, CONFLICT when there are too many. */
  add(draft: EventDraft, by: string): PlannedEvent;
  /** Throws NOT_FOUND too. Other times or another rule end what was changed of single occurrences. */
  change(id: string, change: Partial<EventDraft>): PlannedEvent;
  /** Throws NOT_FOUND. */
  remove(id: string): void;
  /** Throws BAD_REQUEST for a file that is broken, with the line. */
  importCalendar(text: string, by: string): CalendarImport;
  occurrences(fromMs: number, toMs: number): readonly EventOccurrence[];
}

const mostEvents = 5000;
const longestMs = 366 * 86_400_000;

export function createEventDesk({ records, timezone, newId, clock }: EventDeskOptions): EventDesk {
  const events = new Map(records.all().map((event) => [event.id, event]));

  const keep = (save: readonly PlannedEvent[], remove: readonly string[] = []): void => {
    if (events.size + save.filter(({ id }) => !events.has(id)).length - remove.length > mostEvents)
      throw new KavachError('CONFLICT', `A station keeps at most ${mostEvents} events. Remove those that are over.`);
    records.change({ save, remove });
    for (const id of remove) events.delete(id);
    for (const event of save) events.set(event.id, event);
  };
  const found = (id: string): PlannedEvent => {
    const event = events.get(id);
    if (event === undefined) throw new KavachError('NOT_FOUND', `There is no event ${id}; it may have been removed.`);
    return event;
  };
  const made = (draft: EventDraft, by: string): PlannedEvent => {
    const nowMs = clock.nowMs();
    return { ...draft, id: newId(), createdBy: by, createdMs: nowMs, changedMs: nowMs };
  };

  return {
    list: () => [...events.values()].toSorted((a, b) => a.startMs - b.startMs || (a.id < b.id ? -1 : 1)),
    find: (id) => events.get(id) ?? null,
    add(draft, by) {
      requireSense(draft);
      const event = made(draft, by);
      keep([event]);
      return event;
    },
    change(id, change) {
      const before = found(id);
      const changed = { ...before, ...change, changedMs: clock.nowMs() };
      requireSense(changed);
      const event = isSameSeries(before, changed) ? changed : { ...changed, changes: [], alsoMs: [] };
      keep([event]);
      return event;
    },
    remove: (id) => keep([], [found(id).id]),
    importCalendar(text, by) {
      const { events: told, cancelledUids, skipped } = readOrRefuse(text, timezone);
      const known = new Map(
        [...events.values()].flatMap((event) => (event.calendarUid === null ? [] : [[event.calendarUid, event]])),
      );
      const gone = cancelledUids.flatMap((uid) => known.get(uid)?.id ?? []);
      const save = told.map((event) =>
        mergeEntry(known.get(event.calendarUid), event, (draft) => made(draft, by), clock.nowMs()),
      );
      const changed = save.filter((event) => events.get(event.id) !== event);
      const added = changed.filter(({ id }) => !events.has(id)).length;
      keep(changed, gone);
      const updated = changed.length - added;
      return { added, updated, unchanged: told.length - changed.length, removed: gone.length, skipped };
    },
    occurrences: (fromMs, toMs) =>
      [...events.values()]
        .flatMap((event) => occurrencesOf(event, fromMs, toMs))
        .toSorted((a, b) => a.startMs - b.startMs || (a.eventId < b.eventId ? -1 : 1)),
  };
}

function requireSense({ startMs, endMs, repeats }: EventDraft): void {
  if (endMs < startMs) throw new KavachError('BAD_REQUEST', 'end_date lies before start_date.');
  if (endMs - startMs > longestMs)
    throw new KavachError('BAD_REQUEST', 'The event lasts longer than a year. Enter it as several, or let it repeat.');
  try {
    if (repeats !== null) readRule(repeats);
  } catch (error) {
    if (!(error instanceof RuleRefusal)) throw error;
    throw new KavachError('BAD_REQUEST', `repeats: ${error.message}. Send a rule such as FREQ=WEEKLY;BYDAY=TH.`);
  }
}

function isSameSeries(a: PlannedEvent, b: PlannedEvent): boolean {
  return a.startMs === b.startMs && a.repeats === b.repeats && a.timezone === b.timezone;
}

function readOrRefuse(text: string, timezone: string): ReturnType<typeof readCalendar> {
  try {
    return readCalendar(text, timezone);
  } catch (error) {
    if (!(error instanceof CalendarFault)) throw error;
    const message = `The calendar can't be read, ${error.message}. Nothing was changed; export it again as .ics.`;
    throw new KavachError('BAD_REQUEST', message, { line: error.line });
  }
}

/** The event as it was, where the calendar says nothing new. How many come and where on the map it is are the operator's to say. */
function mergeEntry(
  before: PlannedEvent | undefined,
  entry: CalendarEvent,
  made: (draft: EventDraft) => PlannedEvent,
  nowMs: number,
): PlannedEvent {
  if (before === undefined) return made({ ...entry, expectedAttendance: null });
  const samePlace = entry.location?.at == null && entry.location?.name === before.location?.name;
  const merged = { ...before, ...entry, location: samePlace ? before.location : entry.location };
  const isSame = Object.keys(merged).every((key) => {
    const name = key as keyof PlannedEvent;
    return JSON.stringify(merged[name]) === JSON.stringify(before[name]);
  });
  return isSame ? before : { ...merged, changedMs: nowMs };
}
