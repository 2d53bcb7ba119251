/** Alarms as clients see them (states of ISA-18.2) and what an operator may do with them. */
import { z } from 'zod';
import {
  alarmEventKinds,
  alarmLives,
  alarmPriorities,
  alarmSubjectTypes,
  conditionKinds,
  escalationLevels,
} from '../domain/alarm.ts';
import { answerKinds } from '../domain/alarm-answer.ts';
import { cursorQuery, idParams, type RouteContract, timestamp } from './route.ts';

const answerReply = z.object({ by: z.string(), name: z.string(), answer: z.enum(answerKinds), at: timestamp });

export const alarmReply = z.object({
  id: z.string(),
  key: z.string(),
  kind: z.enum(conditionKinds),
  subject: z.object({ type: z.enum(alarmSubjectTypes), id: z.string() }),
  priority: z.enum(alarmPriorities),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  title: z.string().describe('In English; pages word it from kind and facts'),
  cause: z.string(),
  action: z.string().describe('What the operator is expected to do'),
  time_to_act_s: z.number(),
  state: z.enum(alarmLives),
  active: z.boolean(),
  acknowledged: z.boolean(),
  latching: z.boolean(),
  raised_at: timestamp,
  changed_at: timestamp,
  acknowledged_at: timestamp.nullable(),
  acknowledged_by: z.string().nullable(),
  returned_at: timestamp.nullable(),
  closed_at: timestamp.nullable(),
  shelved: z.object({ by: z.string(), reason: z.string(), until: timestamp }).nullable(),
  suppressed_by: z.string().nullable(),
  answers: z.array(answerReply).describe('What staff said that they do about it: the newest of each person, the newest last'),
  answers_left_out: z.number().int().describe('Answers that had to make room for newer ones'),
  calling_since: timestamp.nullable().describe('Since when it asks for an acknowledgement; null when it asks for none'),
  escalation: z
    .literal(escalationLevels)
    .describe('Nobody acknowledged it in time: 1 calls the next role and staff in range, 2 everybody'),
  assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
  comments: z.number().int().describe('How many; what they say is in the history'),
  steps: z.array(z.object({ step: z.string(), by: z.string(), at: timestamp })).describe('Ticked steps of the action card'),
});
export type AlarmReply = z.infer<typeof alarmReply>;

export const alarmEventReply = z.object({
  seq: z.number().int(),
  event: z.enum(alarmEventKinds),
  timestamp,
  actor: z.string(),
  note: z.string().nullable(),
  alarm: alarmReply,
});
export type AlarmEventReply = z.infer<typeof alarmEventReply>;

export const floodReply = z.object({
  since: timestamp,
  until: timestamp.nullable().describe('null while it lasts'),
  first_alarm: z.string().describe('Id of the alarm that came first'),
  alarms: z.number().int().describe('How many came in it so far'),
});
export type FloodReply = z.infer<typeof floodReply>;

const shelving = z.object({ reason: z.string().trim().min(3).max(500), minutes: z.number().min(1).max(1440) });

export const afterCommand = z.object({ alarm: alarmReply });

export const alarmRoutes = {
  alarms: {
    method: 'GET',
    path: '/api/alarms',
    summary: 'Every alarm that is not closed, worst first, and the number of the newest alarm event',
    tag: 'Alarms',
    access: 'viewer',
    response: z.object({
      timestamp,
      seq: z.number().int(),
      alarms: z.array(alarmReply),
      flood: floodReply.nullable().describe('The flood of alarms that lasts now'),
    }),
  },
  alarmHistory: {
    method: 'GET',
    path: '/api/alarms/history',
    summary: 'Alarm events, newest first; or all after `since_seq`, oldest first',
    tag: 'Alarms',
    access: 'viewer',
    query: cursorQuery.extend({
      since_seq: z.coerce.number().int().min(0).optional(),
      alarm: z.string().max(100).optional(),
      subject: z.string().max(100).optional(),
      kind: z.enum(conditionKinds).optional(),
      priority: z.enum(alarmPriorities).optional(),
      event: z.enum(alarmEventKinds).optional(),
      actor: z.string().max(100).optional().describe('Who did it: a name, whole'),
      from: timestamp.optional(),
      to: timestamp.optional(),
      text: z.string().trim().min(1).max(100).optional().describe('In names, figures, notes and who did it'),
    }),
    response: z.object({ events: z.array(alarmEventReply), next_cursor: z.string().nullable() }),
  },
  acknowledgeAlarm: {
    method: 'POST',
    path: '/api/alarms/:id/acknowledge',
    summary: 'Acknowledge what existed when the list was seen',
    tag: 'Alarms',
    access: 'operator',
    params: idParams,
    body: z.object({ seen_at: timestamp.optional().describe('When the list that you looked at was made; now unless told') }),
    response: afterCommand,
  },
  shelveAlarm: {
    method: 'POST',
    path: '/api/alarms/:id/shelve',
    summary: 'Set an alarm aside for a while',
    tag: 'Alarms',
    access: 'operator',
    params: idParams,
    body: shelving,
    response: afterCommand,
  },
  extendShelving: {
    method: 'POST',
    path: '/api/alarms/:id/extend',
    summary: 'Another end for an alarm that is shelved, counted from now; whoever asks answers for it from then on',
    tag: 'Alarms',
    access: 'operator',
    audit: ['reason', 'minutes'],
    params: idParams,
    body: shelving,
    response: afterCommand,
  },
  unshelveAlarm: {
    method: 'POST',
    path: '/api/alarms/:id/unshelve',
    summary: 'Bring a shelved alarm back',
    tag: 'Alarms',
    access: 'operator',
    params: idParams,
    response: afterCommand,
  },
  resetAlarm: {
    method: 'POST',
    path: '/api/alarms/:id/reset',
    summary: 'Reset a latching alarm whose cause has gone',
    tag: 'Alarms',
    access: 'operator',
    params: idParams,
    response: afterCommand,
  },
  answerAlarm: {
    method: 'POST',
    path: '/api/alarms/:id/answers',
    summary: 'Say what you do about an alarm. It acknowledges nothing; the same answer again changes nothing',
    tag: 'Alarms',
    access: 'staff',
    // An answer is an alarm event with its person's name.
    audit: false,
    params: idParams,
    body: z.object({
      answer: z.enum(answerKinds),
      at: timestamp.optional().describe('When it was given, for one that waited for the network; now unless told'),
    }),
    response: afterCommand,
  },
} satisfies Record<string, RouteContract>;
