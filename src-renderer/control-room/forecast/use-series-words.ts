/** How a series and its figures are written: zones by name, units in the operator's language, as many decimals as the figure needs. */
import type { ForecastSeriesReply } from '../../../src-contract/api/predictions.ts';
import { useFormat, useText } from '../i18n/use-text.ts';

export interface SeriesWords {
  name(series: Pick<ForecastSeriesReply, 'name' | 'kind'>): string;
  unit(unit: string): string;
  value(value: number): string;
}

export function useSeriesWords(): SeriesWords {
  const t = useText();
  const format = useFormat();
  const units: Readonly<Record<string, string>> = t.forecast.units;
  return {
    name: ({ name, kind }) => t.forecast.seriesName(name, t.forecast.kinds[kind]),
    unit: (unit) => units[unit] ?? unit,
    value: (value) => format.number(value, Math.abs(value) < 10 && !Number.isInteger(value) ? 1 : 0),
  };
}
