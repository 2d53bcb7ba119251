/** Planned events as clients see and send them: once or repeated, entered or from a calendar. A `null` is unknown or not there. */
import { z } from 'zod';
import { idParams, type RouteContract, timestamp } from './route.ts';

const text = z.string().nullable();

/** With Z or an offset it is that instant; without, the station's clock; a date alone is the whole day there. */
const when = z
  .union([z.iso.datetime({ offset: true, local: true }), z.iso.date()])
  .describe("ISO 8601; without Z or an offset by the station's clock, a date alone for the whole day");

const place = z
  .strictObject({
    name: z.string().trim().min(1).max(200).nullish(),
    lat: z.number().min(-90).max(90).nullish(),
    lon: z.number().min(-180).max(180).nullish(),
    place_id: z.string().trim().min(1).max(100).nullish().describe('Of a place of the site'),
  })
  .refine(({ lat, lon }) => (lat == null) === (lon == null), 'both lat and lon, or neither');

const fields = {
  name: z.string().trim().min(1).max(200),
  description: z.string().trim().max(5000),
  location: z.union([z.string().trim().min(1).max(200), place]).nullable(),
  start_date: when,
  end_date: when.describe('A date alone is the last day'),
  expected_attendance: z.number().int().min(0).max(100_000_000).nullable().describe('Persons, of each occurrence'),
  repeats: z
    .string()
    .trim()
    .max(500)
    .nullable()
    .describe('An RRULE of RFC 5545 of days, weeks, months or years, e.g. FREQ=WEEKLY;BYDAY=TH; null = once'),
};

export const eventBody = z.strictObject({
  ...fields,
  description: fields.description.default(''),
  location: fields.location.default(null),
  expected_attendance: fields.expected_attendance.default(null),
  repeats: fields.repeats.default(null),
});
export type EventBody = z.infer<typeof eventBody>;

export const eventChange = z
  .strictObject(fields)
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'at least one field to change');
export type EventChange = z.infer<typeof eventChange>;

const span = z.object({ start_date: timestamp, end_date: timestamp });

export const eventReply = span.extend({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  location: text.describe('Its name'),
  position: z.object({ lat: z.number(), lon: z.number() }).nullable(),
  place_id: text,
  expected_attendance: z.number().int().nullable(),
  repeats: text,
  timezone: z.string().describe('By whose clock it repeats'),
  changed_occurrences: z.number().int().describe('Single ones that a calendar cancelled or moved'),
  next_occurrence: span.nullable().describe('The one that runs or comes next, within two years'),
  calendar_uid: text.describe('Of the calendar entry it came from'),
  created_by: z.string(),
  created_at: timestamp,
  changed_at: timestamp,
});
export type EventReply = z.infer<typeof eventReply>;

export const occurrenceReply = span.extend({
  event_id: z.string(),
  name: z.string(),
  expected_attendance: z.number().int().nullable(),
  at: z.tuple([z.number(), z.number()]).nullable().describe('[longitude, latitude]'),
});
export type OccurrenceReply = z.infer<typeof occurrenceReply>;

const importReply = z.object({
  added: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  removed: z.number().int().describe('Called off by the calendar'),
  skipped: z.array(z.object({ line: z.number().int(), name: z.string(), reason: z.string() })).describe('At most 100 of them'),
  skipped_total: z.number().int(),
});
export type CalendarImportReply = z.infer<typeof importReply>;

const icsFile = z
  .custom<Uint8Array>((value) => value instanceof Uint8Array, 'a file is needed')
  .meta({ type: 'string', format: 'binary', description: 'An iCalendar file (.ics)' });

const tag = 'Site';
const path = '/api/events';
const fromTo = {
  from: timestamp.optional(),
  to: timestamp.optional().describe('Not itself part of the span'),
};
const kept = ['name', 'start_date', 'end_date', 'expected_attendance', 'repeats'];

export const plannedEventRoutes = {
  plannedEvents: {
    ...{ method: 'GET', path, tag, access: 'viewer' },
    summary: 'Planned events by their start; with from and to those that take place in between',
    query: z.object({
      page: z.coerce.number().int().min(1).max(100_000).default(1),
      page_size: z.coerce.number().int().min(1).max(200).default(50),
      ...fromTo,
    }),
    response: z.object({
      events: z.array(eventReply),
      page: z.number().int(),
      page_size: z.number().int(),
      total: z.number().int(),
    }),
  },
  eventOccurrences: {
    ...{ method: 'GET', path: `${path}/occurrences`, tag, access: 'viewer' },
    summary: 'What takes place when: each occurrence by its start, of the coming two weeks unless told',
    query: z.object(fromTo),
    response: z.object({ occurrences: z.array(occurrenceReply), truncated: z.boolean() }),
  },
  addEvent: {
    ...{ method: 'POST', path, tag, access: 'operator', status: 201, audit: kept },
    summary: 'Enter an event',
    body: eventBody,
    response: eventReply,
  },
  importCalendar: {
    ...{ method: 'POST', path: `${path}/import`, tag, access: 'operator', audit: [] },
    summary: 'Take over the events of an iCalendar file; one that came before is updated, not doubled',
    body: z.object({ file: z.string().min(1).describe('The .ics file in base64') }),
    form: z.object({ file: icsFile }),
    response: importReply,
  },
  plannedEvent: {
    ...{ method: 'GET', path: `${path}/:id`, tag, access: 'viewer' },
    summary: 'One event',
    params: idParams,
    response: eventReply,
  },
  changeEvent: {
    ...{ method: 'PATCH', path: `${path}/:id`, tag, access: 'operator', audit: kept },
    summary: 'Change an event; another start or rule ends what a calendar changed of single occurrences',
    params: idParams,
    body: eventChange,
    response: eventReply,
  },
  removeEvent: {
    ...{ method: 'DELETE', path: `${path}/:id`, tag, access: 'operator' },
    summary: 'Remove an event with all its occurrences',
    params: idParams,
    response: z.object({ removed: z.literal(true) }),
  },
} as const satisfies Record<string, RouteContract>;
