/**
 * Forecasts that somebody asks for, at any horizon up to a day. In: a series and a horizon. Out: a number at once, and under it where the
 * order stands; a horizon that isn't forecast at every step is backtested first, so it takes half a minute.
 */
import type { Backtest } from '../../src-contract/domain/forecast.ts';
import {
  neededHistoryMs,
  type Prediction,
  type PredictionOrder,
  type PredictionRecords,
  usualHorizonsMinutes,
} from '../../src-contract/domain/prediction.ts';
import type { Clock } from '../clock.ts';
import { errorText, KavachError } from '../errors.ts';
import type { ForecastThread } from './forecast-thread.ts';
import { makePredictions } from './make-predictions.ts';
import { type ForecastOptions, usualOptions } from './options.ts';
import { knownSteps, type PackedSeries } from './packed-series.ts';
import type { SeriesEntry } from './series-book.ts';
import type { SeriesHistory } from './series-history.ts';

export type PendingOrder = Extract<PredictionOrder, { kind: 'pending' }>;

interface OrdersOptions {
  readonly histories: SeriesHistory;
  readonly thread: Pick<ForecastThread, 'ask' | 'pending'>;
  readonly records: Pick<PredictionRecords, 'add'>;
  readonly onPredictions: (predictions: readonly Prediction[]) => void;
  readonly nextId: () => number;
  readonly stepMs: number;
  readonly clock: Clock;
}

export interface PredictionOrders {
  /** The same order for a repeat. Throws CONFLICT while another one of the series is made, RATE_LIMITED when too many wait. */
  take(entry: SeriesEntry, horizonMinutes: number): PendingOrder;
  /** Of the newest orders; older ones that succeeded are in the store. */
  find(id: number): PredictionOrder | null;
}

const mostWaiting = 20;
const mostKept = 200;
/** Until one was measured. */
const firstTypicalMs = 20_000;

export function createPredictionOrders(options: OrdersOptions): PredictionOrders {
  const { thread, clock } = options;
  const orders = new Map<number, PredictionOrder>();
  const pending = new Map<string, { readonly order: PendingOrder; readonly horizonMinutes: number }>();
  let typicalMs = firstTypicalMs;

  const finish = (order: PredictionOrder, id: number): void => {
    orders.set(id, order);
    for (const oldest of [...orders.keys()].slice(0, Math.max(0, orders.size - mostKept))) orders.delete(oldest);
  };

  const work = async (entry: SeriesEntry, { id, seriesId }: PendingOrder, horizonMinutes: number): Promise<void> => {
    const startedMs = clock.nowMs();
    try {
      const prediction = await predict(options, entry, horizonMinutes, id);
      finish({ kind: 'done', prediction }, id);
      typicalMs = (typicalMs + clock.nowMs() - startedMs) / 2;
    } catch (error) {
      finish({ kind: 'failed', id, seriesId, reason: errorText(error) }, id);
    } finally {
      pending.delete(seriesId);
    }
  };

  return {
    take(entry, horizonMinutes) {
      const seriesId = entry.info.id;
      const other = pending.get(seriesId);
      if (other !== undefined && other.horizonMinutes === horizonMinutes) return other.order;
      if (other !== undefined)
        throw new KavachError(
          'CONFLICT',
          `A forecast of ${seriesId} is being made (${other.order.id}). Ask again when it is done.`,
        );
      if (pending.size >= mostWaiting)
        throw new KavachError('RATE_LIMITED', `${mostWaiting} forecasts wait already. Ask again in some minutes.`);
      const readyMs = clock.nowMs() + (thread.pending() + 1) * typicalMs;
      const order: PendingOrder = { kind: 'pending', id: options.nextId(), seriesId, readyMs };
      orders.set(order.id, order);
      pending.set(seriesId, { order, horizonMinutes });
      void work(entry, order, horizonMinutes);
      return order;
    },
    find: (id) => orders.get(id) ?? null,
  };
}

async function predict(options: OrdersOptions, entry: SeriesEntry, horizonMinutes: number, id: number): Promise<Prediction> {
  const { histories, thread, records, stepMs, clock } = options;
  const { info } = entry;
  const endMs = Math.floor(clock.nowMs() / stepMs) * stepMs;
  const series = await histories.upTo(info.id, endMs, 'known');
  const knownMs = knownSteps(series) * stepMs;
  if (knownMs < neededHistoryMs) throw new Error(tooShort(knownMs));
  const forecastOptions: ForecastOptions = { ...usualOptions, horizonsMinutes: [horizonMinutes], minimum: info.minimum };
  const backtest = studied(entry, horizonMinutes) ?? (await backtested(thread, series, forecastOptions));
  if (backtest.kind === 'too-short')
    throw new Error('Its past has too many gaps to test a forecast of this horizon. Ask for a shorter one, or wait some days.');
  const { result } = await thread.ask({ kind: 'forecast', series, options: forecastOptions, backtest, nowMs: endMs }, 'urgent');
  if (result.kind === 'none') throw new Error(withoutForecast[result.reason]);
  const making = { seriesId: info.id, madeMs: clock.nowMs(), horizons: backtest.horizons, nextId: () => id };
  const [prediction] = makePredictions(result.points, making);
  if (prediction === undefined) throw new Error('a forecast without a point');
  entry.latest.set(horizonMinutes, prediction);
  records.add([prediction]);
  options.onPredictions([prediction]);
  return prediction;
}

/** Of a copy: an order's figures move to the worker. */
async function backtested(thread: OrdersOptions['thread'], series: PackedSeries, options: ForecastOptions): Promise<Backtest> {
  const copy = { ...series, values: series.values.slice() };
  const order = { kind: 'study', series: copy, options, anomaliesFromMs: Number.POSITIVE_INFINITY } as const;
  return (await thread.ask(order, 'urgent')).backtest;
}

const withoutForecast = {
  stale: 'Nothing was measured in the last hour. Look after its camera or sensor, then ask again.',
  'no-history': 'What the forecast looks back on was not measured. Ask again in some hours.',
} as const;

function tooShort(knownMs: number): string {
  const days = (ms: number): string => (ms / 86_400_000).toFixed(1);
  return `Its past is too short: ${days(knownMs)} of ${days(neededHistoryMs)} days are known. Ask again when there is more.`;
}

/** What the last study says of a horizon that it looked at. */
function studied({ study }: SeriesEntry, horizonMinutes: number): Backtest | null {
  if (!usualHorizonsMinutes.some((usual) => usual === horizonMinutes) || study?.backtest.kind !== 'measured') return null;
  const horizons = study.backtest.horizons.filter((horizon) => horizon.horizonMinutes === horizonMinutes);
  return { kind: 'measured', horizons };
}
