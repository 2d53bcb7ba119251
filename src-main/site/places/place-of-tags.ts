/** A thing of the map as a place: what it is called in which language. In: its tags, kind and shape. Out: a place. Pure. */
import type { LonLat } from '../../../src-contract/domain/geometry-types.ts';
import type { PlaceKind } from '../../../src-contract/domain/place.ts';
import type { SaidPlace } from '../../../src-contract/domain/place-records.ts';
import type { OsmElement, Tags } from './osm-element.ts';

interface Shape {
  readonly at: LonLat;
  readonly outline: readonly LonLat[] | null;
}

/** Nobody calls a place by more; it goes to every page. */
const mostCharacters = 120;
const mostOtherNames = 8;
const otherNames = ['alt_name', 'official_name', 'short_name', 'loc_name', 'old_name', 'int_name', 'name:ur', 'name:gu'];

export function placeOfTags(
  { type, id, tags }: Pick<OsmElement, 'type' | 'id' | 'tags'>,
  kind: PlaceKind,
  shape: Shape,
): SaidPlace {
  const [en, hi, mr] = ['en', 'hi', 'mr'].map((language) => nameIn(tags, `name:${language}`));
  const name = nameIn(tags, 'name') ?? en ?? hi ?? mr ?? null;
  const names = { ...(en && { en }), ...(hi && { hi }), ...(mr && { mr }) };
  // An alternative name may be several, with semicolons between them.
  const alsoKnown = otherNames.flatMap((key) => nameIn(tags, key)?.split(';') ?? []).map((other) => other.trim());
  return {
    ...{ id: `${type}/${id}`, kind, name, names },
    at: rounded(shape.at),
    outline: shape.outline,
    source: 'osm',
    alsoKnown: alsoKnown.filter((other) => other !== '').slice(0, mostOtherNames),
  };
}

export function nameIn(tags: Tags, key: string): string | undefined {
  const name = tags[key]?.trim().slice(0, mostCharacters);
  return name === '' ? undefined : name;
}

/** As the map has it; what formats do to the last digits is no change. */
function rounded([lon, lat]: LonLat): LonLat {
  return [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
}
