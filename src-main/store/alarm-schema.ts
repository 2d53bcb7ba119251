/** The alarm as it lies in the store's JSON columns; parsed on the way out, because the file may come from another version. */
import { z } from 'zod';
import {
  type Alarm,
  type AlarmEventKind,
  alarmEventKinds,
  alarmLives,
  alarmPriorities,
  alarmSubjectTypes,
  conditionKinds,
  escalationLevels,
} from '../../src-contract/domain/alarm.ts';
import { answerKinds } from '../../src-contract/domain/alarm-answer.ts';
import type { AlarmMoment } from '../../src-contract/domain/alarm-health.ts';

const timeMs = z.number();
const lives = z.enum(alarmLives);

export const storedAlarm = z.object({
  id: z.string(),
  key: z.string(),
  kind: z.enum(conditionKinds),
  subject: z.object({ type: z.enum(alarmSubjectTypes), id: z.string() }),
  priority: z.enum(alarmPriorities),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  life: lives,
  active: z.boolean(),
  acknowledged: z.boolean(),
  latching: z.boolean(),
  timeToActS: z.number(),
  raisedMs: timeMs,
  changedMs: timeMs,
  acknowledgedMs: timeMs.nullable(),
  acknowledgedBy: z.string().nullable(),
  returnedMs: timeMs.nullable(),
  closedMs: timeMs.nullable(),
  shelving: z.object({ by: z.string(), reason: z.string(), untilMs: timeMs }).nullable(),
  suppressedBy: z.string().nullable(),
  // Alarms that were stored before there were answers have neither.
  answers: z.array(z.object({ byId: z.string(), name: z.string(), answer: z.enum(answerKinds), atMs: timeMs })).default([]),
  answersLeftOut: z.number().default(0),
  // Nor have those from before there were escalation, comments and steps.
  callingSinceMs: timeMs.nullable().default(null),
  escalation: z.literal(escalationLevels).default(0),
  assignee: z.object({ id: z.string(), name: z.string() }).nullable().default(null),
  comments: z.number().default(0),
  steps: z.array(z.object({ step: z.string(), by: z.string(), atMs: timeMs })).default([]),
}) satisfies z.ZodType<Alarm>;

export const storedEventKind = z.enum(alarmEventKinds) satisfies z.ZodType<AlarmEventKind>;

/** What alarm health goes by. */
export const momentRow = z
  .object({
    at_ms: z.number(),
    kind: storedEventKind,
    alarm_id: z.string(),
    alarm_kind: z.enum(conditionKinds),
    priority: z.enum(alarmPriorities),
    key: z.string(),
    life: lives,
    raised_ms: z.number(),
  })
  .transform(({ at_ms, alarm_id, alarm_kind, raised_ms, ...rest }): AlarmMoment => {
    return { ...rest, atMs: at_ms, alarmId: alarm_id, alarmKind: alarm_kind, raisedMs: raised_ms };
  });
