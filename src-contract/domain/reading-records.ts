/** Readings as the store keeps them, and what it answers about them. Times in ms unless they say s. */
import type { Reading, RejectedReading, StoredReading } from './reading.ts';

/** The steps of the roll-ups that a reading belongs to, their starts in s. Hours and days are those of the station's clock. */
export interface RollupSteps {
  readonly minuteS: number;
  readonly hourS: number;
  readonly dayS: number;
}

export interface NewReading {
  readonly reading: Reading;
  readonly steps: RollupSteps;
  /** Which of its values are rolled up. */
  readonly rolledUp: readonly string[];
  readonly approved: boolean;
}

export interface ReadingBatch {
  readonly readings: readonly NewReading[];
  readonly rejected: readonly RejectedReading[];
}

export interface ReadingsQuery {
  readonly type?: string | undefined;
  readonly sensorId?: string | undefined;
  readonly fromMs: number;
  readonly limit: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

export interface RejectedQuery {
  readonly sensorId?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export const rollupSteps = ['minute', 'hour', 'day'] as const;
export type RollupStep = (typeof rollupSteps)[number];

/** `sensorId` null = all sensors of the type. */
export interface RollupQuery {
  readonly type: string;
  readonly sensorId: string | null;
  readonly field: string;
  readonly step: RollupStep;
  /** [fromS, toS), by the starts of the steps. */
  readonly fromS: number;
  readonly toS: number;
}

export interface Rollup {
  readonly atS: number;
  readonly n: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
}

export interface ReadingRecords {
  /** All of it or nothing, within one transaction. Of each reading its number, or null for one that was stored before. */
  append(batch: ReadingBatch): readonly (number | null)[];
  /** At the start: rolls up what a killed station had stored and not rolled up yet. */
  resume(toNew: (reading: StoredReading) => NewReading): void;
  /** The newest of each sensor that has any: at most `limit` sensors. */
  newest(limit: number): readonly StoredReading[];
  /** The newest first. */
  list(query: ReadingsQuery): { readonly readings: readonly StoredReading[]; readonly nextCursor: string | null };
  rejected(query: RejectedQuery): { readonly rejected: readonly RejectedReading[]; readonly nextCursor: string | null };
  /** Steps in which something was measured, the oldest first. */
  rollups(query: RollupQuery): readonly Rollup[];
  /** Their sum; n = 0 with no reading. */
  total(query: RollupQuery): Omit<Rollup, 'atS'> | null;
}
