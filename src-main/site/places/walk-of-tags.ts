/** Whether people may walk a way of the map, and how. In: its tags. Out: the sort of walking, or null. Pure. */
import type { WalkKind } from '../../../src-contract/domain/walk.ts';
import type { Tags } from './osm-element.ts';

export interface WalkTags {
  readonly kind: WalkKind;
  readonly widthM: number | null;
  /** Only along the way, or only against it. */
  readonly oneWay: 'along' | 'against' | null;
}

const paths = new Set(['footway', 'path', 'pedestrian', 'corridor', 'platform', 'cycleway', 'bridleway', 'living_street']);
/** Where there are no pavements people walk on the road; motorways forbid it. */
const roads = new Set([
  ...['residential', 'service', 'unclassified', 'track', 'road', 'tertiary', 'secondary', 'primary', 'trunk'],
  ...['tertiary_link', 'secondary_link', 'primary_link', 'trunk_link', 'busway'],
]);
const openOnFoot = new Set(['yes', 'designated', 'permissive', 'destination']);
const closed = new Set(['no', 'private', 'use_sidepath']);

export function walkOfTags(tags: Tags): WalkTags | null {
  const kind = kindOf(tags);
  if (kind === null || !mayWalk(tags)) return null;
  return { kind, widthM: metres(tags['width'] ?? tags['est_width']), oneWay: oneWayOf(tags) };
}

function kindOf(tags: Tags): WalkKind | null {
  const highway = tags['highway'] ?? '';
  const moves = tags['conveying'] !== undefined && tags['conveying'] !== 'no';
  if (highway === 'steps') return moves ? 'escalator' : 'stairs';
  if (highway === 'elevator') return 'lift';
  if (tags['footway'] === 'crossing' || tags['path'] === 'crossing') return 'crossing';
  if (paths.has(highway)) return tags['ramp'] === 'yes' || isSloped(tags['incline']) ? 'ramp' : 'level';
  if (roads.has(highway)) return 'road';
  return tags['railway'] === 'platform' || tags['public_transport'] === 'platform' ? 'level' : null;
}

function isSloped(incline: string | undefined): boolean {
  return incline === 'up' || incline === 'down' || Math.abs(Number.parseFloat(incline ?? '0')) >= 3;
}

function mayWalk(tags: Tags): boolean {
  const { foot, access, motorroad } = tags;
  if (foot !== undefined && closed.has(foot)) return false;
  if (foot !== undefined && openOnFoot.has(foot)) return true;
  return motorroad !== 'yes' && !(access !== undefined && closed.has(access));
}

function oneWayOf(tags: Tags): WalkTags['oneWay'] {
  const said = tags['oneway:foot'] ?? tags['foot:oneway'];
  if (said === 'yes' || tags['conveying'] === 'forward') return 'along';
  return said === '-1' || tags['conveying'] === 'backward' ? 'against' : null;
}

/** `3`, `3.5 m`; what is said in another unit, or is no width of a way, is left out. */
function metres(text: string | undefined): number | null {
  const width = /^(\d+(?:\.\d+)?)\s*m?$/.exec(text?.trim() ?? '')?.[1];
  const value = Number(width);
  return width !== undefined && value > 0 && value <= 200 ? value : null;
}
