/** Parts of the serving of forecasts, each by itself: confidence, accuracy, when a study is due, a series' past as it is kept. */
import { describe, expect, test } from 'vitest';
import type { HorizonAccuracy } from '../../src-contract/domain/forecast.ts';
import type { AccuracySums } from '../../src-contract/domain/prediction.ts';
import type { SeriesSource } from '../../src-contract/domain/series.ts';
import { accuracyOf } from '../../src-main/forecast/accuracy-of.ts';
import { confidenceOf } from '../../src-main/forecast/confidence-of.ts';
import { knownSteps } from '../../src-main/forecast/packed-series.ts';
import { nextStudyMs } from '../../src-main/forecast/series-book.ts';
import { createSeriesHistory } from '../../src-main/forecast/series-history.ts';
import { joinSources } from '../../src-main/forecast/series-sources.ts';
import { noCovariates } from '../fixtures/no-covariates.ts';

const stepMs = 300_000;
const dayMs = 86_400_000;

describe('confidence', () => {
  const heldOut = (skill: number, share = 0.8): HorizonAccuracy['heldOut'] => ({
    ...{ method: 'ets', rows: 50, mae: 1, rmse: 1, mape: null, skill },
    coverage: [
      { level: 0.95, share: 0.95 },
      { level: 0.8, share },
    ],
  });
  test.each([
    ['as good as the better naive forecast', { heldOut: heldOut(0), hasSkill: true }, 0.5],
    ['without any error', { heldOut: heldOut(1), hasSkill: true }, 1],
    ['half of the naive error', { heldOut: heldOut(0.5), hasSkill: true }, 2 / 3],
    ['twice the naive error', { heldOut: heldOut(-1), hasSkill: true }, 1 / 3],
    ['intervals that held half of what they should', { heldOut: heldOut(0, 0.4), hasSkill: true }, 0.25],
    ['intervals that held more than they should earn nothing', { heldOut: heldOut(0, 1), hasSkill: true }, 0.5],
    ['a naive forecast is never more than that', { heldOut: heldOut(0.5), hasSkill: false }, 0.5],
    ['nothing held out', { heldOut: null, hasSkill: true }, 0],
  ] as const)('%s', (_, horizon, expected) => {
    expect(confidenceOf(horizon)).toBeCloseTo(expected, 10);
  });
});

test('accuracy over series and horizons is that of all their forecasts together', () => {
  const sums: AccuracySums = {
    ...{ horizonMinutes: 15, scored: 2, unknown: 1, absolute: 6, squared: 20, relative: 0.5, relativeCount: 1, inside: [1, 2] },
    ...{ besidePersistence: { own: 6, naive: 12 }, besideSeasonal: { own: 0, naive: 0 } },
  };
  const other: AccuracySums = { ...sums, scored: 3, absolute: 9, inside: [3, 3], besidePersistence: { own: 9, naive: 3 } };
  const { overall, byHorizon } = accuracyOf([sums, { ...sums, horizonMinutes: 60 }, other]);
  expect(byHorizon.map(({ horizonMinutes, scored, mae }) => [horizonMinutes, scored, mae])).toEqual([
    [15, 5, 3],
    [60, 2, 3],
  ]);
  expect(overall).toMatchObject({ scored: 7, unknown: 3, mae: 3, mape: 50, skillVsPersistence: 1 - 21 / 27 });
  expect([overall.coverage[0]?.share, overall.skillVsSeasonalNaive]).toEqual([5 / 7, null]);
});

test('studies are half a day apart, give or take, at a time that is the series’ own', () => {
  const hours = Array.from({ length: 100 }, (_, i) => nextStudyMs(`zone:${i}`, 0) / 3_600_000);
  expect([Math.min(...hours) >= 9.6, Math.max(...hours) <= 14.4]).toEqual([true, true]);
  expect(new Set(hours.map(Math.floor)).size).toBe(6);
  expect(nextStudyMs('zone:7', 0)).toBe(nextStudyMs('zone:7', 0));
});

describe('the past of a series', () => {
  const startMs = 20_000 * dayMs;

  test('begins with what was first known, takes in what came late, and forgets what is too old', async () => {
    const figures = new Map<number, number>([[startMs, 1]]);
    const reads: number[] = [];
    const histories = createSeriesHistory({
      covariates: noCovariates,
      stepMs,
      read(_, fromMs, toMs) {
        reads.push(toMs - fromMs);
        return Array.from({ length: (toMs - fromMs) / stepMs }, (_v, i) => figures.get(fromMs + i * stepMs) ?? null);
      },
    });
    const first = await histories.upTo('s', startMs + 3 * stepMs, 'known');
    expect([first.startMs, [...first.values]]).toEqual([startMs, [1, Number.NaN, Number.NaN]]);
    expect(Math.max(...reads)).toBe(dayMs);
    figures.set(startMs + stepMs, 2).set(startMs + 4 * stepMs, 5);
    reads.length = 0;
    first.values.fill(9);
    const second = await histories.upTo('s', startMs + 5 * stepMs, 'known');
    expect([...second.values]).toEqual([1, 2, Number.NaN, Number.NaN, 5]);
    expect(reads.length).toBe(1);
    expect(knownSteps(second)).toBe(3);
    const third = await histories.upTo('s', startMs + 57 * dayMs + 2 * stepMs, 'known');
    expect([third.startMs, third.values[0], knownSteps(third)]).toEqual([startMs + 4 * stepMs, 5, 1]);
    figures.clear();
    expect((await histories.upTo('s', startMs + 57 * dayMs + 2 * stepMs, 'anew')).values.length).toBe(0);
  });

  test('after a gap in which nobody asked nothing is missing', async () => {
    const histories = createSeriesHistory({
      covariates: noCovariates,
      stepMs,
      read: (_, fromMs, toMs) => Array.from({ length: (toMs - fromMs) / stepMs }, (_v, i) => (fromMs - startMs) / stepMs + i),
    });
    await histories.upTo('s', startMs, 'known');
    const later = await histories.upTo('s', startMs + 3 * dayMs, 'known');
    expect(later.values.every((value, i) => i === 0 || value === (later.values[i - 1] ?? 0) + 1)).toBe(true);
    expect(later.values.length).toBe((57 * dayMs) / stepMs);
  });
});

test('of sources that know the same name the first one speaks, and a name that none knows is unknown throughout', () => {
  const source = (ids: readonly string[], figure: number): SeriesSource => ({
    series: () => ids.map((id) => ({ id, name: `${id} ${figure}`, kind: 'people', unit: 'people', minimum: 0 })),
    history: (id, fromMs, toMs, step) => (ids.includes(id) ? Array((toMs - fromMs) / step).fill(figure) : null),
  });
  const joined = joinSources([source(['a', 'b'], 1), source(['b', 'c'], 2)], stepMs);
  expect(joined.list().series.map(({ name }) => name)).toEqual(['a 1', 'b 1', 'c 2']);
  expect([joined.read('b', 0, stepMs), joined.read('c', 0, stepMs), joined.read('d', 0, 2 * stepMs)]).toEqual([
    [1],
    [2],
    [null, null],
  ]);
  const many = joinSources(
    [
      source(
        Array.from({ length: 203 }, (_, i) => `s${i}`),
        1,
      ),
    ],
    stepMs,
  );
  expect([many.list().series.length, many.list().leftOut]).toEqual([200, 3]);
});
