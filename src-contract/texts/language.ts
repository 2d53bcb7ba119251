/**
 * What every language has to word. A language file is one value of `Language`, so a missing or misspelt key doesn't compile. What
 * the pages alone need (buttons, headings) is theirs.
 */
import type { AlarmEventKind, AlarmLife, AlarmPriority, ConditionKind } from '../domain/alarm.ts';
import type { AnswerKind } from '../domain/alarm-answer.ts';
import type { Band, CrowdLevel } from '../domain/band.ts';
import type { CameraStateKind } from '../domain/camera.ts';
import type { DetectionState } from '../domain/detection.ts';
import type { FigureSource, StepUp, ZoneKind, ZoneNote } from '../domain/site-state.ts';

export const locales = ['en', 'hi', 'mr'] as const;
export type Locale = (typeof locales)[number];

export interface AlarmText {
  /** What is wrong and where, in a few words. */
  readonly title: string;
  readonly cause: string;
  /** What the operator is expected to do, and how soon. */
  readonly action: string;
}

/** An alarm's facts, ready for a sentence: numbers by locale; what is missing is `null`. */
export interface TextFacts {
  readonly priority: AlarmPriority;
  readonly text: (key: string) => string | null;
  readonly figure: (key: string) => string | null;
  /** A share 0..1 as per cent, with its sign. */
  readonly percent: (key: string) => string | null;
  /** A duration in s as whole minutes, at least 1. */
  readonly minutes: (key: string) => string | null;
  /** Words of `stepUps`, joined. */
  readonly stepUps: string | null;
  /** Word of the level that `band` is called outside: what the screens and the API say of the zone. */
  readonly level: string;
}

export interface Words {
  readonly bands: Readonly<Record<Band, string>>;
  readonly levels: Readonly<Record<CrowdLevel, string>>;
  readonly stepUps: Readonly<Record<StepUp, string>>;
  readonly priorities: Readonly<Record<AlarmPriority, string>>;
  readonly lives: Readonly<Record<AlarmLife, string>>;
  readonly alarmEvents: Readonly<Record<AlarmEventKind, string>>;
  readonly answers: Readonly<Record<AnswerKind, string>>;
  readonly zoneKinds: Readonly<Record<ZoneKind, string>>;
  readonly zoneNotes: Readonly<Record<ZoneNote, string>>;
  readonly sources: Readonly<Record<FigureSource, string>>;
  readonly cameraStates: Readonly<Record<CameraStateKind, string>>;
  readonly detectionStates: Readonly<Record<DetectionState['kind'], string>>;
}

export interface Language {
  readonly words: Words;
  /** `action` here is without the time. */
  readonly alarms: Readonly<Record<ConditionKind, (facts: TextFacts) => AlarmText>>;
  /** The time to act as a sentence of its own; `amount` is already by locale. */
  readonly within: (amount: string, unit: 'second' | 'minute', count: number) => string;
  /** Added to the cause while nobody can tell whether the condition still holds. */
  readonly held: string;
}
