/**
 * Prediction intervals from the errors that a method made, without a guess at their distribution: split conformal prediction with
 * signed residuals (Vovk et al. 2005; Lei et al. 2018; both ends apart, as Romano et al. 2019).
 */
import type { ForecastInterval } from '../../src-contract/domain/forecast.ts';

/** (1 − 0.8) / 2 is a little less than 0.1, and twenty times that must still be rank 2. */
const rankSlack = 1e-9;

/**
 * residuals: actual − forecast, ascending, at least one; levels: 0..1. The ranks ⌊(n+1)·α/2⌋ and ⌈(n+1)·(1−α/2)⌉ keep the level in
 * finite samples; with fewer than 2/α − 1 residuals the widest seen stands in, and coverage falls short of the level. The value is
 * always inside: a method that erred to one side only gives an interval that begins at the value.
 */
export function conformalIntervals(value: number, residuals: readonly number[], levels: readonly number[]): ForecastInterval[] {
  const n = residuals.length;
  return levels.map((level) => {
    const tail = (1 - level) / 2;
    const low = residuals[Math.max(0, Math.floor((n + 1) * tail + rankSlack) - 1)] ?? 0;
    const high = residuals[Math.min(n - 1, Math.ceil((n + 1) * (1 - tail) - rankSlack) - 1)] ?? 0;
    return { level, lower: value + Math.min(0, low), upper: value + Math.max(0, high) };
  });
}

/** Keeps a value and its intervals at or above what the series can be at least: there are no −3 people. */
export function atLeast(minimum: number | null, interval: ForecastInterval): ForecastInterval {
  if (minimum === null) return interval;
  return { ...interval, lower: Math.max(minimum, interval.lower), upper: Math.max(minimum, interval.upper) };
}
