/**
 * Rolling origin: what each method would have said at times in the past, knowing only what was known then, beside what came (Tashman
 * 2000). Models are fitted anew at each origin, as they are when a forecast is served.
 */
import type { EvenSeries, ForecastMethod } from '../../src-contract/domain/forecast.ts';
import { forecastMethods } from '../../src-contract/domain/forecast.ts';
import { cleaned, historyBefore, lastKnown } from './history.ts';
import type { Forecaster } from './models.ts';
import { type ForecastOptions, furthestSteps, stepsAhead } from './options.ts';

const maxSpanMs = 28 * 86_400_000;

export type Forecasters = Readonly<Record<ForecastMethod, Forecaster>>;

export interface BacktestRow {
  /** Index of the origin in the series. */
  origin: number;
  steps: number;
  actual: number;
  /** Only methods that gave a finite figure. */
  forecasts: Readonly<Partial<Record<ForecastMethod, number>>>;
}

/** Rows by origin, then horizon; those whose outcome is unknown are left out. `maxOrigins` bounds the time it takes. */
export function backtestRows(
  series: EvenSeries,
  forecasters: Forecasters,
  options: ForecastOptions,
  maxOrigins: number,
): BacktestRow[] {
  const horizons = options.horizonsMinutes.map((minutes) => stepsAhead(minutes, series.stepMs));
  const furthest = furthestSteps(options, series.stepMs);
  return originsOf(series, horizons, maxOrigins).flatMap((origin) => {
    const history = historyBefore(series, origin);
    const said = forecastMethods.map((method) => [method, forecasters[method](history, furthest)] as const);
    return horizons.flatMap((steps) => {
      const actual = cleaned(series.values[origin + steps - 1]);
      return actual === null ? [] : [{ origin, steps, actual, forecasts: saidFor(said, steps, options.minimum) }];
    });
  });
}

/**
 * Evenly over the newest half of the series, 28 days at most, among the times at which a forecast could have been given and checked. A
 * prime for `maxOrigins` keeps their distance from falling in with the day, which would test the same hours again and again.
 */
function originsOf(series: EvenSeries, horizons: readonly number[], maxOrigins: number): number[] {
  const { values, stepMs } = series;
  const oldest = Math.max(Math.ceil(values.length / 2), values.length - Math.floor(maxSpanMs / stepMs));
  const eligible: number[] = [];
  for (let origin = oldest; origin < values.length; origin++) {
    if (lastKnown(values, origin, stepMs) === null) continue;
    if (horizons.some((steps) => cleaned(values[origin + steps - 1]) !== null)) eligible.push(origin);
  }
  const count = Math.min(maxOrigins, eligible.length);
  return Array.from({ length: count }, (_, i) => eligible[Math.floor((i * eligible.length) / count)] ?? 0);
}

type Said = readonly (readonly [ForecastMethod, readonly (number | null)[] | null])[];

function saidFor(said: Said, steps: number, minimum: number | null): Partial<Record<ForecastMethod, number>> {
  const forecasts: Partial<Record<ForecastMethod, number>> = {};
  for (const [method, ahead] of said) {
    const value = servable(ahead?.[steps - 1], minimum);
    if (value !== null) forecasts[method] = value;
  }
  return forecasts;
}

/** A finite figure that the series can have, or null: what a model makes of odd figures never leaves the stage. */
export function servable(value: number | null | undefined, minimum: number | null): number | null {
  const known = cleaned(value);
  return known === null ? null : Math.max(known, minimum ?? known);
}
