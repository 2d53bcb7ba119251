/** What is forecast of the people in one zone, with the last hour that it sets out from: the same that the Forecast screen asks for, less of it. */
import { useCallback } from 'react';
import { type ForecastSeriesReply, type ForecastWorkerReply, predictionRoutes } from '../../../src-contract/api/predictions.ts';
import type { SeriesFigures } from '../forecast/forecast-chart.ts';
import { rest } from '../station/session.ts';
import { type AskedAgain, useAsked } from '../station/use-asked.ts';

/** Forecasts are made every five minutes. */
const askEveryMs = 30_000;

export interface NextHour {
  readonly series: ForecastSeriesReply;
  readonly worker: ForecastWorkerReply;
  readonly figures: SeriesFigures;
}

/** One row, so that it is loading, failed and old as every list is; none where nothing is forecast of the zone. */
export function useNextHour(zoneId: string): AskedAgain<NextHour[]> {
  const ask = useCallback(
    async (signal: AbortSignal): Promise<NextHour[]> => {
      const seriesId = `zone:${zoneId}`;
      const [{ series, worker }, history, predictions] = await Promise.all([
        rest.call(predictionRoutes.forecastSeries, { signal }),
        rest.call(predictionRoutes.seriesHistory, { query: { sensor_id: seriesId, hours: 1 }, signal }),
        rest.call(predictionRoutes.latestPredictions, { query: { sensor_id: seriesId }, signal }),
      ]);
      const own = series.find(({ sensor_id }) => sensor_id === seriesId);
      return own === undefined ? [] : [{ series: own, worker, figures: { history, predictions, anomalies: [] } }];
    },
    [zoneId],
  );
  return useAsked(ask, askEveryMs);
}
