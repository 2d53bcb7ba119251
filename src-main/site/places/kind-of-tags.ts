/**
 * What a thing on the map is to a control room, by its OpenStreetMap tags. In: tags. Out: a kind, or null for what nobody here looks for.
 * The first line that fits decides. Pure.
 */
import type { PlaceKind } from '../../../src-contract/domain/place.ts';
import type { Tags } from './osm-element.ts';

type Rule = readonly [PlaceKind, (tags: Tags) => boolean];

const is = (value: string | undefined, ...wanted: readonly string[]): boolean => value !== undefined && wanted.includes(value);
const isYes = (value: string | undefined): boolean => value === 'yes' || value === 'designated';
const isOnRails = (tags: Tags): boolean =>
  [tags['train'], tags['subway'], tags['light_rail'], tags['monorail'], tags['tram']].some(isYes) || 'railway' in tags;
const isOfTransport = (tags: Tags): boolean => is(tags['public_transport'], 'platform', 'station');
/** Where a bus stops for people, not the mark on the road where its driver does. */
const isBus = (tags: Tags): boolean =>
  is(tags['highway'], 'bus_stop') ||
  is(tags['amenity'], 'bus_stop', 'bus_station') ||
  (isOfTransport(tags) && isYes(tags['bus']) && !isOnRails(tags));
const isMoving = ({ conveying }: Tags): boolean => conveying !== undefined && conveying !== 'no';
const isRailEntrance = (tags: Tags): boolean => is(tags['railway'], 'subway_entrance', 'train_station_entrance');
/** Steps, quays and sights on the water that are called a ghat; not a road to one, nor a hill pass. */
const isNamedGhat = (tags: Tags): boolean =>
  [tags['name'], tags['name:en'], tags['name:hi'], tags['name:mr']].some((name) => /(\bghat|घाट)$/i.test(name?.trim() ?? '')) &&
  (is(tags['man_made'], 'pier', 'quay', 'embankment') ||
    is(tags['highway'], 'steps', 'pedestrian') ||
    is(tags['tourism'], 'attraction') ||
    is(tags['place'], 'locality') ||
    is(tags['amenity'], 'public_bath') ||
    'historic' in tags ||
    'leisure' in tags ||
    'waterway' in tags);

const rules: readonly Rule[] = [
  [
    'ghat',
    (tags) =>
      is(tags['man_made'], 'ghat') || is(tags['waterway'], 'ghat') || is(tags['leisure'], 'bathing_place') || isNamedGhat(tags),
  ],
  ['bus_stop', isBus],
  ['station', (tags) => is(tags['railway'], 'station', 'halt') || is(tags['public_transport'], 'station')],
  ['platform', (tags) => is(tags['railway'], 'platform') || (is(tags['public_transport'], 'platform') && isOnRails(tags))],
  ['exit', (tags) => isRailEntrance(tags) && is(tags['entrance'], 'exit', 'emergency')],
  ['entrance', isRailEntrance],
  ['escalator', (tags) => is(tags['highway'], 'steps') && isMoving(tags)],
  ['stairs', (tags) => is(tags['highway'], 'steps')],
  ['lift', (tags) => is(tags['highway'], 'elevator')],
  ['toilet', (tags) => is(tags['amenity'], 'toilets')],
  [
    'water',
    (tags) =>
      is(tags['amenity'], 'drinking_water', 'water_point') ||
      (is(tags['man_made'], 'water_tap') && !is(tags['drinking_water'], 'no')),
  ],
  ['hospital', (tags) => is(tags['amenity'], 'hospital', 'clinic') || is(tags['healthcare'], 'hospital', 'clinic')],
  ['first_aid', (tags) => is(tags['emergency'], 'first_aid', 'ambulance_station') || is(tags['amenity'], 'first_aid')],
  ['pharmacy', (tags) => is(tags['amenity'], 'pharmacy') || is(tags['healthcare'], 'pharmacy')],
  ['police', (tags) => is(tags['amenity'], 'police')],
  ['fire_station', (tags) => is(tags['amenity'], 'fire_station')],
  ['parking', (tags) => is(tags['amenity'], 'parking')],
  ['taxi', (tags) => is(tags['amenity'], 'taxi')],
  [
    'temple',
    (tags) =>
      (is(tags['amenity'], 'place_of_worship') && is(tags['religion'], 'hindu', 'jain', 'buddhist')) ||
      (is(tags['building'], 'temple') && tags['religion'] === undefined),
  ],
  ['assembly_point', (tags) => is(tags['emergency'], 'assembly_point')],
  ['shelter', (tags) => is(tags['amenity'], 'shelter') && !is(tags['shelter_type'], 'public_transport')],
];

/** For help in need it doesn't matter whose ground it is on. */
const alwaysOpen: readonly PlaceKind[] = ['hospital', 'police', 'fire_station', 'first_aid', 'assembly_point'];

export function kindOfTags(tags: Tags): PlaceKind | null {
  const kind = rules.find(([, fits]) => fits(tags))?.[0] ?? null;
  if (kind === null || alwaysOpen.includes(kind)) return kind;
  return is(tags['access'], 'no', 'private') ? null : kind;
}
