/** What is measured, forecast, unusual and scored of one series, asked for again as often as it can change on the screen. */
import { useCallback } from 'react';
import { type AccuracyReply, predictionRoutes } from '../../../src-contract/api/predictions.ts';
import { rest } from '../station/session.ts';
import { type AskedAgain, useAsked } from '../station/use-asked.ts';
import type { SeriesFigures } from './forecast-chart.ts';
import type { ShownHours } from './forecast-store.ts';

const askEveryMs = 15_000;
const accuracyHours = 24;

export interface ShownFigures extends SeriesFigures {
  readonly accuracy: AccuracyReply;
}

/** One row, so that it is loading, failed and old as every list is. */
export function useSeriesFigures(seriesId: string, hours: ShownHours): AskedAgain<ShownFigures[]> {
  const ask = useCallback(
    async (signal: AbortSignal): Promise<ShownFigures[]> => {
      const span = { sensor_id: seriesId, hours: Number(hours) };
      const [history, predictions, { anomalies }, accuracy] = await Promise.all([
        rest.call(predictionRoutes.seriesHistory, { query: span, signal }),
        rest.call(predictionRoutes.latestPredictions, { query: { sensor_id: seriesId }, signal }),
        rest.call(predictionRoutes.anomalies, { query: span, signal }),
        rest.call(predictionRoutes.predictionAccuracy, { query: { sensor_id: seriesId, hours: accuracyHours }, signal }),
      ]);
      return [{ history, predictions, anomalies, accuracy }];
    },
    [seriesId, hours],
  );
  return useAsked(ask, askEveryMs);
}
