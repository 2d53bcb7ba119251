/** Where series come from: the people in each zone, those who cross each counting line, and what each approved sensor measures. In: site and store. */

import { type FieldUnit, sensorType } from '../../src-contract/domain/sensor-types.ts';
import {
  lineOfSeries,
  lineSeriesId,
  type SeriesInfo,
  type SeriesKind,
  type SeriesSource,
  zoneOfSeries,
  zoneSeriesId,
} from '../../src-contract/domain/series.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import type { SensorBook } from '../sensors/book/sensor-book.ts';
import type { Store } from '../store/open-store.ts';

export function zoneSource(site: Pick<SiteConfig, 'zones'>, { history }: Pick<Store, 'history'>): SeriesSource {
  return {
    series: () => site.zones.map(({ id, name }) => ({ id: zoneSeriesId(id), name, kind: 'people', unit: 'people', minimum: 0 })),
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
export function lineSource(site: Pick<SiteConfig, 'cameras'>, store: Pick<Store, 'history' | 'crossings'>): SeriesSource {
  const cameraOf = (lineId: string) => site.cameras.find(({ lines }) => lines.some(({ id }) => id === lineId));
  return {
    series: () =>
      site.cameras
        .flatMap(({ lines }) => lines)
        .map(({ id }) => ({ id: lineSeriesId(id), name: id, kind: 'flow', unit: 'people/min', minimum: 0 })),
    history(id, fromMs, toMs, stepMs) {
      const line = lineOfSeries(id);
      if (line === null) return null;
      const span = { fromMs, toMs, stepMs };
      const seen = (cameraOf(line)?.zones ?? []).map(({ zone }) => store.history.means({ zone, ...span }));
      const isWatched = (step: number): boolean => seen.some((means) => (means[step] ?? null) !== null);
      return store.crossings
        .perStep({ line, ...span })
        .map((crossed, step) => (crossed > 0 || isWatched(step) ? crossed / (stepMs / 60_000) : null));
    },
  };
}

/** The main figure of an approved sensor of a known type, from the minutes of the last eight days. */
export function sensorSource(book: Pick<SensorBook, 'list' | 'find'>, { readings }: Pick<Store, 'readings'>): SeriesSource {
  return {
    series: () => book.list().flatMap(({ id, record }) => (record?.approved ? (sensorSeries(id, record) ?? []) : [])),
    history(id, fromMs, toMs, stepMs) {
      const type = book.find(id)?.record?.type;
      const field = type === undefined ? undefined : sensorType(type)?.mainField;
      if (type === undefined || field === undefined) return null;
      const span = { fromS: Math.floor(fromMs / 1000), toS: Math.ceil(toMs / 1000) };
      const steps = Array.from({ length: Math.ceil((toMs - fromMs) / stepMs) }, () => ({ sum: 0, n: 0 }));
      for (const { atS, sum, n } of readings.rollups({ type, sensorId: id, field, step: 'minute', ...span })) {
        const step = steps[Math.floor((atS * 1000 - fromMs) / stepMs)];
        if (step === undefined) continue;
        step.sum += sum;
        step.n += n;
      }
      return steps.map(({ sum, n }) => (n === 0 ? null : sum / n));
    },
  };
}

function sensorSeries(id: string, { type, name }: { readonly type: string; readonly name: string }): SeriesInfo | null {
  const known = sensorType(type);
  const field = known?.fields[known.mainField];
  return field === undefined
    ? null
    : { id, name, kind: kindOf(field.unit), unit: field.unit, minimum: field.min >= 0 ? 0 : null };
}

function kindOf(unit: FieldUnit): SeriesKind {
  if (unit === 'm/s') return 'speed';
  if (unit === 'vehicles' || unit === 'count') return 'volume';
  return unit === '%' || unit === 'share' ? 'level' : 'other';
}
