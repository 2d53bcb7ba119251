/** Events that are planned: a festival, a match, a closed line. One may repeat (RRULE of RFC 5545); what takes place is an occurrence. */
import { z } from 'zod';
import type { LonLat } from './geometry-types.ts';

const lonLat = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).readonly();

/** What becomes of one occurrence of a repeated event. `plannedMs`: when it would have begun by the rule. */
const occurrenceChangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cancelled'), plannedMs: z.number() }),
  z.object({
    kind: z.literal('moved'),
    plannedMs: z.number(),
    startMs: z.number(),
    endMs: z.number(),
    name: z.string(),
  }),
]);
export type OccurrenceChange = Readonly<z.infer<typeof occurrenceChangeSchema>>;

export const plannedEventSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  /** Null: somewhere that isn't on the map. `placeId` when it is a place of the site. */
  location: z.object({ name: z.string().nullable(), at: lonLat.nullable(), placeId: z.string().nullable() }).nullable(),
  /** Of the first occurrence. */
  startMs: z.number(),
  endMs: z.number(),
  expectedAttendance: z.number().nullable(),
  /** An RRULE such as `FREQ=WEEKLY;BYDAY=TH`, by the clock of `timezone`; null = once. */
  repeats: z.string().nullable(),
  /** The station's own unless a calendar said another: an IANA name or an offset such as `+05:30`. */
  timezone: z.string(),
  /** Further occurrences beside the rule's, by their start, epoch ms. */
  alsoMs: z.array(z.number()).readonly(),
  changes: z.array(occurrenceChangeSchema).readonly(),
  /** UID of the calendar entry it came from; null when it was entered here. */
  calendarUid: z.string().nullable(),
  createdBy: z.string(),
  createdMs: z.number(),
  changedMs: z.number(),
});
export type PlannedEvent = Readonly<z.infer<typeof plannedEventSchema>>;

/** What a person or a calendar says of an event. */
export type EventDraft = Omit<PlannedEvent, 'id' | 'createdBy' | 'createdMs' | 'changedMs'>;

export interface EventOccurrence {
  readonly eventId: string;
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly expectedAttendance: number | null;
  readonly at: LonLat | null;
}

/** What an import did. Lines count from 1 in the file. */
export interface CalendarImport {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly skipped: readonly { readonly line: number; readonly name: string; readonly reason: string }[];
}

export interface EventRecords {
  all(): readonly PlannedEvent[];
  /** On the disk when it returns: all of it, or nothing. */
  change(change: { readonly save: readonly PlannedEvent[]; readonly remove: readonly string[] }): void;
}

/** What other stages ask of it. */
export interface EventBook {
  /** All that overlap [fromMs, toMs), by their start. */
  occurrences(fromMs: number, toMs: number): readonly EventOccurrence[];
}
