/** Planned events over REST. The import of a calendar lives in a scope of its own, for its size. */
import { routes } from '../../../src-contract/api/routes.ts';
import type { EventOccurrence, PlannedEvent } from '../../../src-contract/domain/planned-event.ts';
import { KavachError } from '../../errors.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { eventChangeOf, eventDraftOf, eventReplyOf, occurrenceReplyOf } from '../wire/planned-events.ts';

type EventDeps = Pick<ServerDeps, 'events' | 'clock'>;

const dayMs = 86_400_000;
const usualDays = 14;
/** A year with its eve: what a calendar page shows. */
const longestSpanMs = 400 * dayMs;
const mostOccurrences = 2000;
const mostSkippedShown = 100;
/** Looked at one after the other, so that a daily event needn't be written out for two years. */
const nextWithinDays = [8, 62, 731];

export function registerEventRoutes(register: Register, { events, clock }: EventDeps): void {
  const reply = (event: PlannedEvent) => eventReplyOf(event, nextOf(event));

  function nextOf(event: PlannedEvent): EventOccurrence | null {
    const nowMs = clock.nowMs();
    for (const days of nextWithinDays) {
      const [next] = events.occurrencesOf(event, nowMs, nowMs + days * dayMs);
      if (next !== undefined) return next;
    }
    return null;
  }
  /** Throws NOT_FOUND. */
  function found(id: string): PlannedEvent {
    const event = events.find(id);
    if (event === null) throw new KavachError('NOT_FOUND', `There is no event ${id}; it may have been removed.`);
    return event;
  }

  register(routes.plannedEvents, ({ query }) => {
    const { page, page_size: pageSize, from, to } = query;
    const within = from === undefined && to === undefined ? null : spanOf(from, to, clock.nowMs());
    const matching = events
      .list()
      .filter((event) => within === null || events.occurrencesOf(event, within.fromMs, within.toMs).length > 0);
    const shown = matching.slice((page - 1) * pageSize, page * pageSize);
    return { events: shown.map(reply), page, page_size: pageSize, total: matching.length };
  });

  register(routes.eventOccurrences, ({ query }) => {
    const { fromMs, toMs } = spanOf(query.from, query.to, clock.nowMs());
    const all = events.occurrences(fromMs, toMs);
    return { occurrences: all.slice(0, mostOccurrences).map(occurrenceReplyOf), truncated: all.length > mostOccurrences };
  });

  register(routes.addEvent, ({ body, caller }) => reply(events.add(eventDraftOf(body, events), caller.name)));
  register(routes.plannedEvent, ({ params }) => reply(found(params.id)));
  register(routes.changeEvent, ({ params, body }) =>
    reply(events.change(params.id, eventChangeOf(body, found(params.id), events))),
  );
  register(routes.removeEvent, ({ params }) => {
    events.remove(params.id);
    return { removed: true as const };
  });
}

export function registerCalendarImport(register: Register, { events }: Pick<EventDeps, 'events'>): void {
  register(routes.importCalendar, ({ body, caller }) => {
    const bytes = typeof body.file === 'string' ? Buffer.from(body.file, 'base64') : body.file;
    const { skipped, ...counts } = events.importCalendar(readText(bytes), caller.name);
    return { ...counts, skipped: skipped.slice(0, mostSkippedShown), skipped_total: skipped.length };
  });
}

function readText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new KavachError('BAD_REQUEST', 'The calendar is no UTF-8 text; export it again as .ics.');
  }
}

function spanOf(from: string | undefined, to: string | undefined, nowMs: number): { fromMs: number; toMs: number } {
  const fromMs = from === undefined ? nowMs : Date.parse(from);
  const toMs = to === undefined ? fromMs + usualDays * dayMs : Date.parse(to);
  if (toMs <= fromMs) throw new KavachError('BAD_REQUEST', 'to must lie after from.');
  if (toMs - fromMs > longestSpanMs) throw new KavachError('BAD_REQUEST', 'At most 400 days at once; ask for less.');
  return { fromMs, toMs };
}
