/** The alarm as it lies in the store's JSON columns; parsed on the way out, because the file may come from another version. */
import { z } from 'zod';
import {
  type Alarm,
  type AlarmEventKind,
  alarmEventKinds,
  alarmPriorities,
  alarmSubjectTypes,
  conditionKinds,
} from '../../src-contract/domain/alarm.ts';
import { answerKinds } from '../../src-contract/domain/alarm-answer.ts';

const timeMs = z.number();

export const storedAlarm = z.object({
  id: z.string(),
  key: z.string(),
  kind: z.enum(conditionKinds),
  subject: z.object({ type: z.enum(alarmSubjectTypes), id: z.string() }),
  priority: z.enum(alarmPriorities),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  life: z.enum(['normal', 'unacknowledged', 'acknowledged', 'returned', 'shelved', 'suppressed', 'out-of-service']),
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
}) satisfies z.ZodType<Alarm>;

export const storedEventKind = z.enum(alarmEventKinds) satisfies z.ZodType<AlarmEventKind>;
