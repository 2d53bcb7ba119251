/**
 * Forecasts of the station's series: made at every step, kept, and scored when their time comes. In: where series come from, a worker, a
 * store, and a call every few seconds. Out: what is forecast now, how good it was, and forecasts on order. The models run in the worker;
 * nothing here takes longer than a read of one day.
 */
import { setImmediate } from 'node:timers/promises';
import type { ReadCovariates } from '../../src-contract/domain/covariates.ts';
import {
  type AccuracyReport,
  type AccuracySums,
  type ForecastSeries,
  forecastStepMs,
  type Prediction,
  type PredictionOrder,
  type PredictionRecords,
} from '../../src-contract/domain/prediction.ts';
import type { SeriesSource } from '../../src-contract/domain/series.ts';
import type { Clock } from '../clock.ts';
import { errorText, KavachError } from '../errors.ts';
import type { Log } from '../log.ts';
import { accuracyOf } from './accuracy-of.ts';
import { createForecastRound } from './forecast-round.ts';
import type { ForecastThread } from './forecast-thread.ts';
import { createPredictionOrders, type PendingOrder } from './prediction-orders.ts';
import { scoreDue } from './score-round.ts';
import { createSeriesBook, toForecastSeries } from './series-book.ts';
import { createSeriesHistory } from './series-history.ts';
import { joinSources } from './series-sources.ts';
import { createStudies } from './study-round.ts';

export interface ForecastDeskOptions {
  readonly records: PredictionRecords;
  readonly sources: readonly SeriesSource[];
  readonly covariates: ReadCovariates;
  readonly thread: Pick<ForecastThread, 'ask' | 'state' | 'pending'>;
  readonly onPredictions: (predictions: readonly Prediction[]) => void;
  readonly clock: Clock;
  readonly log: Log;
}

export interface ForecastDesk {
  series(): readonly ForecastSeries[];
  /** Newest of each series and horizon, those of usual horizons as of those on order. */
  latest(seriesId: string | null): readonly Prediction[];
  /** Steps of [fromMs, toMs), whole steps. Throws NOT_FOUND for a series that there isn't. */
  measured(seriesId: string, fromMs: number, toMs: number): readonly (number | null)[];
  /** Throws NOT_FOUND, and what `PredictionOrders.take` throws. */
  order(seriesId: string, horizonMinutes: number): PendingOrder;
  find(id: number): PredictionOrder | null;
  accuracy(query: { readonly seriesId: string | null; readonly fromMs: number; readonly toMs: number }): Promise<AccuracyReport>;
  /** Scores, forecasts and studies what is due. One call at a time; never rejects. */
  advance(): Promise<void>;
}

export function createForecastDesk({ records, thread, clock, log, ...options }: ForecastDeskOptions): ForecastDesk {
  const stepMs = forecastStepMs;
  const sources = joinSources(options.sources, stepMs);
  const book = createSeriesBook(records.studies(), records.latest());
  const histories = createSeriesHistory({ read: sources.read, stepMs, covariates: options.covariates });
  let newestId = records.newestId();
  let leftOut = 0;
  const nextId = (): number => ++newestId;
  const common = { book, histories, thread, records, stepMs, clock, log, nextId, onPredictions: options.onPredictions };
  const studies = createStudies(common);
  const round = createForecastRound(common);
  const orders = createPredictionOrders(common);

  const followSeries = (): void => {
    const listed = sources.list();
    for (const id of book.follow(listed.series).gone) histories.forget(id);
    if (listed.leftOut > leftOut) log.warn({ leftOut: listed.leftOut }, 'there are more series than are forecast');
    leftOut = listed.leftOut;
  };
  const entryOf = (seriesId: string) => {
    const entry = book.find(seriesId);
    if (entry === null) throw new KavachError('NOT_FOUND', `No series ${seriesId}; GET /api/predictions/series lists them.`);
    return entry;
  };
  followSeries();

  return {
    series: () => book.entries().map(toForecastSeries),
    latest: (seriesId) =>
      (seriesId === null ? book.entries() : [entryOf(seriesId)]).flatMap(({ latest }) => [...latest.values()]),
    measured: (seriesId, fromMs, toMs) => sources.read(entryOf(seriesId).info.id, fromMs, toMs),
    order: (seriesId, horizonMinutes) => orders.take(entryOf(seriesId), horizonMinutes),
    find(id) {
      const known = orders.find(id);
      if (known !== null) return known;
      const prediction = records.find(id);
      return prediction === null ? null : { kind: 'done', prediction };
    },
    async accuracy({ seriesId, fromMs, toMs }) {
      const wanted = seriesId === null ? book.entries() : [entryOf(seriesId)];
      const sums: AccuracySums[] = [];
      for (const { info } of wanted) {
        sums.push(...records.sums({ seriesId: info.id, fromMs, toMs }));
        await setImmediate();
      }
      return accuracyOf(sums);
    },
    async advance() {
      try {
        followSeries();
        book.forgetOld(clock.nowMs());
        scoreDue({ records, sources, stepMs }, clock.nowMs());
        await round.run();
        await studies.next();
      } catch (error) {
        log.error({ error: errorText(error) }, 'forecasts could not go on; they are tried again');
      }
    },
  };
}
