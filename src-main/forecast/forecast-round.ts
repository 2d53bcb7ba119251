/**
 * Forecasts of all series that can be forecast, once a step, and a look for what was unusual, once an hour. In: the book. Out:
 * predictions, stored and told; anomalies in the book and in the store.
 */
import type { Prediction, PredictionRecords } from '../../src-contract/domain/prediction.ts';
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { ForecastThread } from './forecast-thread.ts';
import { makePredictions } from './make-predictions.ts';
import { usualOptions } from './options.ts';
import type { SeriesBook, SeriesEntry } from './series-book.ts';
import type { SeriesHistory } from './series-history.ts';
import { anomalySpanMs } from './study-round.ts';

interface RoundOptions {
  readonly book: SeriesBook;
  readonly histories: SeriesHistory;
  readonly thread: Pick<ForecastThread, 'ask' | 'state'>;
  readonly records: Pick<PredictionRecords, 'add' | 'saveStudy'>;
  readonly onPredictions: (predictions: readonly Prediction[]) => void;
  readonly nextId: () => number;
  readonly stepMs: number;
  readonly clock: Clock;
  readonly log: Log;
}

/** The last minute of a step is in the store some seconds after its end. */
const graceMs = 15_000;
const anomaliesEveryMs = 3_600_000;

export function createForecastRound(options: RoundOptions): { run(): Promise<void> } {
  const { book, histories, thread, records, stepMs, clock, log } = options;

  const forecast = async (entry: SeriesEntry, endMs: number): Promise<void> => {
    const { info, study } = entry;
    if (study?.backtest.kind !== 'measured') return;
    const { backtest } = study;
    const series = await histories.upTo(info.id, endMs, 'known');
    const order = {
      kind: 'forecast',
      series,
      options: { ...usualOptions, minimum: info.minimum },
      backtest,
      nowMs: endMs,
    } as const;
    const { result } = await thread.ask(order, 'urgent');
    entry.isSilent = result.kind === 'none';
    if (result.kind === 'none') return;
    const making = { seriesId: info.id, madeMs: clock.nowMs(), horizons: backtest.horizons, nextId: options.nextId };
    const predictions = makePredictions(result.points, making);
    for (const one of predictions) entry.latest.set(one.horizonMinutes, one);
    records.add(predictions);
    options.onPredictions(predictions);
  };

  const findAnomalies = async (entry: SeriesEntry, endMs: number): Promise<void> => {
    const series = await histories.upTo(entry.info.id, endMs, 'known');
    const order = { kind: 'anomalies', series, anomaliesFromMs: endMs - anomalySpanMs } as const;
    const { anomalies } = await thread.ask(order, 'usual');
    if (entry.study === null) return;
    entry.study = { ...entry.study, anomalies };
    records.saveStudy(entry.study);
  };

  const attempt = async (entry: SeriesEntry, what: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log.warn({ series: entry.info.id, error: errorText(error) }, `${what} failed`);
    }
  };

  return {
    async run() {
      const endMs = Math.floor(clock.nowMs() / stepMs) * stepMs;
      if (clock.nowMs() < endMs + graceMs) return;
      for (const entry of book.entries()) {
        if (thread.state().kind === 'down') return;
        // One from the future was made before the clock was put back.
        const isDone = entry.forecastMs >= endMs && entry.forecastMs <= clock.nowMs();
        if (entry.study === null || isDone) continue;
        entry.forecastMs = endMs;
        await attempt(entry, 'a forecast', () => forecast(entry, endMs));
        if (clock.nowMs() - entry.anomaliesMs < anomaliesEveryMs) continue;
        entry.anomaliesMs = clock.nowMs();
        await attempt(entry, 'a look for anomalies', () => findAnomalies(entry, endMs));
      }
    },
  };
}
