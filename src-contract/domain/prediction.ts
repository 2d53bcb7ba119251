/**
 * Forecasts as they are kept: what was said of a series and when, beside what the naive forecasts said then, and what came. Studies are
 * what a series' past showed: which method to serve, how good it was, what was unusual.
 */
import type { Anomaly, Backtest, ForecastInterval, ForecastMethod } from './forecast.ts';
import type { SeriesInfo } from './series.ts';

/** Steps of all series: a forecast is of the mean of one. */
export const forecastStepMs = 5 * 60_000;
/** What is forecast at every step. */
export const usualHorizonsMinutes = [15, 30, 60] as const;
/** Shares of outcomes that intervals should hold. */
export const predictionLevels = [0.8, 0.95] as const;
/** Below three days the seasonal-naive forecast has nothing to be tested on, and no model could be held against it. */
export const neededHistoryMs = 3 * 86_400_000;

export type PredictionOutcome =
  /** Its time hasn't come. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'scored'; readonly actual: number; readonly scoredMs: number }
  /** Nobody knows what came, so it counts for nothing. */
  | { readonly kind: 'unknown'; readonly scoredMs: number };

export interface Prediction {
  /** Rises by one a prediction, over all series. */
  readonly id: number;
  readonly seriesId: string;
  readonly madeMs: number;
  readonly horizonMinutes: number;
  /** Start of the step whose mean it is. */
  readonly atMs: number;
  readonly value: number;
  /** By rising level: one for each of `predictionLevels`. */
  readonly intervals: readonly ForecastInterval[];
  readonly method: ForecastMethod;
  readonly hasSkill: boolean;
  /** Of what would have been served, on the held-out part of the backtest; null where nothing was held out. */
  readonly heldOutSkill: number | null;
  /** 0..1; `confidence-of.ts` says what it means. */
  readonly confidence: number;
  /** What they said at the same time. */
  readonly naive: { readonly persistence: number | null; readonly seasonalNaive: number | null };
  readonly outcome: PredictionOutcome;
}

/** What the newest look at a series' past showed. */
export interface SeriesStudy {
  readonly seriesId: string;
  readonly madeMs: number;
  /** Known steps that it rests on, as time. */
  readonly knownMs: number;
  readonly backtest: Backtest;
  readonly anomalies: readonly Anomaly[];
}

export type SeriesForecastState =
  /** Its past is still to be looked at. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'too-short'; readonly knownMs: number; readonly neededMs: number }
  | { readonly kind: 'served' }
  /** It can be forecast, but nothing is known of it lately. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'failed'; readonly reason: string };

export interface ForecastSeries {
  readonly info: SeriesInfo;
  readonly state: SeriesForecastState;
  readonly study: SeriesStudy | null;
}

/** The thread that does the work. `down`: it died or hung too often, and is tried again at `retryMs`. */
export type ForecastWorkerState =
  | { readonly kind: 'ready' }
  | { readonly kind: 'down'; readonly reason: string; readonly retryMs: number };

/** A forecast that somebody asked for. */
export type PredictionOrder =
  | { readonly kind: 'pending'; readonly id: number; readonly seriesId: string; readonly readyMs: number }
  | { readonly kind: 'done'; readonly prediction: Prediction }
  | { readonly kind: 'failed'; readonly id: number; readonly seriesId: string; readonly reason: string };

/** Sums over scored predictions of one horizon; those without an actual figure are `unknown` and in no sum. */
export interface AccuracySums {
  readonly horizonMinutes: number;
  readonly scored: number;
  readonly unknown: number;
  readonly absolute: number;
  readonly squared: number;
  /** |error| / |actual| where the actual isn't 0, and how many those are. */
  readonly relative: number;
  readonly relativeCount: number;
  /** Outcomes inside the interval of each of `predictionLevels`. */
  readonly inside: readonly number[];
  /** |error| of the prediction and of the naive one, where that had something to say. */
  readonly besidePersistence: { readonly own: number; readonly naive: number };
  readonly besideSeasonal: { readonly own: number; readonly naive: number };
}

/** Null where nothing was scored yet. */
export interface Accuracy {
  readonly scored: number;
  readonly unknown: number;
  readonly mae: number | null;
  readonly rmse: number | null;
  /** Percent, over the outcomes that aren't 0. */
  readonly mape: number | null;
  readonly coverage: readonly { readonly level: number; readonly share: number | null }[];
  /** 1 − MAE / MAE of that naive forecast on the same outcomes; null where that said nothing, or nothing was to be won. */
  readonly skillVsPersistence: number | null;
  readonly skillVsSeasonalNaive: number | null;
}

export interface AccuracyReport {
  readonly overall: Accuracy;
  readonly byHorizon: readonly (Accuracy & { readonly horizonMinutes: number })[];
}

/** Predictions and studies in the store. */
export interface PredictionRecords {
  /** 0 when there is none. */
  newestId(): number;
  /** Written within 100 ms, as scores and studies are. */
  add(predictions: readonly Prediction[]): void;
  /** Not scored yet, of steps that began before `beforeMs`, oldest first. */
  waiting(query: { readonly beforeMs: number; readonly limit: number }): Prediction[];
  /** The newest of each series and horizon among those that aren't scored yet. */
  latest(): Prediction[];
  /** `actual` null: unknown. */
  score(scores: readonly { readonly id: number; readonly actual: number | null; readonly scoredMs: number }[]): void;
  find(id: number): Prediction | null;
  /** Of steps that began in [fromMs, toMs), by horizon. */
  sums(query: { readonly seriesId: string; readonly fromMs: number; readonly toMs: number }): AccuracySums[];
  /** Of series that predictions are kept of, whether they still exist or not. */
  studies(): SeriesStudy[];
  saveStudy(study: SeriesStudy): void;
}
