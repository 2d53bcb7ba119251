/**
 * The past of each series, kept between forecasts. In: a way to read steps. Out: the series up to a time, which begins with its first
 * known step. Long pasts are read a day at a time with the station's other work in between; afterwards only the newest hours are read
 * again, because figures come late. A study reads everything anew.
 */
import { setImmediate } from 'node:timers/promises';
import { covariateNames, type ReadCovariates } from '../../src-contract/domain/covariates.ts';
import type { PackedSeries } from './packed-series.ts';

export interface SeriesHistoryOptions {
  /** The mean of each step in [fromMs, toMs); null where it isn't known. */
  readonly read: (seriesId: string, fromMs: number, toMs: number) => readonly (number | null)[];
  readonly stepMs: number;
  /** Events and weather by step; the same for all series. */
  readonly covariates: ReadCovariates;
}

export interface SeriesHistory {
  /** Steps before `endMs`, a whole step. The values are the caller's own. */
  upTo(seriesId: string, endMs: number, freshness: 'known' | 'anew'): Promise<PackedSeries>;
  forget(seriesId: string): void;
}

/** Eight weeks, by which a weekly season is learnt, and a day. */
const spanMs = 57 * 86_400_000;
const sliceMs = 86_400_000;
/** No forecast reaches further. */
const aheadMs = 86_400_000;
const readAgainMs = 2 * 3_600_000;

export function createSeriesHistory({ read, stepMs, covariates }: SeriesHistoryOptions): SeriesHistory {
  const kept = new Map<string, PackedSeries>();
  const covariatesUpTo = createSharedCovariates(covariates, stepMs);

  const readInto = async (series: PackedSeries, seriesId: string, fromMs: number, endMs: number): Promise<void> => {
    for (let atMs = fromMs; atMs < endMs; atMs += sliceMs) {
      const figures = read(seriesId, atMs, Math.min(endMs, atMs + sliceMs));
      const first = (atMs - series.startMs) / stepMs;
      for (const [i, figure] of figures.entries()) series.values[first + i] = figure ?? Number.NaN;
      await setImmediate();
    }
  };

  return {
    async upTo(seriesId, endMs, freshness) {
      const startMs = endMs - spanMs;
      const series = { startMs, stepMs, values: new Float64Array(spanMs / stepMs).fill(Number.NaN) };
      const old = freshness === 'known' ? kept.get(seriesId) : undefined;
      const fromMs = old === undefined ? startMs : Math.max(startMs, Math.min(endMs, endOf(old)) - readAgainMs);
      if (old !== undefined) carryOver(old, series);
      await readInto(series, seriesId, fromMs, endMs);
      const begun = fromFirstKnown(series);
      kept.set(seriesId, begun);
      return { ...begun, values: begun.values.slice(), ...covariatesUpTo(endMs, begun.startMs) };
    },
    forget: (seriesId) => void kept.delete(seriesId),
  };
}

/** Read once for all series of a round; nothing where there is neither event nor weather to tell of. */
function createSharedCovariates(read: ReadCovariates, stepMs: number) {
  let kept: { endMs: number; steps: readonly Float32Array[] } | null = null;
  return (endMs: number, startMs: number): Pick<PackedSeries, 'covariates'> => {
    if (kept?.endMs !== endMs) {
      const steps = read(endMs - spanMs, stepMs, (spanMs + aheadMs) / stepMs);
      kept = { endMs, steps: covariateNames.map((name) => steps[name]) };
    }
    const first = (startMs - (endMs - spanMs)) / stepMs;
    const own = kept.steps.map((steps) => steps.slice(first));
    return own.some((steps) => steps.some((figure) => figure !== 0)) ? { covariates: own } : {};
  };
}

function endOf({ startMs, stepMs, values }: PackedSeries): number {
  return startMs + values.length * stepMs;
}

function carryOver(old: PackedSeries, series: PackedSeries): void {
  const shift = (old.startMs - series.startMs) / series.stepMs;
  const room = series.values.length - shift;
  series.values.set(
    old.values.subarray(Math.max(0, -shift), Math.max(0, room)),
    Math.max(0, Math.min(shift, series.values.length)),
  );
}

function fromFirstKnown({ startMs, stepMs, values }: PackedSeries): PackedSeries {
  const found = values.findIndex(Number.isFinite);
  const first = found === -1 ? values.length : found;
  return { startMs: startMs + first * stepMs, stepMs, values: values.slice(first) };
}
