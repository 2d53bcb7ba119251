/**
 * The walking network: the station's own points and stretches (site file) and the ways of a map around it, joined where a point opens
 * onto the street. In: the site, the map's ways. Out: points, stretches and the directed graph that is searched. Pure. What walking
 * costs just now is stretch-cost.ts's.
 */
import createGraph, { type Graph } from 'ngraph.graph';
import type { GroundPoint, LonLat } from '../../../src-contract/domain/geometry-types.ts';
import type { WalkPoint, WalkStretch, WalkWay } from '../../../src-contract/domain/walk.ts';
import { degreesToPlan, planToDegrees } from '../../../src-contract/geometry/plan-degrees.ts';
import type { SiteConfig } from '../../../src-contract/site-config.ts';
import { walkingTimeS } from './walking-speed.ts';

export interface NetworkPoint extends WalkPoint {
  /** Metres in the station's plan. */
  readonly plan: GroundPoint;
}

/** A stretch in one direction. */
export interface Arc {
  readonly stretch: WalkStretch;
  readonly from: NetworkPoint;
  readonly to: NetworkPoint;
  /** In this direction, m. */
  readonly riseM: number;
  /** With nobody in the way, s. */
  readonly freeS: number;
}

export type WalkGraph = Graph<NetworkPoint, Arc>;

export interface WalkNetwork {
  readonly points: ReadonlyMap<string, NetworkPoint>;
  readonly stretches: ReadonlyMap<string, WalkStretch>;
  readonly graph: WalkGraph;
  /** What a straight line takes at least, s/m: no stretch is walked faster. The tighter it is, the less is searched. */
  readonly leastSPerM: number;
  toPlan(at: LonLat): GroundPoint;
  toLonLat(plan: GroundPoint): LonLat;
}

/** A door onto the street and the nearest mapped path: as far apart as a forecourt is deep. */
export const streetJoinM = 60;

export function buildWalkNetwork(site: Pick<SiteConfig, 'station' | 'walk'>, ways: readonly WalkWay[]): WalkNetwork {
  const { location, plan_bearing_deg: bearingDeg } = site.station;
  const toLonLat = planToDegrees(location, bearingDeg);
  const toPlan = degreesToPlan(location, bearingDeg);
  const points = new Map<string, NetworkPoint>();
  for (const { id, name, at, exit } of site.walk.points) {
    const safe = exit === undefined ? null : { capacityPerMin: exit.capacity_per_min };
    points.set(id, { id, name: name ?? null, at: toLonLat(at), exit: safe, source: 'site', plan: at });
  }
  const own = site.walk.stretches.flatMap((stretch) => ownStretch(points, stretch));
  const mapped = ways.flatMap((way) => addWay(points, way, toPlan));
  const streetPoints = [...points.values()].filter(({ source }) => source === 'osm');
  const doors = site.walk.points.filter(({ street }) => street);
  const joints = doors.flatMap(({ id }) => joinToStreet(points.get(id), streetPoints));
  const stretches = new Map<string, WalkStretch>();
  // The first of two with one id stands: a closed way of a map may run over the same two nodes twice.
  for (const stretch of [...own, ...mapped, ...joints]) if (!stretches.has(stretch.id)) stretches.set(stretch.id, stretch);
  const graph = graphOf(points, stretches.values());
  return { points, stretches, graph, leastSPerM: leastSPerM(graph), toPlan, toLonLat };
}

function leastSPerM(graph: WalkGraph): number {
  let least = Number.POSITIVE_INFINITY;
  graph.forEachLink(({ data: { freeS, from, to } }) => {
    const straightM = distanceM(from, to);
    if (straightM > 0) least = Math.min(least, freeS / straightM);
  });
  return Number.isFinite(least) ? least : 0;
}

type OwnStretch = SiteConfig['walk']['stretches'][number];

function ownStretch(points: ReadonlyMap<string, NetworkPoint>, stretch: OwnStretch): WalkStretch[] {
  const [from, to] = [points.get(stretch.from), points.get(stretch.to)];
  if (from === undefined || to === undefined) return [];
  const { id, kind, name, width_m: widthM, rise_m: riseM, one_way: oneWay, zone } = stretch;
  return [
    {
      ...{ id, from: from.id, to: to.id, kind, name: name ?? null, widthM: widthM ?? null, riseM, oneWay },
      // Never shorter than the straight line, which the search trusts as its lower bound.
      lengthM: Math.max(stretch.length_m ?? 0, distanceM(from, to)),
      ...{ zoneId: zone ?? null, source: 'site' },
    },
  ];
}

/** One stretch between each two nodes, named by them: a block holds on to its place when the map's way is cut or made longer. */
function addWay(points: Map<string, NetworkPoint>, way: WalkWay, toPlan: (at: LonLat) => GroundPoint): WalkStretch[] {
  for (const { id, at } of way.nodes)
    if (!points.has(id)) points.set(id, { id, name: null, at, exit: null, source: 'osm', plan: toPlan(at) });
  return way.nodes.slice(1).flatMap(({ id: toId }, i) => {
    const [from, to] = [points.get(way.nodes[i]?.id ?? ''), points.get(toId)];
    if (from === undefined || to === undefined || from === to) return [];
    return [
      {
        ...{ id: `${shortId(way.id)}-${shortId(from.id)}-${shortId(to.id)}`, from: from.id, to: to.id, kind: way.kind },
        ...{ name: way.name, lengthM: distanceM(from, to), widthM: way.widthM, riseM: 0, oneWay: way.oneWay },
        ...{ zoneId: null, source: 'osm' as const },
      },
    ];
  });
}

/** `way/12` → `w12`: an id that can stand in an address as it is. */
function shortId(id: string): string {
  return id.replace(/^(\w)\w*\/(\d+)$/, '$1$2').replaceAll('/', '_');
}

function joinToStreet(door: NetworkPoint | undefined, streetPoints: readonly NetworkPoint[]): WalkStretch[] {
  const near = door === undefined ? null : nearestOf(streetPoints, door.plan);
  if (door === undefined || near === null || near.distanceM > streetJoinM) return [];
  return [
    {
      ...{
        id: `${door.id}-street`,
        from: door.id,
        to: near.point.id,
        kind: 'level',
        name: null,
        lengthM: near.distanceM,
        widthM: null,
      },
      ...{ riseM: 0, oneWay: false, zoneId: null, source: 'osm' },
    },
  ];
}

function graphOf(points: ReadonlyMap<string, NetworkPoint>, stretches: Iterable<WalkStretch>): WalkGraph {
  const graph: WalkGraph = createGraph({ multigraph: true });
  graph.beginUpdate();
  for (const point of points.values()) graph.addNode(point.id, point);
  for (const stretch of stretches) {
    const [from, to] = [points.get(stretch.from), points.get(stretch.to)];
    if (from === undefined || to === undefined) continue;
    graph.addLink(from.id, to.id, arcOf(stretch, from, to, stretch.riseM));
    if (!stretch.oneWay) graph.addLink(to.id, from.id, arcOf(stretch, to, from, -stretch.riseM));
  }
  graph.endUpdate();
  return graph;
}

function arcOf(stretch: WalkStretch, from: NetworkPoint, to: NetworkPoint, riseM: number): Arc {
  return { stretch, from, to, riseM, freeS: walkingTimeS({ kind: stretch.kind, lengthM: stretch.lengthM, riseM }, 0) };
}

export function arcsFrom({ graph }: Pick<WalkNetwork, 'graph'>, pointId: string): Arc[] {
  const links = graph.getLinks(pointId) ?? [];
  return [...links].filter(({ fromId }) => fromId === pointId).map(({ data }) => data);
}

export function distanceM(a: Pick<NetworkPoint, 'plan'>, b: Pick<NetworkPoint, 'plan'>): number {
  return Math.hypot(a.plan[0] - b.plan[0], a.plan[1] - b.plan[1]);
}

export interface NearPoint {
  readonly point: NetworkPoint;
  readonly distanceM: number;
}

/** Null when none of them will do. */
export function nearestOf(
  points: Iterable<NetworkPoint>,
  plan: GroundPoint,
  fits: (point: NetworkPoint) => boolean = () => true,
): NearPoint | null {
  let best: NearPoint | null = null;
  for (const point of points) {
    const away = Math.hypot(point.plan[0] - plan[0], point.plan[1] - plan[1]);
    if ((best === null || away < best.distanceM) && fits(point)) best = { point, distanceM: away };
  }
  return best;
}
