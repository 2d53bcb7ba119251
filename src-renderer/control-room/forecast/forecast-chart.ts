/** Measured figures and forecasts of a series → what its chart shows, and what is saved of it. Pure. */
import type { AnomalyReply, PredictionReply, SeriesHistoryReply } from '../../../src-contract/api/predictions.ts';
import { usualHorizonsMinutes } from '../../../src-contract/domain/prediction.ts';
import type { ChartContent } from '../../ui/chart/chart-content.ts';
import type { CsvColumn } from '../../ui/chart/chart-export.ts';

export interface SeriesFigures {
  readonly history: SeriesHistoryReply;
  readonly predictions: readonly PredictionReply[];
  readonly anomalies: readonly AnomalyReply[];
}

export interface ChartWords {
  readonly measured: string;
  readonly forecast: string;
  readonly interval: (level: number) => string;
}

/** The usual horizons that are still ahead, the nearest first. */
export function forecastAhead(predictions: readonly PredictionReply[]): PredictionReply[] {
  return predictions
    .filter((one) => usualHorizonsMinutes.some((usual) => usual === one.horizon_minutes) && !one.outdated)
    .toSorted((a, b) => a.horizon_minutes - b.horizon_minutes);
}

export function forecastChart(
  { history, predictions, anomalies }: SeriesFigures,
  words: ChartWords,
  nowMs: number,
): ChartContent {
  const { points } = history;
  const lastMs = Date.parse(points.at(-1)?.timestamp ?? '') || 0;
  const ahead = forecastAhead(predictions).filter((one) => Date.parse(one.predicted_for) > lastMs);
  const blank = points.map(() => null);
  // The forecast sets out from what was measured last, so that eyes can follow it.
  const start = ahead.length === 0 ? null : (points.at(-1)?.value ?? null);
  const past = start === null ? blank : [...blank.slice(0, -1), start];
  const after = ahead.map(() => null);
  const levels = ahead[0]?.intervals.map(({ level }) => level) ?? [];
  return {
    timesMs: [...points.map(({ timestamp }) => Date.parse(timestamp)), ...ahead.map((one) => Date.parse(one.predicted_for))],
    lines: [
      { label: words.measured, token: '--text-2', values: [...points.map(({ value }) => value), ...after] },
      {
        label: words.forecast,
        token: '--accent',
        dashed: true,
        dots: true,
        values: [...past, ...ahead.map(({ value }) => value)],
      },
    ],
    bands: levels
      .toSorted((a, b) => b - a)
      .map((level, i) => ({
        ...{ label: words.interval(level), token: '--accent', opacity: 0.16 + 0.14 * i },
        lower: [...past, ...ahead.map((one) => edgeOf(one, level, 'lower'))],
        upper: [...past, ...ahead.map((one) => edgeOf(one, level, 'upper'))],
      })),
    marks: anomalies.map(({ from, until }) => ({ fromMs: Date.parse(from), untilMs: Date.parse(until), token: '--medium' })),
    nowMs,
  };
}

function edgeOf({ intervals }: PredictionReply, level: number, side: 'lower' | 'upper'): number | null {
  return intervals.find((interval) => interval.level === level)?.[side] ?? null;
}

/** In English whatever the page's language: programs read it. The forecast's own line begins after what was measured. */
export function csvColumns({ lines: [measured, forecast], bands, timesMs }: ChartContent, measuredCount: number): CsvColumn[] {
  const ahead = (values: readonly (number | null)[] = []) =>
    timesMs.map((_, i) => (i < measuredCount ? null : (values[i] ?? null)));
  const [wide, narrow] = bands;
  return [
    { name: 'measured', values: measured?.values ?? [] },
    { name: 'forecast', values: ahead(forecast?.values) },
    { name: 'lower_80', values: ahead(narrow?.lower) },
    { name: 'upper_80', values: ahead(narrow?.upper) },
    { name: 'lower_95', values: ahead(wide?.lower) },
    { name: 'upper_95', values: ahead(wide?.upper) },
  ];
}

export function anomalyAt(anomalies: readonly AnomalyReply[], ms: number): AnomalyReply | null {
  return anomalies.find(({ from, until }) => Date.parse(from) <= ms && ms <= Date.parse(until)) ?? null;
}

/** A forecast older than this was missed by the one that should have followed. */
const oldMs = 15 * 60_000;

/** How long ago the newest forecast was made, when that is too long; null when it is fresh or there is none. */
export function ageOfOld(predictions: readonly PredictionReply[], nowMs: number): number | null {
  const made = predictions.map((one) => Date.parse(one.made_at));
  if (made.length === 0) return null;
  const ageMs = nowMs - Math.max(...made);
  return ageMs > oldMs ? ageMs : null;
}
