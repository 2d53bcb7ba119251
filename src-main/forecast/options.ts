/** What a caller decides about forecasts of a series; the same for the backtest and for what is served. */

export interface ForecastOptions {
  /** Each is rounded to whole steps, one at least. */
  horizonsMinutes: readonly number[];
  /** Levels of the intervals, 0..1. */
  levels: readonly number[];
  /** What a figure is at least: 0 for people, speeds and times. Null where it can be anything. */
  minimum: number | null;
}

export const usualOptions: ForecastOptions = { horizonsMinutes: [15, 30, 60], levels: [0.8, 0.95], minimum: 0 };

export function stepsAhead(horizonMinutes: number, stepMs: number): number {
  return Math.max(1, Math.round((horizonMinutes * 60_000) / stepMs));
}

export function furthestSteps(options: ForecastOptions, stepMs: number): number {
  return Math.max(...options.horizonsMinutes.map((minutes) => stepsAhead(minutes, stepMs)));
}
