/**
 * Incidents as clients see them: one shape for lists, single ones and socket messages. Routes are in incident-routes.ts. Lists inside a
 * `state` on a socket, or in a list, may be cut to their first and newest entries; the counts beside them tell.
 */
import { z } from 'zod';
import { bands } from '../domain/band.ts';
import {
  actorKinds,
  assigneeKinds,
  incidentKinds,
  incidentStatuses,
  severities,
  sourceAlarmSchema,
  taskStates,
} from '../domain/incident.ts';
import { incidentNoteSchema } from '../domain/incident-note.ts';
import { timestamp } from './route.ts';

const lonLat = z.tuple([z.number(), z.number()]).describe('[longitude, latitude], degrees');
const count = z.number().int();

const placeReply = z.object({
  zone_id: z.string().nullable(),
  zone_name: z.string().nullable(),
  camera_id: z.string().nullable().describe('The camera that sees the place best'),
  location: lonLat.nullable(),
  plan: z.tuple([z.number(), z.number()]).nullable().describe("[x, y], metres in the station's plan"),
  text: z.string().nullable(),
});

export const deliveries = ['delivered', 'seen'] as const;

const reportReply = z.object({
  id: z.string(),
  reporter: z.string(),
  reporter_kind: z.enum(actorKinds),
  severity: z.enum(severities),
  description: z.string(),
  location: lonLat.nullable(),
  at: timestamp.describe('Station time'),
  client_at: timestamp.nullable().describe('By the sender’s clock, for show alone'),
  delivery: z.enum(deliveries).describe('delivered: the station has it. seen: an operator’s page has shown it'),
  seen_by: z.array(z.string()),
});

export const assignee = z.object({ kind: z.enum(assigneeKinds), to: z.string().min(1).max(200) });

export const taskReply = z.object({
  id: z.string(),
  incident_id: z.string(),
  text: z.string(),
  assignee,
  state: z.enum(taskStates).describe('delivered: the page of whom it is for has acknowledged it'),
  steps: z.array(z.object({ state: z.enum(taskStates), by: z.string(), at: timestamp })),
  seq: count.describe('Number of the event that assigned it'),
});
export type TaskReply = z.infer<typeof taskReply>;

const attachmentReply = z.object({
  id: z.string(),
  name: z.string(),
  bytes: count,
  width: count,
  height: count,
  sha256: z.string(),
  by: z.string(),
  at: timestamp,
});

export const incidentState = z.object({
  id: z.string(),
  kind: z.enum(incidentKinds),
  status: z.enum(incidentStatuses),
  severity: z.enum(severities),
  title: z.string().describe('In English where nobody wrote one; pages word it from `source`, else from kind and place'),
  is_own_title: z.boolean().describe('A person wrote the title'),
  description: z.string().describe('The cause of `source`, in English, where nobody wrote one'),
  is_own_description: z.boolean().describe('A person wrote the description, or there is none'),
  source: sourceAlarmSchema.nullable().describe('What the alarm that it was opened from is worded from'),
  place: placeReply,
  reports: z.array(reportReply),
  report_count: count.describe('All of them, also those that are not listed'),
  reporters: count.describe('Independent ones that count for the confidence'),
  confidence: z.number().describe('0..1, from independent reports and the sensors’ view of the zone'),
  sensors: z.enum(bands).describe('Band of the zone at the newest report'),
  people: z.object({ injured: count.nullable(), involved: count.nullable() }),
  tasks: z.array(taskReply),
  comments: z.array(z.object({ id: z.string(), text: z.string(), by: z.string(), at: timestamp })),
  comment_count: count,
  attachments: z.array(attachmentReply),
  outcome: z.object({ text: z.string(), by: z.string(), at: timestamp }).nullable(),
  alarm_id: z.string().nullable(),
  seen_by: z.array(z.object({ name: z.string(), at: timestamp, last_at: timestamp })),
  acknowledged: z.boolean(),
  acknowledged_by: z.string().nullable(),
  acknowledged_at: timestamp.nullable(),
  created_by: z.string(),
  created_at: timestamp,
  updated_at: timestamp,
  seq: count.describe('Number of its newest event'),
});
export type IncidentState = z.infer<typeof incidentState>;

/** To one caller: with the delivery of that caller's own reports. */
export const incidentReply = incidentState.extend({
  my_reports: z.array(
    z.object({
      id: z.string(),
      client_id: z.string(),
      at: timestamp,
      delivery: z.enum(deliveries),
      seen_by: z.array(z.string()),
    }),
  ),
});
export type IncidentReply = z.infer<typeof incidentReply>;

export const timelineEntry = z.object({
  seq: count,
  event: z.string().describe('opened, reported, acknowledged, task-assigned, …'),
  at: timestamp,
  by: z.string(),
  note: z.string().nullable().describe('What was written, or what it changed; in English what the station says of it'),
  said: incidentNoteSchema.describe('What `note` is made of; pages word it in their own language'),
  ref: z.string().nullable().describe('Id of the report, task, comment, picture or alarm'),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

export const incidentDetailReply = incidentReply.extend({
  timeline: z.array(timelineEntry).describe('Oldest first; the newest 500. All of it: GET /api/incidents/{id}/timeline'),
});

/**
 * Something happened to an incident. `events` are new since the last message about it, oldest first; several that come within a moment
 * come as one message. After a `since_seq` the missed ones come first, in order of their numbers.
 */
export const incidentUpdate = z.object({
  type: z.literal('incident_update'),
  seq: count,
  events: z.array(timelineEntry),
  incident: incidentState,
});
export type IncidentUpdate = z.infer<typeof incidentUpdate>;

/** In place of missed events that are too many: every incident that isn't resolved, the worst first. */
export const incidentSnapshot = z.object({
  type: z.literal('incident_snapshot'),
  snapshot: z.literal(true),
  seq: count,
  incidents: z.array(incidentState),
  left_out: count.describe('Found no room: ask GET /api/incidents'),
});
