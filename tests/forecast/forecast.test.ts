import { describe, expect, it } from 'vitest';
import type { Backtest, EvenSeries } from '../../src-contract/domain/forecast.ts';
import { loadAugurs } from '../../src-main/forecast/augurs.ts';
import { backtest } from '../../src-main/forecast/backtest.ts';
import { forecastSeries } from '../../src-main/forecast/forecast-series.ts';
import { createForecasters } from '../../src-main/forecast/models.ts';
import type { ForecastOptions } from '../../src-main/forecast/options.ts';
import { dailyCurve, daySteps, randomWalk, seriesOf, stepMs } from './daily-series.ts';

const forecasters = createForecasters(loadAugurs());
const options: ForecastOptions = { horizonsMinutes: [30, 60], levels: [0.8, 0.95], minimum: 0 };

function measure(series: EvenSeries, origins = 101): Extract<Backtest, { kind: 'measured' }> {
  const measured = backtest(series, forecasters, options, origins);
  if (measured.kind !== 'measured') throw new Error(`too short: ${measured.rows} rows`);
  return measured;
}

function endOf(series: EvenSeries): number {
  return series.startMs + series.values.length * series.stepMs;
}

describe('what is served', () => {
  it('is a model where the day repeats under noise, and its intervals keep their level', () => {
    const measured = measure(seriesOf(dailyCurve(20, 20)));
    for (const horizon of measured.horizons) {
      expect(horizon.hasSkill).toBe(true);
      expect(horizon.heldOut?.skill).toBeGreaterThan(0);
      expect(horizon.errors[horizon.served]?.mae).toBeLessThan(horizon.errors['seasonal-naive']?.mae ?? 0);
      expect(horizon.heldOut?.coverage[0]?.share).toBeGreaterThan(0.6);
      expect(horizon.heldOut?.coverage[1]?.share).toBeGreaterThan(0.85);
    }
  });

  it('is persistence on a walk that nothing foresees, and says that it has no skill', () => {
    const series = seriesOf(randomWalk(20));
    const measured = measure(series);
    expect(measured.horizons.map(({ served, hasSkill }) => ({ served, hasSkill }))).toEqual([
      { served: 'persistence', hasSkill: false },
      { served: 'persistence', hasSkill: false },
    ]);
    const result = forecastSeries(series, measured, forecasters, options, endOf(series));
    expect(result.kind === 'forecast' && result.points[0]?.basis).toMatchObject({ method: 'persistence', hasSkill: false });
  });

  it('is the plain figure of a constant series, without a width', () => {
    const series = seriesOf(Array(6 * daySteps).fill(7));
    const result = forecastSeries(series, measure(series, 23), forecasters, options, endOf(series));
    expect(result).toMatchObject({ kind: 'forecast', points: [{ value: 7, intervals: [{ lower: 7, upper: 7 }, {}] }, {}] });
  });
});

describe('a forecast', () => {
  const series = seriesOf(dailyCurve(7, 10));
  const measured = measure(series, 23);

  it('is for the step that begins its horizon from the origin on', () => {
    const result = forecastSeries(series, measured, forecasters, options, endOf(series) + 5_000);
    expect(result.kind === 'forecast' && result.points.map((point) => point.atMs)).toEqual([
      endOf(series),
      endOf(series) + stepMs,
    ]);
  });

  it('looks at nothing after its origin', () => {
    const later = seriesOf([...series.values, 9e9, 9e9]);
    expect(forecastSeries(later, measured, forecasters, options, endOf(series))).toEqual(
      forecastSeries(series, measured, forecasters, options, endOf(series)),
    );
  });

  it('is none when nothing was known lately, however far the clock is ahead', () => {
    for (const aheadMs of [2 * 3_600_000, 1e15]) {
      const result = forecastSeries(series, measured, forecasters, options, endOf(series) + aheadMs);
      expect(result).toEqual({ kind: 'none', reason: 'stale' });
    }
  });

  it('is the same each time', () => {
    expect(backtest(series, forecasters, options, 23)).toEqual(measured);
  });
});

describe('a series that is too short', () => {
  const table: [string, (number | null)[]][] = [
    ['empty', []],
    ['one figure', [5]],
    ['half a day', dailyCurve(1, 5).slice(0, daySteps / 2)],
    ['nothing known', Array(10 * daySteps).fill(null)],
  ];
  it.each(table)('says so as a value: %s', (_, values) => {
    expect(backtest(seriesOf(values), forecasters, options, 41)).toMatchObject({ kind: 'too-short', neededRows: 20 });
  });

  it('of a day and a half compares what there is, without a season', () => {
    const measured = backtest(seriesOf(dailyCurve(2, 5).slice(0, 60)), forecasters, options, 41);
    expect(measured.kind === 'measured' && Object.keys(measured.horizons[0]?.errors ?? {})).not.toContain('seasonal-naive');
  });
});
