/**
 * Places around the station: what they are, where they are, and who says so. What OpenStreetMap calls them is read in site/places/; a
 * correction by an operator stands over what an import says, whatever comes in later.
 */
import type { LonLat } from './geometry-types.ts';

export const placeKinds = [
  'station',
  'platform',
  'entrance',
  'exit',
  'stairs',
  'lift',
  'escalator',
  'toilet',
  'water',
  'first_aid',
  'hospital',
  'pharmacy',
  'police',
  'fire_station',
  'parking',
  'bus_stop',
  'taxi',
  'temple',
  'ghat',
  'holding_area',
  'assembly_point',
  'shelter',
  'other',
] as const;
export type PlaceKind = (typeof placeKinds)[number];

/** `site`: written in the site file. `own`: drawn by an operator. */
export const placeSources = ['osm', 'site', 'own'] as const;
export type PlaceSource = (typeof placeSources)[number];

/** By language of the pages; what is missing is shown by `name`. */
export interface PlaceNames {
  readonly en?: string | undefined;
  readonly hi?: string | undefined;
  readonly mr?: string | undefined;
}

export interface Place {
  /** `node/123`, `way/123` or `relation/123` of OpenStreetMap; `site:ID`; `own:UUID`. */
  readonly id: string;
  readonly kind: PlaceKind;
  /** In whatever language the source has it; null when it has none. */
  readonly name: string | null;
  readonly names: PlaceNames;
  /** Where it is looked for: of an area its middle. */
  readonly at: LonLat;
  /** Of an area, its outer ring, closed; null for a point. */
  readonly outline: readonly LonLat[] | null;
  readonly source: PlaceSource;
  /** True when an operator changed what the source says. */
  readonly corrected: boolean;
}
