/**
 * The way out for everybody: which zone's people leave by which exit. In: the network, the conditions, who is where. Out: the plan.
 * Pure. The assignment itself is assign-exits.ts's; only the station's own stretches count, and neither lifts nor escalators do.
 *
 * Flows: 60 persons per metre of width and minute, as stadium egress was measured (crowd-and-alarm-figures), stairs too. At that flow a
 * free stream stands at 0.95 persons/m² by Weidmann's speeds, so that is the least density that walking times are taken at.
 */
import type { EvacuationWay, ExitLoad, WalkKind, ZoneEvacuation } from '../../../src-contract/domain/walk.ts';
import { assignExits, type Escape, type EscapeArc, type EscapeGroup, type Flow } from './assign-exits.ts';
import { lengthOf } from './find-routes.ts';
import { stretchCost, type WalkConditions } from './stretch-cost.ts';
import { type Arc, arcsFrom, type WalkNetwork } from './walk-network.ts';
import { walkingTimeS } from './walking-speed.ts';

export interface ZonePeople {
  readonly zoneId: string;
  /** Where its people set out; null where no stretch is near. */
  readonly pointId: string | null;
  /** Null: unknown. */
  readonly persons: number | null;
  /** Who is planned for: those, or as many as there may be. */
  readonly plannedPersons: number;
}

interface EvacuationQuestion {
  readonly network: WalkNetwork;
  readonly conditions: WalkConditions;
  readonly zones: readonly ZonePeople[];
}

export interface PlannedEvacuation {
  readonly exits: readonly ExitLoad[];
  readonly zones: readonly ZoneEvacuation[];
  readonly clearS: number | null;
  /** The way that most of those take who leave a zone by this exit. */
  arcsOf(zoneId: string, exitId: string): readonly Arc[];
  /** Who goes which way, also over stairs side by side; `groupId` is the zone. */
  readonly escapes: readonly Escape<WayOut>[];
}

/** Stands for a zone in the plan for somebody who asks from anywhere else: no zone can have this id. */
export const oneMore = '@';

export const flowPerMPerMin = 60;
const movingDensityPerM2 = 0.95;
/** A plan must have the last out in at most this share of the time that the nearest exits take, by the same flows. */
const leastGain = 0.85;
/** Of stretches whose width nobody wrote down. */
const usualWidthM: Record<WalkKind, number> = {
  ...{ level: 3, stairs: 2, ramp: 2, crossing: 3, road: 4, escalator: 1, lift: 1 },
};

export interface WayOut extends EscapeArc {
  readonly arc: Arc;
}

/** Nobody in a zone still gets a way out: one person stands for whoever comes. */
const leastPersons = 1;

export function planEvacuation({ network, conditions, zones }: EvacuationQuestion): PlannedEvacuation {
  const exits = exitFlows(network);
  const waysOut = waysOutOf(network, conditions);
  const groups = zones.flatMap((zone) => groupOf(zone, waysOut, conditions, exits) ?? []);
  const escapes = worthwhileEscapes(groups, exits);
  const planned = zones.map((zone) => zonePlan(zone, escapesOf(escapes, zone.zoneId)));
  const peopled = new Set(zones.filter(({ plannedPersons }) => plannedPersons > 0).map(({ zoneId }) => zoneId));
  const real = escapes.filter(({ groupId }) => peopled.has(groupId));
  const isComplete = exits.size > 0 && planned.every(({ isCutOff }) => !isCutOff);
  return {
    ...{ exits: exitLoads(network, real), zones: planned, escapes },
    clearS: isComplete ? lastOutS(real) : null,
    arcsOf: (zoneId, exitId) => mainEscape(escapesOf(escapes, zoneId), exitId)?.arcs.map(({ arc }) => arc) ?? [],
  };
}

/** Where a plan would have everybody out hardly sooner, each goes to the nearest exit: people do so anyway, and it needs no telling. */
function worthwhileEscapes(groups: readonly EscapeGroup<WayOut>[], exits: ReadonlyMap<string, Flow>): Escape<WayOut>[] {
  const planned = assignExits({ groups, exits });
  const nearest = assignExits({ groups: groups.map((group) => toNearestExit(group, exits)), exits });
  return lastOutS(nearest) * leastGain <= lastOutS(planned) ? nearest : planned;
}

function toNearestExit(group: EscapeGroup<WayOut>, exits: ReadonlyMap<string, Flow>): EscapeGroup<WayOut> {
  const [alone] = assignExits({ groups: [{ ...group, persons: leastPersons }], exits });
  return { ...group, arcsFrom: (point) => group.arcsFrom(point).filter(({ to }) => to === alone?.exitId || !exits.has(to)) };
}

function lastOutS(escapes: readonly Escape<WayOut>[]): number {
  return Math.max(0, ...escapes.map((one) => one.lastOutS));
}

function exitFlows({ points }: WalkNetwork): Map<string, Flow> {
  const exits = [...points.values()].filter(({ exit }) => exit !== null);
  return new Map(exits.map(({ id, exit }) => [id, { id: `exit ${id}`, perS: (exit?.capacityPerMin ?? 0) / 60 }]));
}

/** Never closed stretches, nor what an evacuation keeps out of; by the point that they begin at. */
function waysOutOf(network: WalkNetwork, conditions: WalkConditions): ReadonlyMap<string, readonly WayOut[]> {
  const own = [...network.points.values()].filter(({ source }) => source === 'site');
  return new Map(
    own.map(({ id }) => [
      id,
      arcsFrom(network, id)
        .filter((arc) => isWayOut(arc) && !conditions.isBlocked(arc.stretch.id))
        .map((arc) => wayOut(arc, conditions)),
    ]),
  );
}

export function isWayOut({ stretch, to }: Arc): boolean {
  return stretch.kind !== 'lift' && stretch.kind !== 'escalator' && stretch.source === 'site' && to.source === 'site';
}

function wayOut(arc: Arc, conditions: WalkConditions): WayOut {
  const { stretch, riseM, from, to } = arc;
  const widthM = stretch.widthM ?? usualWidthM[stretch.kind];
  const walked = { kind: stretch.kind, lengthM: stretch.lengthM, riseM };
  const travelS = Math.max(stretchCost(arc, conditions, from.plan).seconds, walkingTimeS(walked, movingDensityPerM2));
  return { arc, from: from.id, to: to.id, travelS, flow: { id: stretch.id, perS: (widthM * flowPerMPerMin) / 60 } };
}

/** Round what is red or black when there is a way round, through it when not; out of its own zone in any case. Null: cut off. */
function groupOf(
  { zoneId, pointId, plannedPersons }: ZonePeople,
  waysOut: ReadonlyMap<string, readonly WayOut[]>,
  conditions: WalkConditions,
  exits: ReadonlyMap<string, Flow>,
): EscapeGroup<WayOut> | null {
  if (pointId === null) return null;
  const persons = Math.max(leastPersons, plannedPersons);
  const round = (point: string) =>
    (waysOut.get(point) ?? []).filter(({ arc }) => arc.stretch.zoneId === zoneId || !isCritical(arc, conditions));
  const through = (point: string) => waysOut.get(point) ?? [];
  const arcs = [round, through].find((ways) => reachesExit(pointId, ways, exits));
  return arcs === undefined ? null : { id: zoneId, at: pointId, persons, arcsFrom: arcs };
}

export function isCritical({ stretch }: Arc, conditions: WalkConditions): boolean {
  return stretch.zoneId !== null && ['red', 'black'].includes(conditions.zone(stretch.zoneId).band);
}

function reachesExit(start: string, ways: (point: string) => readonly WayOut[], exits: ReadonlyMap<string, Flow>): boolean {
  const seen = new Set([start]);
  // A set that is added to while it is walked through: it ends when nothing new is reached.
  for (const point of seen) {
    if ((exits.get(point)?.perS ?? 0) > 0) return true;
    for (const { to } of ways(point)) seen.add(to);
  }
  return false;
}

function escapesOf(escapes: readonly Escape<WayOut>[], zoneId: string): Escape<WayOut>[] {
  return escapes.filter(({ groupId }) => groupId === zoneId);
}

/** The way that most of those take who leave by this exit. */
function mainEscape(escapes: readonly Escape<WayOut>[], exitId: string): Escape<WayOut> | undefined {
  return escapes.filter((one) => one.exitId === exitId).toSorted((a, b) => b.persons - a.persons)[0];
}

function zonePlan(zone: ZonePeople, escapes: readonly Escape<WayOut>[]): ZoneEvacuation {
  const total = personsOf(escapes);
  const exitIds = [...new Set(escapes.map(({ exitId }) => exitId))];
  const ways = exitIds.map((exitId): EvacuationWay => {
    const share = personsOf(escapes.filter((one) => one.exitId === exitId)) / total;
    const arcs = mainEscape(escapes, exitId)?.arcs ?? [];
    return {
      ...{ exitId, share, persons: share * zone.plannedPersons },
      distanceM: lengthOf(arcs.map(({ arc }) => arc)),
      durationS: arcs.reduce((sum, { travelS }) => sum + travelS, 0),
      stretchIds: arcs.map(({ arc }) => arc.stretch.id),
    };
  });
  return {
    ...{ zoneId: zone.zoneId, persons: zone.persons, plannedPersons: zone.plannedPersons, isCutOff: escapes.length === 0 },
    ways: ways.toSorted((a, b) => b.share - a.share),
  };
}

function personsOf(escapes: readonly Escape<WayOut>[]): number {
  return escapes.reduce((sum, { persons }) => sum + persons, 0);
}

function exitLoads({ points }: WalkNetwork, escapes: readonly Escape<WayOut>[]): ExitLoad[] {
  return [...points.values()].flatMap(({ id, name, exit }) => {
    if (exit === null) return [];
    const coming = escapes.filter(({ exitId }) => exitId === id);
    const clearS = coming.length === 0 ? null : lastOutS(coming);
    return [{ id, name, capacityPerMin: exit.capacityPerMin, persons: personsOf(coming), clearS }];
  });
}
