/** The forecast that is served: by the method that its backtest chose for each horizon, with intervals from that method's own errors. */
import {
  type Backtest,
  type EvenSeries,
  type ForecastMethod,
  type ForecastPoint,
  type ForecastResult,
  type HorizonAccuracy,
  naiveMethods,
} from '../../src-contract/domain/forecast.ts';
import { type Forecasters, servable } from './backtest-rows.ts';
import { atLeast, conformalIntervals } from './conformal.ts';
import { type History, historyBefore, lastKnown } from './history.ts';
import { type ForecastOptions, furthestSteps, stepsAhead } from './options.ts';

/** `nowMs`: the origin. What the series holds of later steps, or of the running one, is not looked at. */
export function forecastSeries(
  series: EvenSeries,
  measured: Extract<Backtest, { kind: 'measured' }>,
  forecasters: Forecasters,
  options: ForecastOptions,
  nowMs: number,
): ForecastResult {
  const origin = Math.floor((nowMs - series.startMs) / series.stepMs);
  // Before anything is sliced or padded: a clock that is far ahead must not make a history of millions of unknown steps.
  if (lastKnown(series.values, origin, series.stepMs) === null) return { kind: 'none', reason: 'stale' };
  const history = historyBefore({ ...series, values: paddedTo(series.values, origin) }, origin);
  const methods = new Set([...naiveMethods, ...measured.horizons.map(({ served }) => served)]);
  const furthest = furthestSteps(options, series.stepMs);
  const said = new Map([...methods].map((method) => [method, forecasters[method](history, furthest)]));
  const points = measured.horizons.map((horizon) => {
    const saidBy = (method: ForecastMethod): number | null =>
      servable(said.get(method)?.[stepsAhead(horizon.horizonMinutes, series.stepMs) - 1], options.minimum);
    const value = saidBy(horizon.served);
    const naive = { persistence: saidBy('persistence'), seasonalNaive: saidBy('seasonal-naive') };
    return value === null ? null : { ...pointOf(series, origin, horizon, value, options), naive };
  });
  const known = points.filter((point) => point !== null);
  return known.length === points.length ? { kind: 'forecast', points: known } : { kind: 'none', reason: 'no-history' };
}

/** Steps between the last that the series holds and the origin are unknown. Their number is bounded by how old a last figure may be. */
function paddedTo(values: History['values'], origin: number): History['values'] {
  return [...values, ...Array.from({ length: Math.max(0, origin - values.length) }, () => null)];
}

function pointOf(
  series: EvenSeries,
  origin: number,
  horizon: HorizonAccuracy,
  value: number,
  options: ForecastOptions,
): Omit<ForecastPoint, 'naive'> {
  const steps = stepsAhead(horizon.horizonMinutes, series.stepMs);
  return {
    horizonMinutes: horizon.horizonMinutes,
    atMs: series.startMs + (origin + steps - 1) * series.stepMs,
    value,
    intervals: conformalIntervals(value, horizon.residuals, options.levels).map((interval) => atLeast(options.minimum, interval)),
    basis: { method: horizon.served, hasSkill: horizon.hasSkill, heldOutSkill: horizon.heldOut?.skill ?? null },
  };
}
