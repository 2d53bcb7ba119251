import { describe, expect, it } from 'vitest';
import { loadAugurs } from '../../src-main/forecast/augurs.ts';
import { atLeast, conformalIntervals } from '../../src-main/forecast/conformal.ts';
import { errorsOf, skillOf } from '../../src-main/forecast/errors-of.ts';
import { evenSeries } from '../../src-main/forecast/even-series.ts';
import { fillGaps } from '../../src-main/forecast/fill-gaps.ts';
import { historyBefore, lastKnown } from '../../src-main/forecast/history.ts';
import { persistence, seasonalNaive } from '../../src-main/forecast/naive.ts';
import { robustSpread } from '../../src-main/forecast/order-statistics.ts';
import { chooseSeason } from '../../src-main/forecast/season.ts';
import { dailyCurve, daySteps, stepMs } from './daily-series.ts';

const ascending = (n: number): number[] => Array.from({ length: n }, (_, i) => i - (n - 1) / 2);

describe('conformal intervals', () => {
  const table: [string, number[], number, [number, number]][] = [
    ['19 residuals, 80 %: ranks 2 and 18', ascending(19), 0.8, [-8, 8]],
    ['39 residuals, 95 %: the first and the last', ascending(39), 0.95, [-19, 19]],
    ['too few for the level: the widest seen', ascending(5), 0.95, [-2, 2]],
    ['errors to one side: begins at the value', [3, 4, 5], 0.8, [0, 5]],
  ];
  it.each(table)('%s', (_, residuals, level, [lower, upper]) => {
    expect(conformalIntervals(100, residuals, [level])).toEqual([{ level, lower: 100 + lower, upper: 100 + upper }]);
  });

  it('says of no people fewer than none', () => {
    expect(atLeast(0, { level: 0.8, lower: -3, upper: 4 })).toEqual({ level: 0.8, lower: 0, upper: 4 });
    expect(atLeast(null, { level: 0.8, lower: -3, upper: 4 }).lower).toBe(-3);
  });
});

describe('errors', () => {
  it('are mean absolute, root mean square and mean absolute percent', () => {
    expect(
      errorsOf([
        [100, 90],
        [50, 60],
      ]),
    ).toEqual({ mae: 10, rmse: 10, mape: expect.closeTo(15) });
  });

  it('have no percent where a figure was 0', () => {
    expect(errorsOf([[0, 1]]).mape).toBeNull();
  });

  const skills: [number, number, number][] = [
    [5, 10, 0.5],
    [10, 10, 0],
    [20, 10, -1],
    [0, 0, 0],
    [1, 0, -1],
  ];
  it.each(skills)('skill of %d against %d is %d', (mae, naive, skill) => expect(skillOf(mae, naive)).toBe(skill));
});

describe('even series', () => {
  it('are means by step, and unknown where nothing was read', () => {
    const readings = [
      { atMs: 3_100, value: 8 },
      { atMs: 1_000, value: 1 },
      { atMs: 1_999, value: 3 },
      { atMs: 2_500, value: Number.NaN },
    ];
    expect(evenSeries(readings, 1000, 100)).toEqual({ startMs: 1000, stepMs: 1000, values: [2, null, 8] });
  });

  it('are bounded where one clock was wrong', () => {
    const readings = [
      { atMs: 0, value: 1 },
      { atMs: 1e12, value: 2 },
    ];
    expect(evenSeries(readings, 1000, 3).values).toEqual([null, null, 2]);
  });

  it('of nothing are empty', () => expect(evenSeries([], 1000, 3).values).toEqual([]));
});

describe('season', () => {
  const weekly = dailyCurve(28, 0).map((value, i) => (Math.floor(i / daySteps) % 7 < 5 ? value : 20));
  const table: [string, (number | null)[], number, string | null][] = [
    ['a daily curve', dailyCurve(20, 5), stepMs, 'day'],
    ['quiet weekends', weekly, stepMs, 'week'],
    ['a week seen once', weekly.slice(0, 10 * daySteps), stepMs, 'day'],
    ['less than a day', dailyCurve(1, 0), stepMs, null],
    ['a step that does not divide the day', dailyCurve(20, 5), 7 * 60_000 + 1, null],
    ['nothing known', Array(2000).fill(null), stepMs, null],
  ];
  it.each(table)('of %s', (_, values, step, name) => expect(chooseSeason(values, step)?.name ?? null).toBe(name));
});

describe('naive forecasts', () => {
  it('keep the last known figure, and none that is older than an hour', () => {
    expect(persistence(historyBefore({ values: [1, 5, null], stepMs }, 3), 2)).toEqual([5, 5]);
    expect(persistence(historyBefore({ values: [1, 5, null, null, null], stepMs }, 5), 2)).toBeNull();
    expect(lastKnown([1, 2, 3], 1e9, stepMs)).toBeNull();
  });

  it('look a season further back through a gap', () => {
    const values: (number | null)[] = dailyCurve(4, 0).map((_, i) => i);
    values[3 * daySteps] = null;
    expect(seasonalNaive(historyBefore({ values, stepMs }, values.length), 2)).toEqual([2 * daySteps, 3 * daySteps + 1]);
  });
});

describe('gaps', () => {
  const table: [string, (number | null)[], number[] | null][] = [
    ['between', [1, null, null, 4], [1, 2, 3, 4]],
    ['at both ends', [null, 2, null], [2, 2, 2]],
    ['everywhere', [null, null], null],
  ];
  it.each(table)('%s', (_, values, filled) => {
    const made = fillGaps(values, 0, null);
    expect(made && [...made]).toEqual(filled);
  });

  it('are bridged beside the usual figure', () => {
    expect([...(fillGaps([11, null, 11], 0, Float64Array.of(10, 20)) ?? [])]).toEqual([1, 1, 1]);
  });
});

it('spread is that of normal figures, whatever one of them is', () => {
  expect(robustSpread([1, 2, 3, 4, 1e9])).toBeCloseTo(1.4826);
});

describe('augurs', () => {
  const augurs = loadAugurs();
  it('gives null for what it can not fit, and works on', () => {
    expect(augurs.ets(Float64Array.of(1, 2), 3)).toBeNull();
    expect(
      augurs.mstl(
        Float64Array.from({ length: 60 }, () => 1),
        [48],
        3,
      ),
    ).toBeNull();
    expect(
      augurs.ets(
        Float64Array.from({ length: 40 }, () => 7),
        3,
      ),
    ).toEqual([7, 7, 7]);
  });

  it('repeats a season', () => {
    const made = augurs.mstl(Float64Array.from(dailyCurve(6, 0)), [daySteps], daySteps) ?? [];
    expect(made[daySteps / 2]).toBeCloseTo(180, -1);
  });
});
