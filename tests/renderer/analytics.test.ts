/** The Analytics screen's figures: even steps with gaps, people by the measured minute, weeks by the station's clock, runs and shares of levels. */
import { describe, expect, test } from 'vitest';
import type { CrowdHistoryReply } from '../../src-contract/api/crowd.ts';
import {
  bandsOf,
  crowdChart,
  dayOf,
  daySpan,
  evenRow,
  figureOf,
  hasFigures,
  type TimeSpan,
} from '../../src-renderer/control-room/analytics/crowd-series.ts';
import { inSight, levelRuns, levelShares } from '../../src-renderer/control-room/analytics/level-runs.ts';
import { congestionRow, patternGrid, trendChart } from '../../src-renderer/control-room/analytics/traffic-series.ts';
import { weekCsv } from '../../src-renderer/control-room/analytics/week-export.ts';
import { gridOf, isBlank, weekGrid } from '../../src-renderer/control-room/analytics/week-grid.ts';

type Point = CrowdHistoryReply['points'][number];
const startMs = Date.parse('2026-11-20T06:00:00.000Z');
const at = (minutes: number) => new Date(startMs + minutes * 60_000).toISOString();
const indiaMs = 5.5 * 3_600_000;

function point(minutes: number, change: Partial<Point> = {}): Point {
  return {
    ...{ timestamp: at(minutes), count_mean: 10, count_max: 12, density_mean: 0.5, density_max: 1, inflow: 6, outflow: 0 },
    ...{ band: 'green', confidence: 1, source: 'measured', coverage: 1, interval: null, ...change },
  };
}

describe('zones over time', () => {
  const span: TimeSpan = { fromMs: startMs, untilMs: startMs + 4 * 60_000, resolution: 'minute' };
  const row = evenRow('A', [point(0), point(2, { band: 'red', coverage: 0.5, count_mean: null })], span);

  test('stand on every step of the span; what was not measured is a gap and unknown', () => {
    expect(row.timesMs).toEqual([0, 1, 2, 3].map((minute) => startMs + minute * 60_000));
    expect(crowdChart([row], 'people', 'minute').lines[0]?.values).toEqual([10, null, null, null]);
    expect(bandsOf(row)).toEqual(['green', 'unknown', 'red', 'unknown']);
  });
  test('people going in are told by the minute that was measured', () => {
    expect(row.points.map((one) => figureOf(one, 'inflow', 'minute'))).toEqual([6, null, 12, null]);
    expect(figureOf(point(0, { inflow: 120 }), 'inflow', 'hour')).toBe(2);
    expect(figureOf(point(0, { coverage: 0 }), 'outflow', 'hour')).toBeNull();
  });
  test('hours that begin at the half hour of UTC keep their beginnings', () => {
    const hours: TimeSpan = { fromMs: startMs - 10 * 60_000, untilMs: startMs + 100 * 60_000, resolution: 'hour' };
    const shifted = evenRow('A', [point(30)], hours);
    expect(shifted.timesMs).toEqual([startMs + 30 * 60_000, startMs + 90 * 60_000]);
    expect(shifted.points[0]).not.toBeNull();
  });
  test('nothing measured is said to be nothing', () => {
    const none = crowdChart([evenRow('A', [], span)], 'density', 'minute');
    expect([hasFigures(none), none.timesMs.length]).toEqual([false, 4]);
    expect(hasFigures(crowdChart([], 'density', 'minute'))).toBe(false);
  });
  test('a day begins at the station’s midnight', () => {
    expect(dayOf(Date.parse('2026-11-20T20:00:00Z'), indiaMs)).toBe('2026-11-21');
    expect(dayOf(Date.parse('2026-11-20T20:00:00Z'), indiaMs, 7)).toBe('2026-11-14');
    expect(new Date(daySpan('2026-11-21', indiaMs).fromMs).toISOString()).toBe('2026-11-20T18:30:00.000Z');
  });
});

describe('a week', () => {
  // Friday 23:00 and Saturday 00:00 in India, Friday again a week later.
  const times = ['2026-11-20T17:30:00Z', '2026-11-20T18:30:00Z', '2026-11-27T17:30:00Z', '2026-11-21T05:30:00Z'];
  const grid = weekGrid(
    times.map((time, i) => ({ atMs: Date.parse(time), value: i === 3 ? null : 10 * (i + 1) })),
    () => indiaMs,
  );
  test('is by the station’s clock, the mean of what was measured, blank elsewhere', () => {
    expect([grid[4]?.[23], grid[5]?.[0], grid[5]?.[11], grid[0]?.[0]]).toEqual([20, 20, null, null]);
    expect([isBlank(grid), isBlank(gridOf(() => null))]).toEqual([false, true]);
  });
  test('is saved with an empty cell for what is not known', () => {
    const lines = weekCsv(grid).split('\r\n');
    expect([lines[0], lines[1], lines[4 * 24 + 24], lines.length]).toEqual(['weekday,hour,value', '1,0,', '5,23,20', 170]);
  });
  test('of traffic comes from the station’s own cells', () => {
    const cell = { avg_speed: 50, avg_volume: null, reading_count: 2 };
    const pattern = patternGrid({
      by_hour_and_weekday: [
        { ...cell, weekday: 1, hour: 0 },
        { ...cell, weekday: 7, hour: 23, avg_speed: null },
      ],
    });
    expect([pattern[0]?.[0], pattern[6]?.[23], pattern[3]?.[12]]).toEqual([50, null, null]);
  });
});

test('levels run together only where nothing lies between them', () => {
  expect(levelRuns([0, 1, 2, 5], ['a', 'a', 'b', 'b'], 1)).toEqual([
    { level: 'a', fromMs: 0, untilMs: 2 },
    { level: 'b', fromMs: 2, untilMs: 3 },
    { level: 'b', fromMs: 5, untilMs: 6 },
  ]);
  expect(levelShares(['a', 'b', 'b', 'b'])).toEqual([
    { level: 'b', share: 0.75 },
    { level: 'a', share: 0.25 },
  ]);
  expect(inSight({ fromMs: 0, untilMs: 10 }, { fromMs: 5, untilMs: 15 })).toEqual({ left: 0, width: 0.5 });
  expect(inSight({ fromMs: 0, untilMs: 5 }, { fromMs: 5, untilMs: 15 })).toBeNull();
});

test('an hour and a day without readings are gaps', () => {
  const hour = { avg_volume: null, reading_count: 1 };
  const row = congestionRow({
    data_points: [
      { ...hour, timestamp: at(0), avg_speed: 50, congestion_level: 'free' },
      { ...hour, timestamp: at(120), avg_speed: 20, congestion_level: null },
    ],
  });
  expect([row.speeds, row.levels]).toEqual([
    [50, null, 20],
    ['free', 'unknown', 'unknown'],
  ]);
  const days = ['2026-11-18', '2026-11-20'].map((date) => ({ date, avg_speed: 40, avg_volume: null, reading_count: 3 }));
  const chart = trendChart({ data_points: days }, 'Speed', indiaMs);
  expect(chart.lines[0]?.values).toEqual([40, null, 40]);
  expect(new Date(chart.timesMs[0] ?? 0).toISOString()).toBe('2026-11-18T06:30:00.000Z');
});
