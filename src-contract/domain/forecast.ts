/** What the forecast stage says of a series: what is to come, how sure it is, how good such forecasts were, and what was unusual. */

/** Evenly spaced figures. `values[i]` stands for the time from `startMs + i * stepMs` on, for one step; null = unknown. */
export interface EvenSeries {
  startMs: number;
  stepMs: number;
  values: readonly (number | null)[];
  /** By name of `covariateNames`, beside `values` and some steps further, as planned and forecast; left out where all were and will be 0. */
  covariates?: readonly Float32Array[];
}

export const naiveMethods = ['persistence', 'seasonal-naive'] as const;
/**
 * `profile`: the usual figure of that time. `ets`: exponential smoothing. `profile-ets`: the same on what the profile leaves.
 * `profile-events`: the profile, what events and weather add to it, and what differs now. Stored by their place: append only.
 */
export const modelMethods = ['profile', 'ets', 'profile-ets', 'mstl', 'profile-events'] as const;
export const forecastMethods = [...naiveMethods, ...modelMethods] as const;
export type ForecastMethod = (typeof forecastMethods)[number];

export interface ForecastInterval {
  /** The share of outcomes that should fall inside, 0..1. */
  level: number;
  lower: number;
  upper: number;
}

/** Errors in the unit of the series. */
export interface ForecastErrors {
  mae: number;
  rmse: number;
  /** Percent; null where an actual figure was 0, because the measure isn't defined there. */
  mape: number | null;
}

/** How what would have been served did on the later part of the backtest, chosen and calibrated by what came before alone. */
export interface HeldOutAccuracy extends ForecastErrors {
  method: ForecastMethod;
  rows: number;
  /** 1 − MAE / MAE of the naive method that was the better one before. 0 = no better; below 0 = worse. */
  skill: number;
  /** Measured share of outcomes inside the interval of each level. */
  coverage: readonly { level: number; share: number }[];
}

export interface HorizonAccuracy {
  horizonMinutes: number;
  rows: number;
  served: ForecastMethod;
  betterNaive: ForecastMethod;
  /** True only where a model beat both naive methods, by a margin and in both halves of the backtest; a forecast without skill raises no alarm. */
  hasSkill: boolean;
  /** Skill of the best model over the whole backtest, served or not; null where no model could run. */
  bestModel: { method: ForecastMethod; skill: number } | null;
  errors: Readonly<Partial<Record<ForecastMethod, ForecastErrors>>>;
  heldOut: HeldOutAccuracy | null;
  /** actual − forecast of the served method, ascending: what intervals are made of. */
  residuals: readonly number[];
}

export type Backtest =
  | { kind: 'measured'; horizons: readonly HorizonAccuracy[] }
  | { kind: 'too-short'; horizonMinutes: number; rows: number; neededRows: number };

export interface ForecastPoint {
  horizonMinutes: number;
  /** Start of the step that is forecast. */
  atMs: number;
  value: number;
  intervals: readonly ForecastInterval[];
  basis: { method: ForecastMethod; hasSkill: boolean; heldOutSkill: number | null };
  /** What the naive methods say from the same origin; null where their past is unknown. */
  naive: { persistence: number | null; seasonalNaive: number | null };
}

export type ForecastResult =
  | { kind: 'forecast'; points: readonly ForecastPoint[] }
  /** `stale`: nothing was known lately. `no-history`: what the served method looks back on is unknown. */
  | { kind: 'none'; reason: 'stale' | 'no-history' };

export interface Anomaly {
  fromMs: number;
  /** End of its last step. */
  untilMs: number;
  /** The highest robust score in it, without sign. */
  peakScore: number;
  direction: 'above' | 'below';
  /** At its peak. */
  value: number;
  expected: number;
}

export type AnomalyResult =
  /** A score by step, in robust spreads; null = unknown, or not judged. */
  | { kind: 'judged'; scores: readonly (number | null)[]; anomalies: readonly Anomaly[] }
  | { kind: 'too-short'; knownSteps: number; neededSteps: number };
