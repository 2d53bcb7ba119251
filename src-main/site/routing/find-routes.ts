/**
 * The best way from point to point and ways that are really others. In: the network, the conditions, two points. Out: ways as arcs with
 * what they cost, the best first. Pure. Turning them into lines and steps is route-of.ts's.
 *
 * Alternatives by the penalty method (the stretches of what was found cost more, then search again), and kept only when little of them
 * is shared and they are no detour: the conditions of I. Abraham et al., Alternative routes in road networks (JEA 18, 2013), here by
 * length. An alternative never goes through more closed, black or red stretches than the best way.
 */
import { aStar } from 'ngraph.path';
import { type Band, worseBand } from '../../../src-contract/domain/band.ts';
import type { RouteWarning, WalkStretch } from '../../../src-contract/domain/walk.ts';
import { type StretchCost, searchCost, stretchCost, type WalkConditions } from './stretch-cost.ts';
import { type Arc, distanceM, type NetworkPoint, type WalkNetwork } from './walk-network.ts';

export interface FoundWay {
  readonly arcs: readonly Arc[];
  readonly distanceM: number;
  readonly seconds: number;
  readonly crowdS: number;
  /** `unknown` where it leads through no measured zone. */
  readonly worstBand: Band;
  readonly warnings: readonly RouteWarning[];
}

export interface WayQuestion {
  readonly from: string;
  readonly to: string;
  readonly conditions: WalkConditions;
  readonly avoidCrowd: boolean;
  readonly alternatives: number;
  /** Left out of the search altogether. */
  readonly isShut?: (arc: Arc) => boolean;
}

/** Of its length, so much at most may be shared with any better one. */
export const mostShared = 0.6;
/** It may take so much longer than the best, by the cost of the search. */
export const mostLonger = 1.5;
/** By so much a stretch that was used once is dearer in the next search. */
const penalty = 1.5;
/** A longer walk gets no alternatives: each is another search of half the town, and nobody weighs three walks of most of an hour. */
const longestWithOthersM = 3000;
/** Searches for alternatives; fewer where the best way is a last resort, as each then looks at all there is first. */
const mostTries = { open: 4, forced: 2 } as const;

export function findWays(network: WalkNetwork, question: WayQuestion): FoundWay[] {
  const costs = costsOf(network, question);
  const used = new Map<WalkStretch, number>();
  const best = search(network, question, costs, used);
  if (best === null) return [];
  const ways = [best];
  const limits = totalOf(best, costs);
  let current: readonly Arc[] = best;
  const tries = limits.chargeS > 0 ? mostTries.forced : mostTries.open;
  if (lengthOf(best) > longestWithOthersM) return [describeWay(best, (arc) => costs(arc).cost)];
  for (let i = 0; ways.length <= question.alternatives && i < tries; i++) {
    for (const { stretch } of current) used.set(stretch, (used.get(stretch) ?? 1) * penalty);
    const next = search(network, question, costs, used);
    if (next === null) break;
    current = next;
    const total = totalOf(next, costs);
    const isGood = total.chargeS <= limits.chargeS && total.walkS <= limits.walkS * mostLonger;
    if (isGood && ways.every((way) => sharedWith(next, way) <= mostShared)) ways.push(next);
  }
  return ways.map((arcs) => describeWay(arcs, (arc) => costs(arc).cost));
}

interface Costed {
  readonly cost: StretchCost;
  readonly walkS: number;
  readonly chargeS: number;
}
type CostOf = (arc: Arc) => Costed;

/** Each arc is costed once a question, whatever the number of searches. */
function costsOf({ points }: WalkNetwork, { from, conditions, avoidCrowd }: WayQuestion): CostOf {
  const startPlan = points.get(from)?.plan ?? [0, 0];
  const known = new Map<Arc, Costed>();
  return (arc) => {
    const before = known.get(arc);
    if (before !== undefined) return before;
    const cost = stretchCost(arc, conditions, startPlan);
    const made = { cost, ...searchCost(cost, avoidCrowd) };
    known.set(arc, made);
    return made;
  };
}

/** Null when there is no way at all. */
function search(
  { graph, leastSPerM }: WalkNetwork,
  { from, to, isShut, conditions }: WayQuestion,
  costs: CostOf,
  used: ReadonlyMap<WalkStretch, number>,
): readonly Arc[] | null {
  const costOf = (arc: Arc): number => {
    if (isShut?.(arc) === true) return Number.POSITIVE_INFINITY;
    const usedBefore = used.size === 0 ? 1 : (used.get(arc.stretch) ?? 1);
    // Most stretches of a town lie outside all zones and cost what they are long; this is the search's inmost loop.
    if (arc.stretch.zoneId === null && !conditions.isBlocked(arc.stretch.id)) return arc.freeS * usedBefore;
    const { walkS, chargeS } = costs(arc);
    return walkS * usedBefore + chargeS;
  };
  const finder = aStar<NetworkPoint, Arc>(graph, {
    oriented: true,
    distance: (_to, _from, { data }) => costOf(data),
    heuristic: (a, b) => distanceM(a.data, b.data) * leastSPerM,
  });
  const points = finder.find(from, to).reverse();
  // The finder answers with the goal alone where the only arcs into it cost an infinity.
  if (points[0]?.id !== from) return null;
  return points.slice(1).map(({ id }, i) => cheapestArc(graph, points[i]?.id, id, costOf));
}

/** Of two flights of stairs side by side, the one that the search went by. */
function cheapestArc(graph: WalkNetwork['graph'], from: unknown, to: unknown, costOf: (arc: Arc) => number): Arc {
  let best: Arc | null = null;
  for (const { fromId, toId, data } of graph.getLinks(from as string) ?? [])
    if (fromId === from && toId === to && (best === null || costOf(data) < costOf(best))) best = data;
  if (best === null) throw new Error(`no stretch from ${from} to ${to}`);
  return best;
}

function totalOf(arcs: readonly Arc[], costs: CostOf): Pick<Costed, 'walkS' | 'chargeS'> {
  return arcs.map(costs).reduce((sum, arc) => ({ walkS: sum.walkS + arc.walkS, chargeS: sum.chargeS + arc.chargeS }), {
    ...{ walkS: 0, chargeS: 0 },
  });
}

/** Share of a way's length that lies on another's stretches. */
function sharedWith(way: readonly Arc[], other: readonly Arc[]): number {
  const theirs = new Set(other.map(({ stretch }) => stretch.id));
  const length = lengthOf(way);
  if (length === 0) return 1;
  return lengthOf(way.filter(({ stretch }) => theirs.has(stretch.id))) / length;
}

export function lengthOf(arcs: readonly Arc[]): number {
  return arcs.reduce((sum, { stretch }) => sum + stretch.lengthM, 0);
}

export function describeWay(arcs: readonly Arc[], costOf: (arc: Arc) => StretchCost): FoundWay {
  const costs = arcs.map(costOf);
  const found = costs.map(({ band }) => band).filter((band) => band !== null);
  const warnings: RouteWarning[] = [];
  if (found.includes('red') || found.includes('black')) warnings.push('through-red');
  if (found.includes('unknown')) warnings.push('crowd-unknown');
  if (costs.some(({ isBlocked }) => isBlocked)) warnings.push('through-block');
  return {
    arcs,
    distanceM: lengthOf(arcs),
    seconds: costs.reduce((sum, { seconds }) => sum + seconds, 0),
    crowdS: costs.reduce((sum, { crowdS }) => sum + crowdS, 0),
    worstBand: found.reduce<Band>(worseBand, 'unknown'),
    warnings,
  };
}
