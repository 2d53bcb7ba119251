/** Series that the crowd makes: the people in each zone, and those who cross each counting line. In: the site and the store. */
import { lineOfSeries, lineSeriesId, type SeriesSource, zoneOfSeries, zoneSeriesId } from '../../src-contract/domain/series.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import type { Store } from '../store/open-store.ts';

export function zoneSource({ zones }: Pick<SiteConfig, 'zones'>, { history }: Pick<Store, 'history'>): SeriesSource {
  return {
    series: () => zones.map(({ id, name }) => ({ id: zoneSeriesId(id), name, kind: 'people', unit: 'people', minimum: 0 })),
    history(id, fromMs, toMs, stepMs) {
      const zone = zoneOfSeries(id);
      return zone === null ? null : history.means({ zone, fromMs, toMs, stepMs });
    },
  };
}

/**
 * People a minute, in either direction. That nobody crossed is known only where the line's camera was seen to count: in a step in which
 * one of its zones was.
 */
export function lineSource({ cameras }: Pick<SiteConfig, 'cameras'>, store: Pick<Store, 'history' | 'crossings'>): SeriesSource {
  const cameraOf = new Map(cameras.flatMap((camera) => camera.lines.map((line) => [line.id, camera])));
  return {
    series: () =>
      [...cameraOf.keys()].map((id) => ({ id: lineSeriesId(id), name: id, kind: 'flow', unit: 'people/min', minimum: 0 })),
    history(id, fromMs, toMs, stepMs) {
      const line = lineOfSeries(id);
      if (line === null) return null;
      const span = { fromMs, toMs, stepMs };
      const seen = (cameraOf.get(line)?.zones ?? []).map(({ zone }) => store.history.means({ zone, ...span }));
      const isWatched = (step: number): boolean => seen.some((means) => (means[step] ?? null) !== null);
      return store.crossings
        .perStep({ line, ...span })
        .map((crossed, step) => (crossed > 0 || isWatched(step) ? crossed / (stepMs / 60_000) : null));
    },
  };
}
