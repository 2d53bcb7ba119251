/**
 * A way that was found, as it is told: its line on the map from where somebody stands to where they want to go, its steps, its figures.
 * In: a found way and its ends. Out: a route. Pure.
 */
import type { LonLat } from '../../../src-contract/domain/geometry-types.ts';
import type { RouteWarning, WalkRoute } from '../../../src-contract/domain/walk.ts';
import type { FoundWay } from './find-routes.ts';
import { stepsOf } from './route-steps.ts';
import type { FoundEnd } from './walk-ends.ts';
import type { NearPoint, NetworkPoint } from './walk-network.ts';
import { freeSpeedMps } from './walking-speed.ts';

export interface RouteEnds {
  readonly from: FoundEnd & { readonly near: NearPoint };
  /** Null of a way out, which ends at its exit. */
  readonly to: (FoundEnd & { readonly near: NearPoint }) | null;
}

interface ToldWay {
  readonly way: FoundWay;
  readonly ends: RouteEnds;
  readonly exit?: WalkRoute['exit'];
  readonly warnings?: readonly RouteWarning[];
}

export function routeOf({ way, ends, exit = null, warnings = [] }: ToldWay): WalkRoute {
  const last = way.arcs.at(-1)?.to ?? ends.from.near.point;
  // The few metres between a place and the network, which nobody drew.
  const beyondM = ends.from.near.distanceM + (ends.to?.near.distanceM ?? 0);
  const target: NetworkPoint = ends.to === null ? last : { ...last, ...ends.to.end, id: last.id, name: ends.to.end.name };
  return {
    line: lineOf(way, ends, last),
    distanceM: way.distanceM + beyondM,
    durationS: way.seconds + beyondM / freeSpeedMps,
    crowdCostS: way.crowdS,
    worstBand: way.worstBand,
    warnings: [...way.warnings, ...warnings],
    exit,
    steps: stepsOf(way.arcs, target, exit !== null),
    stretchIds: way.arcs.map(({ stretch }) => stretch.id),
  };
}

/** Two points at least, as a line has; the same twice for who is there already. */
function lineOf({ arcs }: FoundWay, { from, to }: RouteEnds, last: NetworkPoint): LonLat[] {
  const points = [from.end.at, from.near.point.at, ...arcs.map((arc) => arc.to.at), to?.end.at ?? last.at];
  const line = points.filter((at, i) => i === 0 || at[0] !== points[i - 1]?.[0] || at[1] !== points[i - 1]?.[1]);
  return line.length > 1 ? line : [from.end.at, from.end.at];
}
