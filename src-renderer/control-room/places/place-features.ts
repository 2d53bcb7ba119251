/** Places as the map is handed them: a sign each, and the outline of areas. Pure. */
import type { LocationFeature } from '../../../src-contract/api/places.ts';
import { collection, type Features, type LonLat } from '../../ui/map/features.ts';
import { placeRank } from '../../ui/map/place-marks.ts';

export function placeFeatures(places: readonly LocationFeature[], selectedId: string | null): Features {
  return collection(
    places.flatMap(({ geometry, properties: { id, kind, outline } }) => {
      const properties = { id, kind, rank: placeRank(kind), selected: id === selectedId ? 1 : 0 };
      const sign = { type: 'Feature' as const, properties, geometry };
      if (outline === null) return [sign];
      return [{ type: 'Feature' as const, properties, geometry: { type: 'Polygon' as const, coordinates: [outline] } }, sign];
    }),
  );
}

export function pickFeatures(at: LonLat | null): Features {
  return collection(at === null ? [] : [{ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: at } }]);
}
