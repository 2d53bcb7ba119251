/**
 * What can happen to an incident. Each event is stored with its number, its time and who did it, and never changed; the incident is
 * the fold of them (community/incidents/fold-incident.ts).
 */
import { z } from 'zod';
import { bands } from './band.ts';
import {
  actorSchema,
  assigneeSchema,
  attachmentSchema,
  type Incident,
  incidentKinds,
  peopleSchema,
  placeSchema,
  reportSchema,
  severities,
  sourceAlarmSchema,
  taskStates,
} from './incident.ts';

export const incidentChangeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('opened'),
    incidentKind: z.enum(incidentKinds),
    severity: z.enum(severities),
    title: z.string().nullable(),
    description: z.string(),
    place: placeSchema,
    alarmId: z.string().nullable(),
    source: sourceAlarmSchema.nullable().optional(),
    band: z.enum(bands),
  }),
  z.object({ kind: z.literal('reported'), report: reportSchema, band: z.enum(bands) }),
  z.object({ kind: z.literal('alarm-raised'), alarmId: z.string() }),
  z.object({ kind: z.literal('acknowledged') }),
  z.object({ kind: z.literal('seen') }),
  z.object({ kind: z.literal('started') }),
  z.object({
    kind: z.literal('changed'),
    title: z.string().optional(),
    description: z.string().optional(),
    severity: z.enum(severities).optional(),
    place: placeSchema.optional(),
    people: peopleSchema.optional(),
  }),
  z.object({ kind: z.literal('task-assigned'), taskId: z.string(), text: z.string(), assignee: assigneeSchema }),
  z.object({ kind: z.literal('task-stepped'), taskId: z.string(), state: z.enum(taskStates) }),
  z.object({ kind: z.literal('commented'), commentId: z.string(), text: z.string() }),
  z.object({ kind: z.literal('attached'), attachment: attachmentSchema.omit({ by: true, atMs: true }) }),
  z.object({ kind: z.literal('resolved'), outcome: z.string() }),
  z.object({ kind: z.literal('reopened'), reason: z.string() }),
]);
export type IncidentChange = z.infer<typeof incidentChangeSchema>;
export type IncidentEventKind = IncidentChange['kind'];

export const incidentEventSchema = z.object({
  /** Rises by one an event over all incidents, and over restarts. */
  seq: z.number().int(),
  incidentId: z.string(),
  atMs: z.number(),
  actor: actorSchema,
  change: incidentChangeSchema,
});
export type IncidentEvent = z.infer<typeof incidentEventSchema>;
export type NewIncidentEvent = Omit<IncidentEvent, 'seq'>;

/** What is told once it is stored: one incident's events, in order, and how it stands after them. */
export interface IncidentNews {
  readonly events: readonly IncidentEvent[];
  readonly incident: Incident;
}

/** One report's key: the same reporter's second try with it is no second report. */
export interface ReportKey {
  readonly reporterId: string;
  readonly key: string;
  readonly reportId: string;
}
