/** What the server needs of forecasts; kavach.ts fills it. Times are station time, ms. */
import type {
  AccuracyReport,
  ForecastSeries,
  ForecastWorkerState,
  Prediction,
  PredictionOrder,
} from '../../src-contract/domain/prediction.ts';

export interface ForecastsPort {
  series(): readonly ForecastSeries[];
  worker(): ForecastWorkerState;
  /** Newest of each series and horizon. Throws NOT_FOUND for a series that there isn't, as all that take one do. */
  latest(seriesId: string | null): readonly Prediction[];
  /** Means of the steps of [fromMs, toMs), whole steps; null where nobody knew. */
  measured(seriesId: string, fromMs: number, toMs: number): readonly (number | null)[];
  /** Throws CONFLICT while another horizon of the series is being made, RATE_LIMITED when too many wait. */
  order(seriesId: string, horizonMinutes: number): Extract<PredictionOrder, { kind: 'pending' }>;
  find(id: number): PredictionOrder | null;
  /** Of predictions whose step began in [fromMs, toMs). */
  accuracy(query: { readonly seriesId: string | null; readonly fromMs: number; readonly toMs: number }): Promise<AccuracyReport>;
  /** Called with what is forecast of one series at a time, once it is on its way to the store. */
  subscribe(listener: (predictions: readonly Prediction[]) => void): () => void;
}
