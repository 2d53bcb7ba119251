/**
 * Where a walk begins or ends: from what somebody wrote to a point of the network. In: `lat,lon`, or the id of a point, a zone or a
 * place. Out: the end and the nearest point of the network. Pure.
 */
import type { GroundPoint, LonLat } from '../../../src-contract/domain/geometry-types.ts';
import type { WalkEnd } from '../../../src-contract/domain/walk.ts';
import { polygonCentroid } from '../../../src-contract/geometry/polygon.ts';
import type { SiteConfig } from '../../../src-contract/site-config.ts';
import { KavachError } from '../../errors.ts';
import { type NearPoint, type NetworkPoint, nearestOf, type WalkNetwork } from './walk-network.ts';

export interface KnownPlace {
  readonly id: string;
  readonly name: string | null;
  readonly at: LonLat;
}

export interface FoundEnd {
  readonly end: WalkEnd;
  /** Null when the network has no point for it. */
  readonly near: NearPoint | null;
  /** Of a zone's people; null for any other end. */
  readonly zoneId: string | null;
}

interface EndSources {
  readonly network: WalkNetwork;
  readonly zones: SiteConfig['zones'];
  /** As `zoneStart` finds them. */
  readonly zoneStarts: ReadonlyMap<string, NetworkPoint | null>;
  placeOf(id: string): KnownPlace | null;
}

/** `isOwn`: only points of the station's own plan. Throws BAD_REQUEST for a place off the Earth, NOT_FOUND for an unknown id. */
export function findEnd(text: string, { network, zones, zoneStarts, placeOf }: EndSources, isOwn: boolean): FoundEnd {
  const nearest = (plan: GroundPoint) =>
    nearestOf(network.points.values(), plan, isOwn ? ({ source }) => source === 'site' : undefined);
  const at = readLatLon(text);
  if (at !== null) return { end: { id: null, name: null, at }, near: nearest(network.toPlan(at)), zoneId: null };
  const point = network.points.get(text);
  if (point !== undefined) {
    const near = isOwn && point.source !== 'site' ? nearest(point.plan) : { point, distanceM: 0 };
    return { end: endOf(point), near, zoneId: null };
  }
  const zone = zones.find(({ id }) => id === text);
  if (zone !== undefined) {
    const start = zoneStarts.get(zone.id) ?? null;
    const at = start?.at ?? network.toLonLat(zone.ground === undefined ? [0, 0] : polygonCentroid(zone.ground));
    const near = start === null ? null : { point: start, distanceM: 0 };
    return { end: { id: zone.id, name: zone.name, at }, near, zoneId: zone.id };
  }
  const place = placeOf(text);
  if (place !== null) return { end: place, near: nearest(network.toPlan(place.at)), zoneId: null };
  throw new KavachError(
    'NOT_FOUND',
    `There is no zone, place or point "${text}" here. Give lat,lon, or an id of GET /api/site, GET /api/locations or GET /api/routes/network.`,
  );
}

function readLatLon(text: string): LonLat | null {
  const match = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text);
  if (match === null) return null;
  const [lat, lon] = [Number(match[1]), Number(match[2])];
  if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180) return [lon, lat];
  throw new KavachError('BAD_REQUEST', `"${text}" is no place on the Earth: give lat,lon with lat in ±90 and lon in ±180.`);
}

function endOf({ id, name, at }: NetworkPoint): WalkEnd {
  return { id, name, at };
}

/** A zone without a stretch of its own is left by a point that lies within or beside it. */
const mostToZoneM = 30;

/**
 * Where a zone's people set out: of the points that its stretches join, the nearest to its middle; the first of them in a zone that
 * isn't drawn. Null when no stretch leads through it and no point lies in reach.
 */
export function zoneStart(network: WalkNetwork, zone: SiteConfig['zones'][number]): NetworkPoint | null {
  const own = [...network.stretches.values()].filter(({ zoneId }) => zoneId === zone.id);
  const ends = own.flatMap(({ from, to }) => [from, to]).flatMap((id) => network.points.get(id) ?? []);
  if (zone.ground === undefined) return ends[0] ?? null;
  const middle = polygonCentroid(zone.ground);
  if (ends.length > 0) return nearestOf(ends, middle)?.point ?? null;
  const near = nearestOf(network.points.values(), middle, ({ source }) => source === 'site');
  return near === null || near.distanceM > mostToZoneM ? null : near.point;
}
