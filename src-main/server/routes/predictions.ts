/** Forecasts over REST: what there is, what was measured and what is expected, forecasts on order, and how good they were. */
import { routes } from '../../../src-contract/api/routes.ts';
import { forecastStepMs, type Prediction, type PredictionOrder } from '../../../src-contract/domain/prediction.ts';
import { assertNever, KavachError } from '../../errors.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';
import { figure, isoTime } from '../wire/figures.ts';
import { accuracyReplyOf, anomalyReplyOf, forecastSeriesReplyOf, predictionReplyOf, workerReplyOf } from '../wire/predictions.ts';

const hourMs = 3_600_000;

type PredictionDeps = Pick<ServerDeps, 'forecasts' | 'clock'>;

export function registerPredictionRoutes(register: Register, { forecasts, clock }: PredictionDeps): void {
  const infoOf = (seriesId: string) => forecasts.series().find(({ info }) => info.id === seriesId)?.info ?? null;
  const reply = (prediction: Prediction) => predictionReplyOf(prediction, infoOf(prediction.seriesId), clock.nowMs());

  register(routes.forecastSeries, () => {
    const series = forecasts.series().map(forecastSeriesReplyOf);
    return { timestamp: isoTime(clock.nowMs()), worker: workerReplyOf(forecasts.worker()), series };
  });

  register(routes.seriesHistory, ({ query: { sensor_id: id, hours } }) => {
    const toMs = Math.floor(clock.nowMs() / forecastStepMs) * forecastStepMs;
    const fromMs = toMs - Math.round((hours * hourMs) / forecastStepMs) * forecastStepMs;
    const points = forecasts.measured(id, fromMs, toMs).map((value, i) => ({
      timestamp: isoTime(fromMs + (i + 1) * forecastStepMs),
      value: figure(value),
    }));
    return { sensor_id: id, unit: infoOf(id)?.unit ?? '', step_minutes: forecastStepMs / 60_000, points };
  });

  register(routes.latestPredictions, ({ query, reply: http }) => {
    const before = query.cursor === undefined ? Number.POSITIVE_INFINITY : idOf(query.cursor);
    const found = forecasts
      .latest(query.sensor_id ?? null)
      .filter(({ id, confidence }) => id < before && confidence >= query.min_confidence)
      .toSorted((a, b) => b.id - a.id);
    const page = found.slice(0, query.limit);
    const last = page.at(-1);
    if (found.length > page.length && last !== undefined) void http.header('x-next-cursor', String(last.id));
    return page.map(reply);
  });

  register(routes.generatePrediction, ({ body }) => {
    const order = forecasts.order(body.sensor_id, body.horizon_minutes);
    const message = `The forecast is being made; GET /api/predictions/${order.id} says where it stands.`;
    return { message, prediction_id: String(order.id), estimated_completion: isoTime(order.readyMs) };
  });

  register(routes.predictionAccuracy, async ({ query: { sensor_id: id, hours } }) => {
    const toMs = clock.nowMs();
    const report = await forecasts.accuracy({ seriesId: id ?? null, fromMs: toMs - hours * hourMs, toMs });
    return accuracyReplyOf(report, id ?? null, hours);
  });

  register(routes.anomalies, ({ query: { sensor_id: id, hours } }) => {
    if (id !== undefined) forecasts.latest(id);
    const sinceMs = clock.nowMs() - hours * hourMs;
    const found = forecasts
      .series()
      .filter(({ info }) => id === undefined || info.id === id)
      .flatMap(({ info, study }) => (study?.anomalies ?? []).map((anomaly) => ({ seriesId: info.id, anomaly })))
      .filter(({ anomaly }) => anomaly.untilMs > sinceMs)
      .toSorted((a, b) => b.anomaly.fromMs - a.anomaly.fromMs);
    return { anomalies: found.map(({ seriesId, anomaly }) => anomalyReplyOf(seriesId, anomaly)) };
  });

  register(routes.prediction, ({ params }) => {
    const order = forecasts.find(idOf(params.id));
    if (order === null)
      throw new KavachError(
        'NOT_FOUND',
        `No prediction ${params.id}. One that was ordered before a restart is to be ordered again.`,
      );
    return orderReply(order, reply);
  });
}

function idOf(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new KavachError('BAD_REQUEST', 'The cursor is not one that this list gave. Leave it out.');
  return Number(text);
}

function orderReply(order: PredictionOrder, reply: (prediction: Prediction) => ReturnType<typeof predictionReplyOf>) {
  switch (order.kind) {
    case 'pending':
      return { state: 'pending', sensor_id: order.seriesId, estimated_completion: isoTime(order.readyMs) } as const;
    case 'done':
      return { state: 'done', sensor_id: order.prediction.seriesId, prediction: reply(order.prediction) } as const;
    case 'failed':
      return { state: 'failed', sensor_id: order.seriesId, reason: order.reason } as const;
    default:
      return assertNever(order);
  }
}
