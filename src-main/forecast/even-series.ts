/** Readings that come when they come → evenly spaced figures. What wasn't read stays unknown: nothing is filled in here. */
import type { EvenSeries } from '../../src-contract/domain/forecast.ts';

export interface TimedFigure {
  atMs: number;
  value: number;
}

/**
 * The mean of each step that has readings; steps begin at multiples of `stepMs` since 1970. Readings may be in any order. Only the newest
 * `maxSteps` steps are kept, so that one reading with a clock of 1970 makes no series of millions.
 */
export function evenSeries(readings: readonly TimedFigure[], stepMs: number, maxSteps: number): EvenSeries {
  const known = readings.filter(({ atMs, value }) => Number.isFinite(atMs) && Number.isFinite(value));
  if (known.length === 0) return { startMs: 0, stepMs, values: [] };
  const steps = known.map(({ atMs }) => Math.floor(atMs / stepMs));
  const newest = steps.reduce((most, step) => Math.max(most, step));
  const oldest = Math.max(
    newest - maxSteps + 1,
    steps.reduce((least, step) => Math.min(least, step)),
  );
  const means = Array.from({ length: newest - oldest + 1 }, () => ({ sum: 0, count: 0 }));
  known.forEach(({ value }, i) => {
    const mean = means[(steps[i] ?? 0) - oldest];
    if (mean === undefined) return;
    mean.sum += value;
    mean.count++;
  });
  return { startMs: oldest * stepMs, stepMs, values: means.map(({ sum, count }) => (count === 0 ? null : sum / count)) };
}
