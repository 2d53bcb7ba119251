/** What the server needs of planned events; kavach.ts fills it. Times are station time, ms. */
import type { CalendarImport, EventDraft, EventOccurrence, PlannedEvent } from '../../src-contract/domain/planned-event.ts';

export interface EventsPort {
  /** By whose clock times without a zone are read. */
  readonly timezone: string;
  /** When that clock reads so; `readingMs`: epoch ms at which UTC's clock would. */
  instantOf(readingMs: number): number;
  /** By their start. */
  list(): readonly PlannedEvent[];
  find(id: string): PlannedEvent | null;
  /** Throw BAD_REQUEST for times or a rule that make no sense, NOT_FOUND and CONFLICT. */
  add(draft: EventDraft, by: string): PlannedEvent;
  change(id: string, change: Partial<EventDraft>): PlannedEvent;
  remove(id: string): void;
  importCalendar(text: string, by: string): CalendarImport;
  occurrences(fromMs: number, toMs: number): readonly EventOccurrence[];
  occurrencesOf(event: PlannedEvent, fromMs: number, toMs: number): readonly EventOccurrence[];
}
