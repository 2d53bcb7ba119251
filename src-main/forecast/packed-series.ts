/** A series as it is kept and handed to the worker: plain figures in one piece of memory, which is moved, not copied; NaN is unknown. */
import type { EvenSeries } from '../../src-contract/domain/forecast.ts';

export interface PackedSeries {
  readonly startMs: number;
  readonly stepMs: number;
  /** [steps] */
  readonly values: Float64Array<ArrayBuffer>;
}

export function unpacked({ startMs, stepMs, values }: PackedSeries): EvenSeries {
  return { startMs, stepMs, values: Array.from(values, (value) => (Number.isFinite(value) ? value : null)) };
}

export function knownSteps({ values }: PackedSeries): number {
  return values.reduce((known, value) => (Number.isFinite(value) ? known + 1 : known), 0);
}
