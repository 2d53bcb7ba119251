/** What maps are handed: GeoJSON, and the station's zones as such, from its own degrees. Pure; no colours here. */
import type { SiteReply } from '../../../src-contract/api/site.ts';

export type LonLat = readonly [number, number];

export interface Features {
  readonly type: 'FeatureCollection';
  readonly features: readonly {
    readonly type: 'Feature';
    readonly id?: number;
    readonly properties: Readonly<Record<string, string | number>>;
    readonly geometry:
      | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly LonLat[])[] }
      | { readonly type: 'LineString'; readonly coordinates: readonly LonLat[] }
      | { readonly type: 'Point'; readonly coordinates: LonLat };
  }[];
}

export interface ZoneMark {
  readonly id: string;
  readonly band: string;
  readonly selected: boolean;
}

/** Zones with a place on the plan; what they look like is said by `marks`. */
export function zoneFeatures(site: SiteReply, marks: ReadonlyMap<string, ZoneMark>): Features {
  return collection(
    site.zones.flatMap((zone) => {
      if (zone.polygon === null) return [];
      const mark = marks.get(zone.id);
      const properties = { zone: zone.id, band: mark?.band ?? 'unknown', selected: mark?.selected === true ? 1 : 0 };
      return [
        { type: 'Feature' as const, properties, geometry: { type: 'Polygon' as const, coordinates: [closed(zone.polygon)] } },
      ];
    }),
  );
}

export function collection(features: Features['features']): Features {
  return { type: 'FeatureCollection', features };
}

export function closed(ring: readonly LonLat[]): LonLat[] {
  const first = ring[0];
  return first === undefined ? [] : [...ring, first];
}
