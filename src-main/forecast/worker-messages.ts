/** What the station and its forecast worker say to each other: one order at a time, and one answer to each. */
import type { Anomaly, Backtest, ForecastResult } from '../../src-contract/domain/forecast.ts';
import type { ForecastOptions } from './options.ts';
import type { PackedSeries } from './packed-series.ts';

export type ForecastOrder =
  /** Backtest of the whole series, and what was unusual since `anomaliesFromMs`. */
  | {
      readonly kind: 'study';
      readonly series: PackedSeries;
      readonly options: ForecastOptions;
      readonly anomaliesFromMs: number;
    }
  | {
      readonly kind: 'forecast';
      readonly series: PackedSeries;
      readonly options: ForecastOptions;
      readonly backtest: Extract<Backtest, { kind: 'measured' }>;
      readonly nowMs: number;
    }
  | { readonly kind: 'anomalies'; readonly series: PackedSeries; readonly anomaliesFromMs: number };

export type ForecastAnswer =
  | { readonly kind: 'study'; readonly backtest: Backtest; readonly anomalies: readonly Anomaly[] }
  | { readonly kind: 'forecast'; readonly result: ForecastResult }
  | { readonly kind: 'anomalies'; readonly anomalies: readonly Anomaly[] };

export type AnswerTo<O extends ForecastOrder> = Extract<ForecastAnswer, { kind: O['kind'] }>;
