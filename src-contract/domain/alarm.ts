/**
 * Conditions and alarms (ISA-18.2). A condition is what a stage knows to be wrong now; an alarm is what the operator is told
 * of it, with a life of its own. alarms/ turns the first into the second.
 */
import type { AlarmAnswer, AnswerKind } from './alarm-answer.ts';

/** How far an alarm that nobody acknowledges has gone: 1 calls the next role and staff in range, 2 calls everybody. */
export const escalationLevels = [0, 1, 2] as const;
export type EscalationLevel = (typeof escalationLevels)[number];

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
  'disk-low',
  'relay-behind',
  'panic',
  'sensor-silent',
  'sensor-faulty',
  'sensor-risk',
  'forecast-crowd',
  'intake-fault',
  'readings-lost',
  'weather-heat',
  'weather-rain',
  'weather-wind',
  'weather-fog',
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
export const alarmLives = [
  ...(['normal', 'unacknowledged', 'acknowledged', 'returned'] as const),
  ...(['shelved', 'suppressed', 'out-of-service'] as const),
] as const;
export type AlarmLife = (typeof alarmLives)[number];

export interface Shelving {
  readonly by: string;
  readonly reason: string;
  readonly untilMs: number;
}

/** Whose alarm it is to see to. */
export interface AlarmAssignee {
  /** As in answers: names may be shared. */
  readonly id: string;
  readonly name: string;
}

/** A step of the alarm's action card that somebody ticked. */
export interface TickedStep {
  /** Of the card; stays the same in every language. */
  readonly step: string;
  readonly by: string;
  readonly atMs: number;
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
  /** Since when it has been asking for an acknowledgement; null while it asks for none. A worse priority begins anew. */
  readonly callingSinceMs: number | null;
  /** 0 as soon as somebody acknowledged it. */
  readonly escalation: EscalationLevel;
  readonly assignee: AlarmAssignee | null;
  /** How many there are; what they say is in the events. */
  readonly comments: number;
  /** In the order in which they were ticked. */
  readonly steps: readonly TickedStep[];
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
  /** Nobody acknowledged it in time; `note` is the level. */
  'escalated',
  /** `note` is the comment. */
  'commented',
  /** `note` is whose it is now; null when it is nobody's. */
  'assigned',
  /** A step of its action card: `note` is the step as it was read. */
  'step-done',
  'step-undone',
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
  /** A longer or shorter time for one that is shelved: `by` answers for it from now on. */
  | { readonly kind: 'extend'; readonly alarmId: string; readonly by: string; readonly reason: string; readonly untilMs: number }
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
    }
  | { readonly kind: 'comment'; readonly alarmId: string; readonly by: string; readonly text: string }
  /** Null: nobody's. */
  | { readonly kind: 'assign'; readonly alarmId: string; readonly by: string; readonly to: AlarmAssignee | null }
  | {
      readonly kind: 'step';
      readonly alarmId: string;
      readonly by: string;
      readonly step: string;
      /** The step's words, for the history. */
      readonly text: string;
      readonly done: boolean;
    };
