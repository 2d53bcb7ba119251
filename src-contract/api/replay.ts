/** A past stretch as it stood, and what other thresholds would have made of it. Series have one value a step, from `from` on; null is unknown. */
import { z } from 'zod';
import { alarmPriorities, alarmSubjectTypes, conditionKinds } from '../domain/alarm.ts';
import { bands } from '../domain/band.ts';
import { pastMarkKinds } from '../domain/replay-records.ts';
import { spellChanges } from '../domain/what-if.ts';
import { alarmEventReply, alarmReply } from './alarms.ts';
import { type RouteContract, timestamp } from './route.ts';

const lonLat = z.tuple([z.number(), z.number()]);
const figure = z.number().nullable();
const count = z.number().int().min(0);
const span = z.object({ from: timestamp, to: timestamp });

const pastZone = z.object({
  id: z.string(),
  counts: z.array(figure),
  densities: z.array(figure).describe('The densest cell of the step, persons/m²'),
  bands: z.array(z.number().int().min(0)).describe(`The worst of the step: place in the list ${bands.join(', ')}`),
});

export const replayReply = z.object({
  ...span.shape,
  step_s: count,
  zones: z.array(pastZone),
  alarms: z.object({
    opened: z.array(alarmReply).describe('Those that were open at `from`, as they stood then'),
    events: z.array(alarmEventReply).describe('What happened to alarms, oldest first'),
    truncated: z.boolean().describe('More happened: ask for a shorter span'),
  }),
  marks: z.array(z.object({ at: timestamp, kind: z.enum(pastMarkKinds), id: z.string(), title: z.string().nullable() })),
  clips: z
    .array(z.object({ id: z.string(), camera: z.string(), ...span.shape }))
    .describe('Evidence with pictures, oldest first; the first 500'),
});
export type ReplayReply = z.infer<typeof replayReply>;

const edges = z
  .tuple([z.number().positive(), z.number().positive(), z.number().positive(), z.number().positive()])
  .refine((four) => four.every((edge, i) => i === 0 || edge > (four[i - 1] ?? 0)), 'four rising numbers');

/** As in the site file: upper edges of green, amber, orange and red. */
const thresholdsSchema = z.strictObject({
  moving: edges.describe('Persons/m² where people walk'),
  waiting: edges.describe('Persons/m² where people wait'),
  occupancy: edges.describe('Count over rated capacity, where density can’t be measured'),
  zones: z.record(z.string().max(64), edges).describe('Of zones that have their own'),
  on_delay_s: z.number().min(0).max(600),
  off_delay_s: z.number().min(0).max(3600),
  deadband: z.number().min(0).max(0.5).describe('Share of an edge'),
});
export type ThresholdsBody = z.infer<typeof thresholdsSchema>;

const spell = z.object({
  kind: z.enum(conditionKinds),
  subject: z.object({ type: z.enum(alarmSubjectTypes), id: z.string() }),
  priority: z.enum(alarmPriorities).describe('The worst that it was'),
  from: timestamp,
  to: timestamp.nullable().describe('Null when it was still active at the end'),
});
export type SpellReply = z.infer<typeof spell>;

const load = z.object({
  alarms: count,
  by_priority: z.object({ low: count, medium: count, high: count }),
  per_10_min: figure,
  worst_10_min: count,
  flood_share: figure.describe('Of the recorded time with more than ten alarms in ten minutes'),
});

const whatIfResult = z.object({
  ...span.shape,
  recorded_s: z.number(),
  gaps: z.array(span).describe('Without a record, the longest first'),
  was: load,
  would_be: load,
  same: count,
  changes: z.array(z.object({ change: z.enum(spellChanges), was: spell.nullable(), would_be: spell.nullable() })),
  changes_left_out: count,
  zones: z.array(z.object({ zone: z.string(), was: count, would_be: count })),
  hours: z.array(z.object({ at: timestamp, was: count, would_be: count })),
});
export type WhatIfReply = z.infer<typeof whatIfResult>;

const whatIfState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('idle') }),
  z.object({ state: z.literal('running'), started_at: timestamp, share: z.number().min(0).max(1) }),
  z.object({ state: z.literal('done'), at: timestamp, thresholds: thresholdsSchema, result: whatIfResult }),
  z.object({ state: z.literal('failed'), at: timestamp, reason: z.string() }),
]);
export type WhatIfStateReply = z.infer<typeof whatIfState>;

const tag = 'Crowd';
const whatIfPath = '/api/replay/what-if';

export const replayRoutes = {
  replay: {
    ...{ method: 'GET', path: '/api/replay', tag, access: 'operator', compress: true },
    summary:
      'A past stretch as it stood: zones step by step, alarms with what happened to them, incidents, evidence; a day at most, and 400,000 figures',
    query: z.object({
      from: timestamp,
      to: timestamp,
      step: z.coerce.number().int().min(1).max(3600).default(10).describe('Seconds; from 60 on whole minutes'),
    }),
    response: replayReply,
  },
  replayPositions: {
    ...{ method: 'GET', path: '/api/replay/positions', tag, access: 'operator', compress: true },
    summary: 'Where people stood in one past second, as cameras saw them: kept for days only',
    query: z.object({ at: timestamp }),
    response: z.object({ timestamp, positions: z.array(lonLat) }),
  },
  thresholds: {
    ...{ method: 'GET', path: '/api/thresholds', tag, access: 'operator' },
    summary: 'The thresholds in force',
    response: thresholdsSchema,
  },
  whatIf: {
    ...{ method: 'GET', path: whatIfPath, tag, access: 'admin', compress: true },
    summary: 'Where a trial of other thresholds stands, and what came of it',
    response: whatIfState,
  },
  startWhatIf: {
    ...{ method: 'POST', path: whatIfPath, tag, access: 'admin', status: 202, audit: false },
    summary:
      'Judge a recorded stretch (the last day unless told, a week at most) by other thresholds; nothing is changed. GET says where it stands',
    body: z.strictObject({ thresholds: thresholdsSchema, from: timestamp.optional(), to: timestamp.optional() }),
    response: whatIfState,
  },
  cancelWhatIf: {
    ...{ method: 'DELETE', path: whatIfPath, tag, access: 'admin', audit: false },
    summary: 'End a trial of other thresholds',
    response: whatIfState,
  },
} as const satisfies Record<string, RouteContract>;
