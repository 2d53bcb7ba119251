/**
 * Incidents: what happened at one place, who reported it, who was sent and how it ended. In: nothing; out: the schema by which the store
 * reads them back, and the types inferred from it. An incident is the fold of its events (incident-event.ts), so nothing here is set
 * by hand. Its lists are bounded; what no longer fits stays in the events.
 */
import { z } from 'zod';
import { alarmPriorities, conditionKinds } from './alarm.ts';
import { bands } from './band.ts';

export const incidentKinds = ['panic', 'crowd', 'traffic', 'manual'] as const;
export type IncidentKind = (typeof incidentKinds)[number];

export const incidentStatuses = ['open', 'in-progress', 'resolved'] as const;
export type IncidentStatus = (typeof incidentStatuses)[number];

/** Rising. */
export const severities = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** How an actor stands to the station; `station` is the station itself. */
export const actorKinds = ['staff', 'operator', 'service', 'station'] as const;
export type ActorKind = (typeof actorKinds)[number];

export const taskStates = ['sent', 'delivered', 'seen', 'on-the-way', 'done', 'cancelled'] as const;
export type TaskState = (typeof taskStates)[number];

export const assigneeKinds = ['person', 'role', 'zone'] as const;

/** What bounds an incident, whatever comes in. */
export const incidentLimits = {
  /** Kept in the incident: the first half of them and the newest half. It is written whole with every report of a flood. */
  reports: 20,
  /** Independent reporters that count for the confidence; with so many it has long reached its end. */
  witnesses: 32,
  tasks: 50,
  comments: 200,
  attachments: 20,
  seenBy: 50,
  /** Characters of whatever a person writes. */
  text: 2000,
  title: 200,
} as const;

const timeMs = z.number();
const count = z.number().int().min(0);
const point = z.tuple([z.number(), z.number()]);

export const actorSchema = z.object({ id: z.string(), name: z.string(), kind: z.enum(actorKinds) });
export type Actor = z.infer<typeof actorSchema>;

export const placeSchema = z.object({
  zoneId: z.string().nullable(),
  /** As it was called when the place was found. */
  zoneName: z.string().nullable(),
  /** The camera that sees the place best. */
  cameraId: z.string().nullable(),
  /** [longitude, latitude], degrees. */
  location: point.nullable(),
  /** [x, y], metres in the station's plan. */
  plan: point.nullable(),
  /** In words, as somebody wrote it. */
  text: z.string().nullable(),
});
export type Place = z.infer<typeof placeSchema>;

export const reportSchema = z.object({
  id: z.string(),
  reporterId: z.string(),
  reporter: z.string(),
  reporterKind: z.enum(actorKinds),
  severity: z.enum(severities),
  description: z.string(),
  location: point.nullable(),
  /** Station time. */
  atMs: timeMs,
  /** The phone's clock, for show alone: it may be wrong. */
  clientMs: timeMs.nullable(),
});
export type Report = z.infer<typeof reportSchema>;

/** What an alarm is worded from in any language, as it stood when an incident was opened from it. */
export const sourceAlarmSchema = z.object({
  kind: z.enum(conditionKinds),
  priority: z.enum(alarmPriorities),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  timeToActS: z.number(),
});
export type SourceAlarm = z.infer<typeof sourceAlarmSchema>;

/** Whom a task is for: a person or device by name or id, all of a role, all of a zone. */
export const assigneeSchema = z.object({ kind: z.enum(assigneeKinds), to: z.string() });
export type Assignee = z.infer<typeof assigneeSchema>;

const taskStep = z.object({ state: z.enum(taskStates), by: z.string(), atMs: timeMs });

export const taskSchema = z.object({
  id: z.string(),
  text: z.string(),
  assignee: assigneeSchema,
  state: z.enum(taskStates),
  /** One a state that it went through, oldest first. */
  steps: z.array(taskStep),
  /** Number of the event that assigned it. */
  seq: count,
});
export type Task = z.infer<typeof taskSchema>;

export const attachmentSchema = z.object({
  id: z.string(),
  /** As its sender called it; for show, never a path. */
  name: z.string(),
  bytes: count,
  width: count,
  height: count,
  /** Of the stored JPEG, hex. */
  sha256: z.string(),
  by: z.string(),
  atMs: timeMs,
});
export type Attachment = z.infer<typeof attachmentSchema>;

export const commentSchema = z.object({ id: z.string(), text: z.string(), by: z.string(), atMs: timeMs });

export const peopleSchema = z.object({ injured: count.nullable(), involved: count.nullable() });
export type People = z.infer<typeof peopleSchema>;

export const incidentSchema = z.object({
  id: z.string(),
  kind: z.enum(incidentKinds),
  status: z.enum(incidentStatuses),
  /** The worst that was reported, until somebody sets it. */
  severity: z.enum(severities),
  /** Null: worded in the reader's language, from the alarm that it was opened from, else from kind and place. */
  title: z.string().nullable(),
  /** As somebody wrote it; empty: the cause of that alarm, if there is one. */
  description: z.string(),
  /** Incidents of older versions have the words of theirs in title and description. */
  source: sourceAlarmSchema.nullable().default(null),
  place: placeSchema,
  reports: z.array(reportSchema),
  /** All reports, also those that no longer fit. */
  reportCount: count,
  newestReportMs: timeMs.nullable(),
  /** Independent reporters and what each one's word weighs, 0..1. */
  witnesses: z.array(z.object({ id: z.string(), weight: z.number() })),
  /** What the sensors said of the zone at the newest report. */
  band: z.enum(bands),
  /** 0..1, see community/incidents/corroboration.ts. */
  confidence: z.number(),
  people: peopleSchema,
  tasks: z.array(taskSchema),
  comments: z.array(commentSchema),
  attachments: z.array(attachmentSchema),
  outcome: z.object({ text: z.string(), by: z.string(), atMs: timeMs }).nullable(),
  alarmId: z.string().nullable(),
  /** Operators whose page showed it; `lastMs` is the newest time, so that a later report isn't called seen too early. */
  seenBy: z.array(z.object({ id: z.string(), name: z.string(), atMs: timeMs, lastMs: timeMs })),
  /** Null again when a worse report comes. */
  acknowledged: z.object({ by: z.string(), atMs: timeMs }).nullable(),
  createdBy: actorSchema,
  createdMs: timeMs,
  updatedMs: timeMs,
  /** Number of its newest event. */
  seq: count,
});
export type Incident = z.infer<typeof incidentSchema>;

export function severityRank(severity: Severity): number {
  return severities.indexOf(severity);
}

export function worseSeverity(a: Severity, b: Severity): Severity {
  return severityRank(a) >= severityRank(b) ? a : b;
}
