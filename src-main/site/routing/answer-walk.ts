/**
 * The answer to who asks for a way: to a place, or out. In: the question, what is known, and how to ask Google where a key is given. Out:
 * routes, or the reason why there is none. Google is asked only when an end lies outside the own network.
 */
import type { RouteWarning, WalkAnswer, WalkQuestion, WalkRoute } from '../../../src-contract/domain/walk.ts';
import { KavachError } from '../../errors.ts';
import { isWayOut, oneMore, type PlannedEvacuation } from './evacuation.ts';
import { describeWay, type FoundWay, findWays } from './find-routes.ts';
import type { AskGoogle } from './google-directions.ts';
import { type RouteEnds, routeOf } from './route-of.ts';
import { stretchCost, type WalkConditions } from './stretch-cost.ts';
import { type FoundEnd, findEnd } from './walk-ends.ts';
import type { Arc, NearPoint } from './walk-network.ts';

export interface WalkKnowledge {
  readonly sources: Parameters<typeof findEnd>[1];
  readonly conditions: WalkConditions;
  /** With one person more, who stands at this point, as `oneMore`; null for the plan as it is. */
  plan(oneMoreAt: string | null): PlannedEvacuation;
  readonly google: AskGoogle | null;
}

type Answer = Omit<WalkAnswer, 'revision'>;
type JoinedEnd = FoundEnd & { readonly near: NearPoint };

/** Farther off, an end doesn't belong to the network: what lies between may be a wall or a river. */
export const mostToNetworkM = 150;
/** A point of safety is reached within six minutes (crowd-and-alarm-figures); an exit that needs longer is overloaded. */
const mostClearS = 360;

/** Throws NOT_FOUND for an end that nobody knows, BAD_REQUEST for a walk to nowhere. */
export async function answerWalk(question: WalkQuestion, known: WalkKnowledge): Promise<Answer> {
  return question.mode === 'evacuate' ? wayOut(question, known) : await wayTo(question, known);
}

async function wayTo({ from: start, to: goal, ...wanted }: WalkQuestion, known: WalkKnowledge): Promise<Answer> {
  const { sources, conditions, google } = known;
  if (goal === null) throw new KavachError('BAD_REQUEST', 'Say where to: `to` is needed with mode=walk.');
  const [from, to] = [findEnd(start, sources, false), findEnd(goal, sources, false)];
  const base = { from: from.end, to: to.end, source: 'station' as const };
  if (!isJoined(from) || !isJoined(to)) {
    if (google !== null) return { ...base, ...(await google({ from: from.end, to: to.end, alternatives: wanted.alternatives })) };
    return { ...base, routes: [], reason: `${isJoined(from) ? apart(to, 'the end') : apart(from, 'the start')}` };
  }
  const ways = findWays(sources.network, { ...wanted, from: from.near.point.id, to: to.near.point.id, conditions });
  const reason = ways.length > 0 ? null : 'No way leads there: the network has no stretch between the two.';
  return { ...base, routes: ways.map((way) => routeOf({ way, ends: { from, to } })), reason };
}

function isJoined(end: FoundEnd): end is JoinedEnd {
  return end.near !== null && end.near.distanceM <= mostToNetworkM;
}

function apart({ near }: FoundEnd, which: string): string {
  const where = near === null ? 'is not on the network' : `lies ${Math.round(near.distanceM)} m from the nearest way known here`;
  return `${which[0]?.toUpperCase()}${which.slice(1)} ${where}. Import the map of that area, or choose a place nearer to the station.`;
}

/** For a zone as the plan for everybody says; for any other place as for one person more. */
function wayOut(question: WalkQuestion, known: WalkKnowledge): Answer {
  const { sources } = known;
  const from = findEnd(question.from, sources, true);
  const base = { from: from.end, to: null, source: 'station' as const };
  if (!isJoined(from)) return { ...base, routes: [], reason: apart(from, 'the start') };
  const plan = known.plan(from.zoneId === null ? from.near.point.id : null);
  const routes = plannedRoutes(from, plan, known).slice(0, question.alternatives + 1);
  if (routes.length > 0) return { ...base, routes, reason: null };
  const last = lastResort(question, from, known);
  const reason = last.length > 0 ? null : 'No way out of here: no exit can be reached without a lift or an escalator.';
  return { ...base, routes: last, reason };
}

function plannedRoutes(from: JoinedEnd, plan: PlannedEvacuation, known: WalkKnowledge): WalkRoute[] {
  const zoneId = from.zoneId ?? oneMore;
  const zone = plan.zones.find((each) => each.zoneId === zoneId);
  return (zone?.ways ?? []).map(({ exitId, share }) => {
    const load = plan.exits.find(({ id }) => id === exitId);
    const warnings: RouteWarning[] = (load?.clearS ?? 0) > mostClearS ? ['exit-overloaded'] : [];
    return exitRoute(describe(plan.arcsOf(zoneId, exitId), from, known), { from, to: null }, share, warnings);
  });
}

function describe(arcs: readonly Arc[], { near }: JoinedEnd, { conditions }: WalkKnowledge): FoundWay {
  return describeWay(arcs, (arc) => stretchCost(arc, conditions, near.point.plan));
}

/** The best way to each exit, also through what is closed or red when nothing else is left: that is said with it. */
function lastResort({ avoidCrowd, alternatives }: WalkQuestion, from: JoinedEnd, known: WalkKnowledge): WalkRoute[] {
  const { sources, conditions } = known;
  const exits = [...sources.network.points.values()].filter(({ exit }) => exit !== null);
  const isShut = (arc: Arc): boolean => !isWayOut(arc);
  const ways = exits.flatMap(({ id }) =>
    findWays(sources.network, { from: from.near.point.id, to: id, conditions, avoidCrowd, alternatives: 0, isShut }),
  );
  // Who passes an exit is out there already.
  return ways
    .filter(({ arcs }) => arcs.slice(0, -1).every(({ to }) => to.exit === null))
    .toSorted((a, b) => hardship(a) - hardship(b) || a.seconds + a.crowdS - b.seconds - b.crowdS)
    .slice(0, alternatives + 1)
    .map((way, i) => exitRoute(way, { from, to: null }, i === 0 ? 1 : 0, []));
}

function hardship({ warnings }: FoundWay): number {
  return (warnings.includes('through-block') ? 2 : 0) + (warnings.includes('through-red') ? 1 : 0);
}

function exitRoute(way: FoundWay, ends: RouteEnds, share: number, warnings: readonly RouteWarning[]): WalkRoute {
  const { id, name, exit } = way.arcs.at(-1)?.to ?? ends.from.near.point;
  return routeOf({ way, ends, exit: { id, name, capacityPerMin: exit?.capacityPerMin ?? 0, share }, warnings });
}
