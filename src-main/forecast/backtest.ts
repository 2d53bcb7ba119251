/** From rows of a rolling backtest to what is served at each horizon, how good it was, and what its intervals are made of. */
import type {
  Backtest,
  EvenSeries,
  ForecastErrors,
  ForecastMethod,
  HeldOutAccuracy,
  HorizonAccuracy,
} from '../../src-contract/domain/forecast.ts';
import { forecastMethods, modelMethods, naiveMethods } from '../../src-contract/domain/forecast.ts';
import { type BacktestRow, backtestRows, type Forecasters } from './backtest-rows.ts';
import { conformalIntervals } from './conformal.ts';
import { errorsOf, skillOf } from './errors-of.ts';
import { type ForecastOptions, stepsAhead } from './options.ts';

/** A 95 % interval with both ends apart needs 39 residuals; below 20 not even one of 80 % or a choice between methods is worth its name. */
const neededRows = 20;
/** The first part chooses and calibrates, the rest measures. */
const calibrationShare = 0.6;
/** The best of four models wins by a little even among equals; a win below this is taken for chance and the naive one is served. */
const neededSkill = 0.02;
/** A method that could speak at fewer rows than this share of them is not compared. */
const neededPresence = 0.8;

type ComparableRow = BacktestRow & { forecasts: Readonly<Record<ForecastMethod, number>> };

/** A prime near 130 (`backtest-rows.ts` says why); with all models it takes 5 to 30 s on one core, so a worker's job, not a request's. */
export const usualOrigins = 127;

export function backtest(series: EvenSeries, forecasters: Forecasters, options: ForecastOptions, maxOrigins: number): Backtest {
  const rows = backtestRows(series, forecasters, options, maxOrigins);
  const horizons: HorizonAccuracy[] = [];
  for (const horizonMinutes of options.horizonsMinutes) {
    const steps = stepsAhead(horizonMinutes, series.stepMs);
    const own = rows.filter((row) => row.steps === steps);
    const methods = forecastMethods.filter((method) => isPresent(own, method));
    const comparable = own.filter((row): row is ComparableRow => methods.every((method) => row.forecasts[method] !== undefined));
    if (comparable.length < neededRows || !methods.includes('persistence'))
      return { kind: 'too-short', horizonMinutes, rows: comparable.length, neededRows };
    horizons.push(judgeHorizon(horizonMinutes, comparable, methods, options));
  }
  return { kind: 'measured', horizons };
}

function isPresent(rows: readonly BacktestRow[], method: ForecastMethod): boolean {
  return rows.filter((row) => row.forecasts[method] !== undefined).length >= neededPresence * rows.length;
}

function judgeHorizon(
  horizonMinutes: number,
  rows: readonly ComparableRow[],
  methods: readonly ForecastMethod[],
  options: ForecastOptions,
): HorizonAccuracy {
  const choice = choose(rows, methods);
  return {
    horizonMinutes,
    rows: rows.length,
    served: choice.served,
    betterNaive: choice.betterNaive,
    hasSkill: choice.served !== choice.betterNaive,
    bestModel: choice.bestModel,
    errors: choice.errors,
    heldOut: measureHeldOut(rows, methods, options),
    residuals: residualsOf(rows, choice.served),
  };
}

interface Choice {
  served: ForecastMethod;
  betterNaive: ForecastMethod;
  bestModel: HorizonAccuracy['bestModel'];
  errors: Partial<Record<ForecastMethod, ForecastErrors>>;
}

/** By mean absolute error on the same rows. A tie goes to the simpler method, which stands first in the list. */
function choose(rows: readonly ComparableRow[], methods: readonly ForecastMethod[]): Choice {
  const errors: Partial<Record<ForecastMethod, ForecastErrors>> = {};
  for (const method of methods) errors[method] = errorsOf(rows.map((row) => [row.actual, row.forecasts[method]]));
  const maeOf = (method: ForecastMethod): number => errors[method]?.mae ?? Number.POSITIVE_INFINITY;
  const bestOf = (names: readonly ForecastMethod[]): ForecastMethod | undefined =>
    names.filter((name) => methods.includes(name)).toSorted((a, b) => maeOf(a) - maeOf(b))[0];
  const betterNaive = bestOf(naiveMethods) ?? 'persistence';
  const skillful = (model: ForecastMethod): number => skillOf(maeOf(model), maeOf(betterNaive));
  const model = bestOf(modelMethods);
  const winner = bestOf(modelMethods.filter((name) => skillful(name) >= neededSkill && winsThroughout(rows, name, betterNaive)));
  return {
    served: winner ?? betterNaive,
    betterNaive,
    bestModel: model === undefined ? null : { method: model, skill: skillful(model) },
    errors,
  };
}

/** In the earlier and in the later half: a series that has changed its ways is a reason to trust no model of it. */
function winsThroughout(rows: readonly ComparableRow[], model: ForecastMethod, naive: ForecastMethod): boolean {
  const middle = rows.length >> 1;
  const errorBy = (half: readonly ComparableRow[], method: ForecastMethod): number =>
    half.reduce((sum, row) => sum + Math.abs(row.actual - row.forecasts[method]), 0);
  return [rows.slice(0, middle), rows.slice(middle)].every((half) => errorBy(half, model) < errorBy(half, naive));
}

/** Null where the earlier part is too small to choose and calibrate by. */
function measureHeldOut(
  rows: readonly ComparableRow[],
  methods: readonly ForecastMethod[],
  options: ForecastOptions,
): HeldOutAccuracy | null {
  const split = Math.floor(rows.length * calibrationShare);
  const later = rows.slice(split);
  if (split < neededRows || later.length === 0) return null;
  const { served, betterNaive } = choose(rows.slice(0, split), methods);
  const errors = errorsOf(later.map((row) => [row.actual, row.forecasts[served]]));
  const naive = errorsOf(later.map((row) => [row.actual, row.forecasts[betterNaive]]));
  return {
    ...errors,
    ...{ method: served, rows: later.length, skill: skillOf(errors.mae, naive.mae) },
    coverage: options.levels.map((level) => ({ level, share: coverageOf(rows, split, served, level) })),
  };
}

/** Each later row against the interval that all outcomes known at its origin would have given it. */
function coverageOf(rows: readonly ComparableRow[], split: number, method: ForecastMethod, level: number): number {
  const inside = rows.slice(split).filter((row) => {
    const before = rows.filter((earlier) => earlier.origin + earlier.steps <= row.origin);
    const [interval] = conformalIntervals(row.forecasts[method], residualsOf(before, method), [level]);
    return interval !== undefined && row.actual >= interval.lower && row.actual <= interval.upper;
  });
  return inside.length / (rows.length - split);
}

function residualsOf(rows: readonly ComparableRow[], method: ForecastMethod): number[] {
  return rows.map((row) => row.actual - row.forecasts[method]).toSorted((a, b) => a - b);
}
