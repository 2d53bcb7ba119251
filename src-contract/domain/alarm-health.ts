/** How well the alarms themselves do, after ANSI/ISA-18.2 and EEMUA 191: what it is computed from, and what comes out. */
import type { AlarmEventKind, AlarmLife, AlarmPriority, ConditionKind } from './alarm.ts';

/** What events of the history are wanted; what isn't named doesn't matter. */
export interface AlarmEventFilter {
  readonly kind?: ConditionKind | undefined;
  readonly priority?: AlarmPriority | undefined;
  readonly event?: AlarmEventKind | undefined;
  /** A name, whole. */
  readonly actor?: string | undefined;
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  /** In the names and figures of the alarm, in what was noted, and in who did it. */
  readonly text?: string | undefined;
}

/** One step in an alarm's life, as far as its health needs it. */
export interface AlarmMoment {
  readonly atMs: number;
  readonly kind: AlarmEventKind;
  readonly alarmId: string;
  readonly key: string;
  readonly alarmKind: ConditionKind;
  /** After the step. */
  readonly priority: AlarmPriority;
  readonly life: AlarmLife;
  readonly raisedMs: number;
}

/** `missed`: worse than the standard has it. `not-enough`: too little has happened, or too little of the time is known. */
export type Verdict = 'met' | 'missed' | 'not-enough' | 'no-standard';

export const healthFigures = [
  /** Alarms in 10 min for one operator, on average. */
  'rate',
  /** Share of the time in a flood. */
  'flood-time',
  /** Shares of the alarms of each priority. */
  'low-share',
  'medium-share',
  'high-share',
  /** Most alarms at once that were older than 24 h. */
  'stale',
  /** Alarms that came 3 times or more in 60 s. */
  'chattering',
  /** Share of the ten most frequent. */
  'top-ten-share',
  /** S from the calling to the acknowledgement, on average. */
  'acknowledge-time',
  'escalated',
  'shelved',
] as const;
export type HealthFigureName = (typeof healthFigures)[number];

export interface HealthFigure {
  readonly name: HealthFigureName;
  /** Null when it can't be told. */
  readonly value: number | null;
  readonly verdict: Verdict;
}

export interface FrequentAlarm {
  readonly key: string;
  readonly alarmKind: ConditionKind;
  /** The newest one, for its words. */
  readonly alarmId: string;
  readonly count: number;
  /** Of all alarms of the time. */
  readonly share: number;
  readonly chatters: boolean;
}

export interface AlarmHealth {
  readonly fromMs: number;
  readonly toMs: number;
  /** From when on events are known; later than `fromMs` where the station is younger, or there were too many. */
  readonly knownFromMs: number;
  readonly alarms: number;
  readonly figures: readonly HealthFigure[];
  /** At most ten. */
  readonly mostFrequent: readonly FrequentAlarm[];
}
