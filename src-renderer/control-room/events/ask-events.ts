/** The planned events and what takes place in the days shown, asked for together; one row, as every list has its states. */
import type { EventReply, OccurrenceReply } from '../../../src-contract/api/planned-events.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import { rest } from '../station/session.ts';

export interface KnownEvents {
  readonly events: readonly EventReply[];
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
  readonly occurrences: readonly OccurrenceReply[];
}

export const askEventsEveryMs = 30_000;
const pageSize = 50;

export async function askEvents(span: { from: string; to: string }, page: number, signal: AbortSignal): Promise<KnownEvents[]> {
  const [list, coming] = await Promise.all([
    rest.call(routes.plannedEvents, { query: { page, page_size: pageSize }, signal }),
    rest.call(routes.eventOccurrences, { query: span, signal }),
  ]);
  return [{ events: list.events, total: list.total, page, pageSize, occurrences: coming.occurrences }];
}
