/**
 * Forecasts as clients see them, how good they were, and what was unusual. A series is named by `sensor_id`: `zone:<id>` for the people in
 * a zone, `line:<id>` for the people who cross a line, else a sensor's own id. A `null` is unknown.
 */
import { z } from 'zod';
import { forecastMethods, naiveMethods } from '../domain/forecast.ts';
import { seriesKinds } from '../domain/series.ts';
import { type RouteContract, timestamp } from './route.ts';

const figure = z.number().nullable();
const unit = z.number().min(0).max(1);
const count = z.number().int().min(0);
const seriesId = z.string().min(1).max(100);
const hours = z.coerce.number().min(1).max(168).default(24);
const naiveFigures = z.object({ persistence: figure, seasonal_naive: figure });

export const predictionReply = z.object({
  id: z.string(),
  sensor_id: seriesId,
  made_at: timestamp,
  predicted_for: timestamp.describe('The figure is the mean of the five minutes that end then'),
  horizon_minutes: z.number().int(),
  value: z.number(),
  predicted_speed: z.number().optional().describe('The same as `value`, of series of speeds'),
  unit: z.string(),
  lower: z.number().describe('Of the interval that should hold `level` of all outcomes'),
  upper: z.number(),
  level: unit,
  intervals: z.array(z.object({ level: unit, lower: z.number(), upper: z.number() })),
  confidence: unit.describe(
    '0.5: errs as much as the better of the naive forecasts; 1: doesn’t err; below 0.5: worse, or its intervals held fewer outcomes than they should. Measured on the held-out part of the backtest; 0 where there is none',
  ),
  method: z.enum(forecastMethods),
  has_skill: z.boolean().describe('False: no better than a naive forecast, for information alone, and raises no alarm'),
  skill: figure.describe('1 − MAE / MAE of the better naive forecast, on the held-out part of the backtest'),
  naive: naiveFigures.describe('What the naive forecasts said at the same time'),
  outdated: z.boolean().describe('The time that it is for has passed'),
  outcome: figure.describe('What came; null before its time, and where nobody measured it'),
  scored_at: timestamp.nullable(),
});
export type PredictionReply = z.infer<typeof predictionReply>;

const seriesState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('waiting') }),
  z.object({ kind: z.literal('too-short'), known_days: z.number(), needed_days: z.number() }),
  z.object({ kind: z.literal('served') }),
  z.object({ kind: z.literal('silent') }).describe('Nothing was measured in the last hour'),
  z.object({ kind: z.literal('failed'), reason: z.string() }),
]);

const testedHorizon = z.object({
  horizon_minutes: z.number().int(),
  method: z.enum(forecastMethods),
  has_skill: z.boolean(),
  better_naive: z.enum(naiveMethods),
  mae: figure,
  skill_vs_persistence: figure.describe('1 − MAE / MAE of that naive forecast, over the whole backtest'),
  skill_vs_seasonal_naive: figure,
  forecasts: count.describe('Forecasts of the past that were checked'),
  held_out: z
    .object({ forecasts: count, mae: z.number(), skill: z.number(), coverage: z.array(z.object({ level: unit, share: unit })) })
    .nullable()
    .describe('What would have been served on the later part, chosen and calibrated by the earlier part alone'),
});

export const forecastSeriesReply = z.object({
  sensor_id: seriesId,
  name: z.string(),
  kind: z.enum(seriesKinds),
  unit: z.string(),
  state: seriesState,
  tested_at: timestamp.nullable(),
  known_days: figure.describe('How much of its past the test rests on'),
  horizons: z.array(testedHorizon),
});
export type ForecastSeriesReply = z.infer<typeof forecastSeriesReply>;

const workerReply = z.discriminatedUnion('state', [
  z.object({ state: z.literal('ready') }),
  z.object({ state: z.literal('down'), reason: z.string(), retry_at: timestamp }),
]);

export type ForecastWorkerReply = z.infer<typeof workerReply>;

const accuracyFigures = {
  scored: count,
  unknown: count.describe('Their time has come, but nobody measured what came: in no figure'),
  mae: figure,
  rmse: figure,
  mape: figure.describe('Percent, over the outcomes that aren’t 0'),
  coverage: z.array(z.object({ level: unit, share: unit.nullable() })),
  skill_vs_persistence: figure,
  skill_vs_seasonal_naive: figure,
};

export const accuracyReply = z.object({
  sensor_id: seriesId.nullable(),
  hours: z.number(),
  ...accuracyFigures,
  by_horizon: z.array(z.object({ horizon_minutes: z.number().int(), ...accuracyFigures })),
});
export type AccuracyReply = z.infer<typeof accuracyReply>;

export const anomalyReply = z.object({
  sensor_id: seriesId,
  from: timestamp,
  until: timestamp,
  direction: z.enum(['above', 'below']),
  value: z.number().describe('At its peak'),
  expected: z.number(),
  score: z.number().describe('Distance from the usual figure of that time, in robust spreads'),
});
export type AnomalyReply = z.infer<typeof anomalyReply>;

export const seriesHistoryReply = z.object({
  sensor_id: seriesId,
  unit: z.string(),
  step_minutes: z.number(),
  points: z.array(z.object({ timestamp: timestamp.describe('End of the step'), value: figure })),
});
export type SeriesHistoryReply = z.infer<typeof seriesHistoryReply>;

/** Pushed on /ws/real-time for `predictions`: what was forecast of one series just now. */
export const predictionUpdate = z.object({
  type: z.literal('prediction_update'),
  timestamp,
  sensor_id: seriesId,
  predictions: z.array(predictionReply),
});
export type PredictionUpdate = z.infer<typeof predictionUpdate>;

const orderReply = z.discriminatedUnion('state', [
  z.object({ state: z.literal('pending'), sensor_id: seriesId, estimated_completion: timestamp }),
  z.object({ state: z.literal('done'), sensor_id: seriesId, prediction: predictionReply }),
  z.object({ state: z.literal('failed'), sensor_id: seriesId, reason: z.string() }),
]);

const tag = 'Forecasts';

export const predictionRoutes = {
  forecastSeries: {
    ...{ method: 'GET', path: '/api/predictions/series', tag, access: 'viewer', compress: true },
    summary: 'What is forecast: each series with its state and what its backtest showed',
    response: z.object({ timestamp, worker: workerReply, series: z.array(forecastSeriesReply) }),
  },
  seriesHistory: {
    ...{ method: 'GET', path: '/api/predictions/history', tag, access: 'viewer', compress: true },
    summary: 'What was measured of a series, in steps of five minutes',
    query: z.object({ sensor_id: seriesId, hours }),
    response: seriesHistoryReply,
  },
  latestPredictions: {
    ...{ method: 'GET', path: '/api/predictions/latest', tag, access: 'viewer', compress: true },
    summary: 'The newest forecast of each series and horizon, newest first; X-Next-Cursor where there is more',
    query: z.object({
      sensor_id: seriesId.optional(),
      min_confidence: z.coerce.number().min(0).max(1).default(0),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
      cursor: z.string().max(20).optional(),
    }),
    response: z.array(predictionReply),
  },
  generatePrediction: {
    ...{ method: 'POST', path: '/api/predictions/generate', tag, access: 'operator', status: 202 },
    audit: ['sensor_id', 'horizon_minutes'],
    summary: 'Have a forecast made at any horizon up to a day; GET /api/predictions/{id} says where it stands',
    body: z.strictObject({ sensor_id: seriesId, horizon_minutes: z.number().int().min(1).max(1440) }),
    response: z.object({ message: z.string(), prediction_id: z.string(), estimated_completion: timestamp }),
  },
  predictionAccuracy: {
    ...{ method: 'GET', path: '/api/predictions/accuracy', tag, access: 'viewer' },
    summary: 'How good the forecasts of the last hours were, whose time has come; null where none was scored',
    query: z.object({ sensor_id: seriesId.optional(), hours }),
    response: accuracyReply,
  },
  anomalies: {
    ...{ method: 'GET', path: '/api/predictions/anomalies', tag, access: 'viewer' },
    summary: 'What was unusual in the last hours, newest first; looked for once an hour over eight days',
    query: z.object({ sensor_id: seriesId.optional(), hours }),
    response: z.object({ anomalies: z.array(anomalyReply) }),
  },
  prediction: {
    ...{ method: 'GET', path: '/api/predictions/:id', tag, access: 'viewer' },
    summary: 'A forecast by its id, made at a step or on order',
    params: z.object({ id: z.string().regex(/^\d{1,15}$/, 'the id of a prediction, a number') }),
    response: orderReply,
  },
} as const satisfies Record<string, RouteContract>;
