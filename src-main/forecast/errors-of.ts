/** Error measures of forecasts whose time has come (Hyndman & Athanasopoulos, FPP3, 5.8). */
import type { ForecastErrors } from '../../src-contract/domain/forecast.ts';

/** A percentage of less isn't defined in practice: of 1e-320 it would be infinite. */
const nearZero = 1e-9;

/** pairs: [actual, forecast], at least one. */
export function errorsOf(pairs: readonly (readonly [actual: number, forecast: number])[]): ForecastErrors {
  const mean = (measure: (actual: number, forecast: number) => number): number =>
    pairs.reduce((sum, [actual, forecast]) => sum + measure(actual, forecast), 0) / pairs.length;
  return {
    mae: mean((actual, forecast) => Math.abs(actual - forecast)),
    rmse: Math.sqrt(mean((actual, forecast) => (actual - forecast) ** 2)),
    mape: pairs.some(([actual]) => Math.abs(actual) < nearZero)
      ? null
      : 100 * mean((actual, forecast) => Math.abs((actual - forecast) / actual)),
  };
}

/** 1 − mae / naive. Where the naive forecast was perfect there was nothing to win: 0, or −1 where the other one erred. */
export function skillOf(mae: number, naiveMae: number): number {
  if (naiveMae === 0) return mae === 0 ? 0 : -1;
  return 1 - mae / naiveMae;
}
