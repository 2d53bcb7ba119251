/**
 * Conditions and alarms (ISA-18.2). A condition is what a stage knows to be wrong now; an alarm is what the operator is told
 * of it, with a life of its own. alarms/ turns the first into the second.
 */
import type { AlarmAnswer, AnswerKind } from './alarm-answer.ts';

export const alarmPriorities = ['low', 'medium', 'high'] as const;
export type AlarmPriority = (typeof alarmPriorities)[number];

export const conditionKinds = [
  'crowd-density',
  'camera-offline',
  'camera-frozen',
  'camera-covered',
  'detector-degraded',
  'no-model',
  'store-fault',
  'relay-behind',
  'panic',
  'sensor-silent',
  'sensor-faulty',
  'sensor-risk',
  'forecast-crowd',
  'intake-fault',
  'readings-lost',
] as const;
export type ConditionKind = (typeof conditionKinds)[number];

export const alarmSubjectTypes = ['zone', 'camera', 'part', 'incident', 'sensor'] as const;

export interface AlarmSubject {
  readonly type: (typeof alarmSubjectTypes)[number];
  readonly id: string;
}

/** Facts that the alarm's words are made of: names, figures with their units in the key. */
export type AlarmFacts = Readonly<Record<string, string | number | null>>;

/** Something wrong, as of now. A stage lists all of its conditions each time; one that is no longer listed has gone. */
export interface Condition {
  /** Stable over time, e.g. `crowd-density:zone:p1`: one alarm a key. */
  readonly key: string;
  readonly kind: ConditionKind;
  readonly subject: AlarmSubject;
  readonly priority: AlarmPriority;
  readonly facts: AlarmFacts;
  /** Must be listed this long before it alarms. */
  readonly onDelayMs: number;
  /** Must be gone this long before it returns to normal. */
  readonly offDelayMs: number;
  /** Stays active until it is reset by an operator, even when the cause has gone (panic, life safety). */
  readonly latching: boolean;
  /** Seconds the operator has to act. */
  readonly timeToActS: number;
  /** Keys whose active alarm hides this one, visibly (`suppressed`). */
  readonly inhibitedBy: readonly string[];
}

/**
 * - `normal`: not active, acknowledged: closed, kept as history
 * - `unacknowledged`, `acknowledged`: active
 * - `returned`: not active any more, and nobody has acknowledged it
 * - `shelved`: set aside by an operator until `untilMs`
 * - `suppressed`: hidden by design, because a parent alarm explains it
 * - `out-of-service`: taken out by an engineer
 */
export type AlarmLife = 'normal' | 'unacknowledged' | 'acknowledged' | 'returned' | 'shelved' | 'suppressed' | 'out-of-service';

export interface Shelving {
  readonly by: string;
  readonly reason: string;
  readonly untilMs: number;
}

/** One alarm from its raising to its closing. `active` and `acknowledged` are two facts, never one. */
export interface Alarm {
  /** Unique for ever; a condition that comes back after its alarm closed raises a new one. */
  readonly id: string;
  readonly key: string;
  readonly kind: ConditionKind;
  readonly subject: AlarmSubject;
  readonly priority: AlarmPriority;
  readonly facts: AlarmFacts;
  readonly life: AlarmLife;
  readonly active: boolean;
  readonly acknowledged: boolean;
  readonly latching: boolean;
  readonly timeToActS: number;
  readonly raisedMs: number;
  /** Newest change of any kind. */
  readonly changedMs: number;
  readonly acknowledgedMs: number | null;
  readonly acknowledgedBy: string | null;
  readonly returnedMs: number | null;
  readonly closedMs: number | null;
  readonly shelving: Shelving | null;
  /** Key of the alarm that hides this one. */
  readonly suppressedBy: string | null;
  /** One a person, the newest last. */
  readonly answers: readonly AlarmAnswer[];
  /** Answers that had to make room for newer ones. */
  readonly answersLeftOut: number;
}

export const alarmEventKinds = [
  'raised',
  'worsened',
  'eased',
  /** Same state, other words: a group grew, figures became `last known`. Figures alone are no event. */
  'updated',
  'acknowledged',
  'returned',
  'reactivated',
  'shelved',
  'unshelved',
  'suppressed',
  'unsuppressed',
  'out-of-service',
  'in-service',
  'reset',
  /** Somebody on duty said what they do about it: same state, and `note` is the answer. */
  'answered',
  'closed',
] as const;
export type AlarmEventKind = (typeof alarmEventKinds)[number];

/** One step in an alarm's life: what is stored, and what is announced after it is stored. */
export interface AlarmTransition {
  readonly kind: AlarmEventKind;
  readonly atMs: number;
  /** Who did it: a person's or service's name, or `station`. */
  readonly actor: string;
  readonly note: string | null;
  /** The alarm after the step. */
  readonly alarm: Alarm;
}

export type AlarmCommand =
  /** `seenMs`: when the list that the operator looked at was made; what came later is not acknowledged. */
  | { readonly kind: 'acknowledge'; readonly alarmId: string; readonly by: string; readonly seenMs: number }
  | { readonly kind: 'shelve'; readonly alarmId: string; readonly by: string; readonly reason: string; readonly untilMs: number }
  | { readonly kind: 'unshelve'; readonly alarmId: string; readonly by: string }
  | { readonly kind: 'reset'; readonly alarmId: string; readonly by: string }
  | { readonly kind: 'out-of-service'; readonly alarmId: string; readonly by: string; readonly reason: string }
  | { readonly kind: 'in-service'; readonly alarmId: string; readonly by: string }
  /** `atMs`: when the person said it, station time. */
  | {
      readonly kind: 'answer';
      readonly alarmId: string;
      readonly by: string;
      readonly byId: string;
      readonly answer: AnswerKind;
      readonly atMs: number;
    };
