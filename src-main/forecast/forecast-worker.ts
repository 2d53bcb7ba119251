/**
 * The thread that backtests, forecasts and looks for anomalies, behind all else that the station does. In: one order at a time. Out: its
 * answer. What can go wrong with a series is an answer; a bug throws and ends the thread.
 */
import { parentPort } from 'node:worker_threads';
import { lowerThreadPriority } from '../thread-priority.ts';
import { loadAugurs } from './augurs.ts';
import { backtest, usualOrigins } from './backtest.ts';
import { findAnomalies } from './find-anomalies.ts';
import { forecastSeries } from './forecast-series.ts';
import { createForecasters } from './models.ts';
import { type PackedSeries, unpacked } from './packed-series.ts';
import type { ForecastAnswer, ForecastOrder } from './worker-messages.ts';

const port = parentPort;
if (port === null) throw new Error('forecast/forecast-worker.ts runs as a worker thread only');
/** Enough for the newest anomalies of a series that is nothing but unusual. */
const mostAnomalies = 200;

// A backtest of a minute is soon enough.
lowerThreadPriority(10);
const forecasters = createForecasters(loadAugurs());

port.on('message', (order: ForecastOrder) => port.postMessage(obey(order)));

function obey(order: ForecastOrder): ForecastAnswer {
  switch (order.kind) {
    case 'study':
      return {
        kind: 'study',
        backtest: backtest(unpacked(order.series), forecasters, order.options, usualOrigins),
        anomalies: anomaliesSince(order.series, order.anomaliesFromMs),
      };
    case 'forecast':
      return {
        kind: 'forecast',
        result: forecastSeries(unpacked(order.series), order.backtest, forecasters, order.options, order.nowMs),
      };
    case 'anomalies':
      return { kind: 'anomalies', anomalies: anomaliesSince(order.series, order.anomaliesFromMs) };
  }
}

function anomaliesSince(series: PackedSeries, fromMs: number) {
  const found = findAnomalies(unpacked(series), fromMs);
  return found.kind === 'judged' ? found.anomalies.slice(-mostAnomalies) : [];
}
