/** A series as it is kept and handed to the worker: plain figures in one piece of memory, which is moved, not copied; NaN is unknown. */
import type { EvenSeries } from '../../src-contract/domain/forecast.ts';

export interface PackedSeries {
  readonly startMs: number;
  readonly stepMs: number;
  /** [steps] */
  readonly values: Float64Array<ArrayBuffer>;
  /** As `EvenSeries.covariates`. */
  readonly covariates?: readonly Float32Array[];
}

export function unpacked({ values, ...series }: PackedSeries): EvenSeries {
  return { ...series, values: Array.from(values, (value) => (Number.isFinite(value) ? value : null)) };
}

export function knownSteps({ values }: PackedSeries): number {
  return values.reduce((known, value) => (Number.isFinite(value) ? known + 1 : known), 0);
}
