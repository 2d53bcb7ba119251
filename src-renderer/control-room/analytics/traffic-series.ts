/** Hours of congestion and days of a trend → charts, and the usual week → a grid. What wasn't measured is a gap. Pure. */
import type { CongestionReply, PatternsReply, TrendsReply } from '../../../src-contract/api/traffic.ts';
import type { CongestionLevel } from '../../../src-contract/domain/traffic.ts';
import type { ChartContent } from '../../ui/chart/chart-content.ts';
import { gridOf, type WeekGrid } from './week-grid.ts';

export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

export interface CongestionRow {
  readonly timesMs: readonly number[];
  readonly speeds: readonly (number | null)[];
  readonly levels: readonly (CongestionLevel | 'unknown')[];
}

/** Every hour between the first and the last, whether or not something was measured in it. */
export function congestionRow({ data_points }: Pick<CongestionReply, 'data_points'>): CongestionRow {
  const known = new Map(data_points.map((point) => [Date.parse(point.timestamp), point]));
  const timesMs = evenTimes([...known.keys()], hourMs);
  const points = timesMs.map((ms) => known.get(ms));
  return {
    timesMs,
    speeds: points.map((point) => point?.avg_speed ?? null),
    levels: points.map((point) => point?.congestion_level ?? 'unknown'),
  };
}

/** By days as they are named: a day is drawn at its noon, so that no offset moves it to another. */
export function trendChart({ data_points }: Pick<TrendsReply, 'data_points'>, label: string, offsetMs: number): ChartContent {
  const known = new Map(data_points.map(({ date, avg_speed }) => [Date.parse(`${date}T12:00:00Z`) - offsetMs, avg_speed]));
  const timesMs = evenTimes([...known.keys()], dayMs);
  const values = timesMs.map((ms) => known.get(ms) ?? null);
  return { timesMs, lines: [{ label, values, token: '--accent', dots: true }], bands: [], marks: [], nowMs: null };
}

export function speedChart({ timesMs, speeds }: CongestionRow, label: string): ChartContent {
  return { timesMs, lines: [{ label, values: speeds, token: '--accent' }], bands: [], marks: [], nowMs: null };
}

export function patternGrid({ by_hour_and_weekday }: Pick<PatternsReply, 'by_hour_and_weekday'>): WeekGrid {
  const known = new Map(by_hour_and_weekday.map(({ weekday, hour, avg_speed }) => [weekday * 24 + hour, avg_speed]));
  return gridOf((weekday, hour) => known.get((weekday + 1) * 24 + hour) ?? null);
}

function evenTimes(knownMs: readonly number[], stepMs: number): number[] {
  if (knownMs.length === 0) return [];
  const [first, last] = [Math.min(...knownMs), Math.max(...knownMs)];
  return Array.from({ length: Math.round((last - first) / stepMs) + 1 }, (_, i) => first + i * stepMs);
}
