/**
 * What other thresholds would have done to a recorded stretch: the alarms that came, held against those that would have come. Times are
 * station time, ms.
 */
import type { AlarmPriority, AlarmSubject, ConditionKind } from './alarm.ts';

type BandEdges = readonly [number, number, number, number];

/** What an engineer may turn of how the crowd is judged. Edges are the upper ones of green, amber, orange and red. */
export interface Thresholds {
  readonly moving: BandEdges;
  readonly waiting: BandEdges;
  /** Count over rated capacity. */
  readonly occupancy: BandEdges;
  /** Of zones that have their own. */
  readonly zones: Readonly<Record<string, BandEdges>>;
  readonly onDelayS: number;
  readonly offDelayS: number;
  readonly deadband: number;
}

/** One time that an alarm was active and shown. */
export interface AlarmSpell {
  readonly key: string;
  readonly kind: ConditionKind;
  readonly subject: AlarmSubject;
  /** The worst that it was. */
  readonly priority: AlarmPriority;
  readonly fromMs: number;
  /** Null when it was still active at the end. */
  readonly toMs: number | null;
}

export const spellChanges = ['added', 'gone', 'moved'] as const;

export interface SpellChange {
  readonly change: (typeof spellChanges)[number];
  readonly was: AlarmSpell | null;
  readonly wouldBe: AlarmSpell | null;
}

/** How much a stretch asks of an operator; figures after EEMUA 191. */
export interface AlarmLoad {
  readonly spells: number;
  readonly byPriority: Readonly<Record<AlarmPriority, number>>;
  /** Over the recorded time; null where nothing was recorded. */
  readonly per10Min: number | null;
  readonly worst10Min: number;
  /** Share of the recorded time with more than ten in ten minutes. */
  readonly floodShare: number | null;
}

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface WhatIf {
  readonly span: Span;
  readonly recordedMs: number;
  /** Stretches without a record, the longest first. */
  readonly gaps: readonly Span[];
  readonly was: AlarmLoad;
  readonly wouldBe: AlarmLoad;
  readonly same: number;
  /** Oldest first. */
  readonly changes: readonly SpellChange[];
  readonly changesLeftOut: number;
  readonly zones: readonly { readonly zoneId: string; readonly was: number; readonly wouldBe: number }[];
  readonly hours: readonly { readonly atMs: number; readonly was: number; readonly wouldBe: number }[];
}

export type WhatIfState =
  | { readonly kind: 'idle' }
  /** `share`: 0..1 of the span. */
  | { readonly kind: 'running'; readonly startedMs: number; readonly share: number }
  | { readonly kind: 'done'; readonly atMs: number; readonly thresholds: Thresholds; readonly result: WhatIf }
  | { readonly kind: 'failed'; readonly atMs: number; readonly reason: string };
