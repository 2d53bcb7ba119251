/**
 * Which stops of a feed are this station. In: its stops, and what is known of the station. Out: the stops with how they were known, or
 * none. A code is surer than a name, a name surer than a place. Pure.
 */
import { plainName } from '../../../src-contract/domain/station-name.ts';
import type { StopMatch } from '../../../src-contract/domain/train.ts';

export interface FeedStop {
  readonly id: string;
  readonly code: string | null;
  readonly name: string;
  /** Degrees; null where the feed doesn't say. */
  readonly lat: number | null;
  readonly lon: number | null;
  readonly parent: string | null;
  readonly platform: string | null;
}

export interface StationLook {
  readonly id: string;
  readonly name: string;
  /** Longitude and latitude, degrees. */
  readonly location: readonly [number, number];
  /** A stop that a person chose; its platforms come with it. */
  readonly chosenStop: string | null;
}

export interface FoundStops {
  readonly match: StopMatch;
  readonly stops: readonly FeedStop[];
}

/** A platform of a long station lies no farther from its middle; the next station of a suburban line does. */
const samePlaceM = 300;
/** Two stations of one name in different towns. */
const sameNameM = 3000;

export function findStops(feed: readonly FeedStop[], station: StationLook): FoundStops | null {
  const { chosenStop, name, location } = station;
  const isNear = (stop: FeedStop, withinM: number): boolean => (distanceM(stop, location) ?? 0) <= withinM;
  const ways: [StopMatch, (stop: FeedStop) => boolean][] = [
    ['code', ({ code, id }) => code?.toLowerCase() === station.id.toLowerCase() || id.toLowerCase() === station.id.toLowerCase()],
    ['name', (stop) => plainName(stop.name) === plainName(name) && isNear(stop, sameNameM)],
    ['place', (stop) => (distanceM(stop, location) ?? Number.POSITIVE_INFINITY) <= samePlaceM],
  ];
  const chosen: typeof ways = [['chosen', ({ id }) => id === chosenStop]];
  for (const [match, isOurs] of chosenStop === null ? ways : chosen) {
    const stops = withFamily(feed, feed.filter(isOurs));
    if (stops.length > 0) return { match, stops };
  }
  return null;
}

/** The nearest first, for a person who has to choose. */
export function nearestStops(feed: readonly FeedStop[], location: readonly [number, number], most: number): FeedStop[] {
  const distance = (stop: FeedStop): number => distanceM(stop, location) ?? Number.POSITIVE_INFINITY;
  return feed.toSorted((a, b) => distance(a) - distance(b)).slice(0, most);
}

/** Trains call at a station's platforms, which are stops of their own with the station as their parent. */
function withFamily(feed: readonly FeedStop[], found: readonly FeedStop[]): FeedStop[] {
  const ids = new Set(found.map(({ id }) => id));
  return feed.filter(({ id, parent }) => ids.has(id) || (parent !== null && ids.has(parent)));
}

/** Over a few km the earth is flat enough. */
function distanceM({ lat, lon }: FeedStop, [ownLon, ownLat]: readonly [number, number]): number | null {
  if (lat === null || lon === null) return null;
  const metersPerDegree = 111_320;
  const east = (lon - ownLon) * Math.cos((ownLat * Math.PI) / 180);
  return Math.hypot(east, lat - ownLat) * metersPerDegree;
}
