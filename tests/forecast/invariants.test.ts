import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadAugurs } from '../../src-main/forecast/augurs.ts';
import { backtest } from '../../src-main/forecast/backtest.ts';
import { findAnomalies } from '../../src-main/forecast/find-anomalies.ts';
import { forecastSeries } from '../../src-main/forecast/forecast-series.ts';
import { createForecasters } from '../../src-main/forecast/models.ts';
import type { ForecastOptions } from '../../src-main/forecast/options.ts';
import { repeats } from '../fixtures/thorough.ts';
import { dailyCurve, daySteps, seriesOf, startMs, stepMs } from './daily-series.ts';

const forecasters = createForecasters(loadAugurs());
const options: ForecastOptions = { horizonsMinutes: [30, 60], levels: [0.5, 0.8, 0.95], minimum: null };

/** Figures that readings could hold at worst, between gaps of any length. */
const oddFigure = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: -1000, max: 1000, noNaN: true }) },
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom(0, Number.NaN, Number.POSITIVE_INFINITY, 1e300, -1e308, 1e-320, 9.9e11) },
);
const oddSeries = fc.oneof(
  fc.array(oddFigure, { maxLength: 4 * daySteps, minLength: 0, size: 'max' }),
  fc.array(fc.tuple(fc.nat(6 * daySteps), fc.nat(30), oddFigure), { maxLength: 12 }).map((spans) => {
    const values: (number | null)[] = dailyCurve(6, 10);
    for (const [from, length, figure] of spans) values.fill(figure, from, from + length);
    return values;
  }),
);

it('no figure that leaves is NaN or infinite, intervals are ordered, and wider levels are wider', () => {
  fc.assert(
    fc.property(oddSeries, (values) => {
      const series = seriesOf(values);
      const measured = backtest(series, forecasters, options, 23);
      expect(unfit(measured)).toEqual([]);
      if (measured.kind !== 'measured') return;
      const result = forecastSeries(series, measured, forecasters, options, startMs + values.length * stepMs);
      expect(unfit(result)).toEqual([]);
      if (result.kind !== 'forecast') return;
      for (const { value, intervals } of result.points) {
        const ends = [...intervals.map((one) => one.lower).reverse(), value, ...intervals.map((one) => one.upper)];
        expect(ends).toEqual(ends.toSorted((a, b) => a - b));
      }
    }),
    { numRuns: repeats(10, 100), seed: 5 },
  );
}, 300_000);

it('anomalies are in order, beyond the threshold, and no figure of them is NaN', () => {
  fc.assert(
    fc.property(oddSeries, (values) => {
      const result = findAnomalies(seriesOf(values), startMs);
      expect(unfit(result)).toEqual([]);
      if (result.kind !== 'judged') return;
      expect(result.scores).toHaveLength(values.length);
      for (const one of result.anomalies) {
        expect(one.untilMs).toBeGreaterThan(one.fromMs);
        expect(one.peakScore).toBeGreaterThanOrEqual(3.5);
      }
    }),
    { numRuns: repeats(80, 500), seed: 5 },
  );
});

/** Paths of numbers that JSON couldn't carry. */
function unfit(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => unfit(part, `${path}.${key}`));
}
