/** Places between the station's own shapes and GeoJSON; questions about them from text to what the store is asked. Pure. */
import { z } from 'zod';
import type { LocationFeature, LocationImportReply } from '../../../src-contract/api/places.ts';
import type { LonLat } from '../../../src-contract/domain/geometry-types.ts';
import { type PlaceKind, type PlaceNames, placeKinds } from '../../../src-contract/domain/place.ts';
import {
  type AreaBox,
  areaBoxSchema,
  type ImportFacts,
  isAreaBox,
  type MapRefresh,
  type PlaceImport,
} from '../../../src-contract/domain/place-import.ts';
import type { FoundPlace } from '../../../src-contract/domain/place-records.ts';
import { KavachError } from '../../errors.ts';
import type { PlacesPort } from '../places-port.ts';
import { isoTime } from './figures.ts';

export const mapAttribution = '© OpenStreetMap contributors, ODbL';

export function featureOf({ at, distanceM, outline, ...place }: FoundPlace): LocationFeature {
  const { id, kind, name, names, source, corrected, hidden } = place;
  return {
    ...{ type: 'Feature', id, geometry: { type: 'Point', coordinates: [...at] } },
    properties: {
      ...{ id, kind, name, names, source, corrected, hidden },
      outline: outline?.map(([lon, lat]) => [lon, lat]) ?? null,
      distance_m: distanceM === null ? null : Math.round(distanceM * 10) / 10,
    },
  };
}

/** Throws BAD_REQUEST naming the field. */
export function kindsOf(type: string | undefined): PlaceKind[] {
  const words = (type ?? '').split(',').filter((word) => word.trim() !== '');
  return words.map((word) => placeKinds.find((kind) => kind === word.trim()) ?? wrong('type', `one of ${placeKinds.join(', ')}`));
}

export function boxOf(bbox: string | undefined): AreaBox | null {
  if (bbox === undefined) return null;
  const box = areaBoxSchema.safeParse(numbersOf(bbox, 4)).data;
  if (box === undefined || !isAreaBox(box))
    return wrong('bbox', 'west,south,east,north in degrees, such as 72.83,19.01,72.86,19.03');
  return box;
}

export function pointOf(near: string | undefined): LonLat | null {
  if (near === undefined) return null;
  const [lat, lon] = numbersOf(near, 2) ?? [];
  if (lat === undefined || lon === undefined || Math.abs(lon) > 180 || Math.abs(lat) > 90)
    return wrong('near', 'lat,lon in degrees, such as 19.0186,72.843');
  return [lon, lat];
}

export function namesOf(body: {
  name_en?: string | undefined;
  name_hi?: string | undefined;
  name_mr?: string | undefined;
}): PlaceNames {
  const { name_en: en, name_hi: hi, name_mr: mr } = body;
  return { ...(en && { en }), ...(hi && { hi }), ...(mr && { mr }) };
}

function numbersOf(text: string, count: number): number[] | null {
  const numbers = z
    .array(z.coerce.number().finite())
    .length(count)
    .safeParse(text.split(',').map((part) => part.trim() || 'none'));
  return numbers.data ?? null;
}

function wrong(field: string, allowed: string): never {
  throw new KavachError('BAD_REQUEST', `${field} is wrong; allowed: ${allowed}.`, {
    fields: [{ in: 'query', field, message: allowed }],
  });
}

export function importReplyOf(places: PlacesPort): LocationImportReply {
  const last = places.last();
  const preview = places.preview();
  return {
    attribution: mapAttribution,
    last: last === null ? null : { ...factsOf(last), applied_at: isoTime(last.appliedMs), applied_by: last.appliedBy },
    import: stateOf(places.importing()),
    preview:
      preview === null
        ? null
        : {
            facts: factsOf(preview.facts),
            ...{ kinds: preview.kinds, ways: preview.ways },
            samples: {
              ...{
                added: [...preview.samples.added],
                changed: [...preview.samples.changed],
                removed: [...preview.samples.removed],
              },
            },
          },
    refresh: refreshOf(places.refresh()),
  };
}

function factsOf({ source, from, area, complete, mapMs, readMs, by }: ImportFacts) {
  const map_at = mapMs === null ? null : isoTime(mapMs);
  return { source, from, area: [...area], complete, map_at, read_at: isoTime(readMs), by };
}

function stateOf(state: PlaceImport): LocationImportReply['import'] {
  switch (state.kind) {
    case 'fetching':
      return { state: state.kind, since: isoTime(state.sinceMs), from: state.from, attempt: state.attempt };
    case 'reading':
      return { state: state.kind, since: isoTime(state.sinceMs), from: state.from, share: state.share };
    case 'failed':
      return { state: state.kind, at: isoTime(state.atMs), reason: state.reason };
    default:
      return { state: state.kind };
  }
}

function refreshOf(state: MapRefresh): LocationImportReply['refresh'] {
  switch (state.kind) {
    case 'off':
      return { state: 'off', reason: state.reason };
    case 'on':
      return { state: 'on', last_at: state.lastMs === null ? null : isoTime(state.lastMs), next_at: isoTime(state.nextMs) };
    case 'offline':
      return { state: 'offline', since: isoTime(state.sinceMs), reason: state.reason, next_at: isoTime(state.nextMs) };
  }
}
