/** Forecasts of a zone as steps of its history that are still to come. In: the newest predictions of the zone. Out: points, oldest first. */
import type { CrowdHistoryReply } from '../../../src-contract/api/crowd.ts';
import type { Prediction } from '../../../src-contract/domain/prediction.ts';
import { isoTime, known, unit } from './figures.ts';

interface Span {
  readonly nowMs: number;
  readonly toMs: number;
}

export function forecastPoints(predictions: readonly Prediction[], { nowMs, toMs }: Span): CrowdHistoryReply['points'] {
  return predictions
    .filter(({ atMs }) => atMs >= nowMs && atMs < toMs)
    .toSorted((a, b) => a.atMs - b.atMs)
    .map(({ atMs, value, confidence, intervals }) => {
      const widest = intervals.at(-1);
      return {
        ...{ timestamp: isoTime(atMs), count_mean: known(value), count_max: null, density_mean: null, density_max: null },
        ...{ inflow: null, outflow: null, band: 'unknown', confidence: unit(confidence), source: 'forecast', coverage: 0 },
        interval: widest === undefined ? null : { low: known(widest.lower), high: known(widest.upper) },
      };
    });
}
