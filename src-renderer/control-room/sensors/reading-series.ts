/** Readings of a sensor → a line over time. A pause much longer than its usual one is a gap, never a line across it. Pure. */
import type { ReadingReply } from '../../../src-contract/api/sensors.ts';
import type { ChartContent } from '../../ui/chart/chart-content.ts';

export interface ReadingSeries {
  /** Rising. */
  readonly timesMs: readonly number[];
  readonly values: readonly (number | null)[];
}

/** A pause counts as a gap from so many usual ones on, and never below this. */
const gapFactor = 3;
const leastGapMs = 5_000;

/** `readings` as the station lists them: the newest first. What a reading doesn't say is a gap too. */
export function readingSeries(readings: readonly ReadingReply[], field: string): ReadingSeries {
  const points = readings
    .map(({ timestamp, values }) => ({ atMs: Date.parse(timestamp), value: values[field] ?? null }))
    .toSorted((a, b) => a.atMs - b.atMs);
  const gapMs = Math.max(leastGapMs, gapFactor * usualPauseMs(points.map(({ atMs }) => atMs)));
  const withGaps = points.flatMap((point, i) => {
    const before = points[i - 1];
    const isAfterGap = before !== undefined && point.atMs - before.atMs > gapMs;
    return isAfterGap ? [{ atMs: (before.atMs + point.atMs) / 2, value: null }, point] : [point];
  });
  return { timesMs: withGaps.map(({ atMs }) => atMs), values: withGaps.map(({ value }) => value) };
}

/** The median one; 0 with fewer than two. */
function usualPauseMs(timesMs: readonly number[]): number {
  const pauses = timesMs.slice(1).map((ms, i) => ms - (timesMs[i] ?? ms));
  return pauses.toSorted((a, b) => a - b)[Math.floor(pauses.length / 2)] ?? 0;
}

export function seriesChart({ timesMs, values }: ReadingSeries, label: string): ChartContent {
  return { timesMs, lines: [{ label, values, token: '--text-2' }], bands: [], marks: [], nowMs: null };
}
