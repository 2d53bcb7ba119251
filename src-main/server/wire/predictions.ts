/** Forecasts, what their backtests showed and how good they were → what clients see of them. */
import type {
  AccuracyReply,
  AnomalyReply,
  ForecastSeriesReply,
  ForecastWorkerReply,
  PredictionReply,
} from '../../../src-contract/api/predictions.ts';
import type { Anomaly, ForecastMethod, HorizonAccuracy } from '../../../src-contract/domain/forecast.ts';
import {
  type Accuracy,
  type AccuracyReport,
  type ForecastSeries,
  type ForecastWorkerState,
  forecastStepMs,
  type Prediction,
  type SeriesForecastState,
} from '../../../src-contract/domain/prediction.ts';
import type { SeriesInfo } from '../../../src-contract/domain/series.ts';
import { figure, isoTime, isoTimeOrNull, known, unit } from './figures.ts';

const dayMs = 86_400_000;

export function predictionReplyOf(prediction: Prediction, info: SeriesInfo | null, nowMs: number): PredictionReply {
  const { outcome, naive } = prediction;
  const intervals = prediction.intervals.map(({ level, lower, upper }) => ({ level, lower: known(lower), upper: known(upper) }));
  const [narrow] = intervals;
  const value = known(prediction.value);
  const untilMs = prediction.atMs + forecastStepMs;
  return {
    id: String(prediction.id),
    sensor_id: prediction.seriesId,
    made_at: isoTime(prediction.madeMs),
    predicted_for: isoTime(untilMs),
    horizon_minutes: prediction.horizonMinutes,
    value,
    ...(info?.kind === 'speed' ? { predicted_speed: value } : {}),
    unit: info?.unit ?? '',
    ...{ lower: narrow?.lower ?? value, upper: narrow?.upper ?? value, level: narrow?.level ?? 0, intervals },
    confidence: unit(prediction.confidence),
    method: prediction.method,
    has_skill: prediction.hasSkill,
    skill: figure(prediction.heldOutSkill),
    naive: { persistence: figure(naive.persistence), seasonal_naive: figure(naive.seasonalNaive) },
    outdated: untilMs <= nowMs,
    outcome: outcome.kind === 'scored' ? figure(outcome.actual) : null,
    scored_at: isoTimeOrNull(outcome.kind === 'waiting' ? null : outcome.scoredMs),
  };
}

export function forecastSeriesReplyOf({ info, state, study }: ForecastSeries): ForecastSeriesReply {
  const horizons = study?.backtest.kind === 'measured' ? study.backtest.horizons : [];
  return {
    ...{ sensor_id: info.id, name: info.name, kind: info.kind, unit: info.unit },
    state: stateReply(state),
    tested_at: isoTimeOrNull(study?.madeMs ?? null),
    known_days: study === null ? null : known(study.knownMs / dayMs),
    horizons: horizons.map(horizonReply),
  };
}

export function workerReplyOf(worker: ForecastWorkerState): ForecastWorkerReply {
  if (worker.kind === 'ready') return { state: 'ready' };
  return { state: 'down', reason: worker.reason, retry_at: isoTime(worker.retryMs) };
}

function stateReply(state: SeriesForecastState): ForecastSeriesReply['state'] {
  if (state.kind !== 'too-short') return state;
  return { kind: 'too-short', known_days: known(state.knownMs / dayMs), needed_days: known(state.neededMs / dayMs) };
}

function horizonReply(horizon: HorizonAccuracy): ForecastSeriesReply['horizons'][number] {
  const { errors, heldOut } = horizon;
  const mae = errors[horizon.served]?.mae ?? null;
  return {
    ...{ horizon_minutes: horizon.horizonMinutes, method: horizon.served, has_skill: horizon.hasSkill },
    better_naive: horizon.betterNaive === 'persistence' ? 'persistence' : 'seasonal-naive',
    mae: figure(mae),
    skill_vs_persistence: skillVs(horizon, mae, 'persistence'),
    skill_vs_seasonal_naive: skillVs(horizon, mae, 'seasonal-naive'),
    forecasts: horizon.rows,
    held_out: heldOut && {
      ...{ forecasts: heldOut.rows, mae: known(heldOut.mae), skill: known(heldOut.skill) },
      coverage: heldOut.coverage.map(({ level, share }) => ({ level, share: unit(share) })),
    },
  };
}

function skillVs({ errors }: HorizonAccuracy, mae: number | null, naive: ForecastMethod): number | null {
  const other = errors[naive]?.mae ?? null;
  return mae === null || other === null || other === 0 ? null : figure(1 - mae / other);
}

export function accuracyReplyOf({ overall, byHorizon }: AccuracyReport, sensorId: string | null, hours: number): AccuracyReply {
  return {
    ...{ sensor_id: sensorId, hours },
    ...accuracyFigures(overall),
    by_horizon: byHorizon.map((one) => ({ horizon_minutes: one.horizonMinutes, ...accuracyFigures(one) })),
  };
}

function accuracyFigures(accuracy: Accuracy): Omit<AccuracyReply, 'sensor_id' | 'hours' | 'by_horizon'> {
  return {
    ...{ scored: accuracy.scored, unknown: accuracy.unknown },
    ...{ mae: figure(accuracy.mae), rmse: figure(accuracy.rmse), mape: figure(accuracy.mape) },
    coverage: accuracy.coverage.map(({ level, share }) => ({ level, share: share === null ? null : unit(share) })),
    skill_vs_persistence: figure(accuracy.skillVsPersistence),
    skill_vs_seasonal_naive: figure(accuracy.skillVsSeasonalNaive),
  };
}

export function anomalyReplyOf(sensorId: string, anomaly: Anomaly): AnomalyReply {
  return {
    sensor_id: sensorId,
    ...{ from: isoTime(anomaly.fromMs), until: isoTime(anomaly.untilMs), direction: anomaly.direction },
    ...{ value: known(anomaly.value), expected: known(anomaly.expected), score: known(anomaly.peakScore) },
  };
}
