/** Series of all sources under one roof. A name that two sources know belongs to the first. */
import type { SeriesInfo, SeriesSource } from '../../src-contract/domain/series.ts';

/** What is kept of each takes 130 kB, and a study of each takes the worker half a minute twice a day. */
const mostSeries = 200;

export interface SeriesSources {
  /** The first 200; how many were left out is `leftOut`. */
  list(): { readonly series: readonly SeriesInfo[]; readonly leftOut: number };
  /** Unknown throughout where no source knows the name. */
  read(seriesId: string, fromMs: number, toMs: number): readonly (number | null)[];
}

export function joinSources(sources: readonly SeriesSource[], stepMs: number): SeriesSources {
  return {
    list() {
      const byId = new Map(
        sources
          .flatMap((source) => source.series())
          .toReversed()
          .map((info) => [info.id, info]),
      );
      const all = [...byId.values()].toReversed();
      return { series: all.slice(0, mostSeries), leftOut: Math.max(0, all.length - mostSeries) };
    },
    read(seriesId, fromMs, toMs) {
      for (const source of sources) {
        const figures = source.history(seriesId, fromMs, toMs, stepMs);
        if (figures !== null) return figures;
      }
      return Array(Math.ceil((toMs - fromMs) / stepMs)).fill(null);
    },
  };
}
