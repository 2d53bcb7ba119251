/**
 * The twin's drill on the demo station: people who follow the plan against people who all take the nearest exit. In: nothing. Out: the
 * time until 95 of 100 and until all are out, and person-minutes in a crush, for several crowds and seeds; and how many times faster
 * the plan is.
 */
import { findAppFiles } from '../../composition/app-files.ts';
import type { Escape } from '../../site/routing/assign-exits.ts';
import { flowPerMPerMin, type PlannedEvacuation, planEvacuation, type WayOut } from '../../site/routing/evacuation.ts';
import { zoneStart } from '../../site/routing/walk-ends.ts';
import { buildWalkNetwork, type WalkNetwork } from '../../site/routing/walk-network.ts';
import { loadSiteFile } from '../../site-file.ts';
import { type DrillParty, type DrillPlan, type DrillResult, runDrill } from '../../twin/simulation/evacuation.ts';
import { median, rounded } from './figures.ts';

const seeds = [1, 2, 3, 4, 5];
const crowds: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'a usual crowd': { p1: 60, p2: 60, p3: 60, fob: 40 },
  'three full trains': { p1: 900, p2: 900, p3: 900, fob: 150 },
  'one full platform in the middle': { p1: 100, p2: 1500, p3: 100, fob: 60 },
};
/** Stairs side by side: people take the one or the other as it comes, by the plan and without it. */
const asNear = 1.15;

export async function benchEvacuation(): Promise<object> {
  const site = loadSiteFile(findAppFiles(import.meta.dirname).demoSite);
  const network = buildWalkNetwork(site, []);
  const ground = groundOf(network);
  const rows = Object.entries(crowds).map(([crowd, persons]) => {
    const zones = site.zones.map((zone) => {
      const count = persons[zone.id] ?? 0;
      return { zoneId: zone.id, pointId: zoneStart(network, zone)?.id ?? null, persons: count, plannedPersons: count };
    });
    const plan = planEvacuation({ network, conditions, zones });
    const drill = (parties: readonly DrillParty[]) => seeds.map((seed) => runDrill({ ...ground, parties, seed }));
    const planned = drill(zones.flatMap((zone) => wholePersons(zone.persons, escapesOf(plan, zone.zoneId))));
    const nearest = drill(zones.flatMap((zone) => wholePersons(zone.persons, nearestOf(escapesOf(plan, zone.zoneId)))));
    const faster = rounded(middle(nearest, 'outAllS') / middle(planned, 'outAllS'));
    return { crowd, plan_says_s: Math.round(plan.clearS ?? Number.NaN), planned: told(planned), nearest: told(nearest), faster };
  });
  const value = median(rows.map(({ faster }) => faster));
  return { unit: 'times faster out by the plan than by the nearest exit', value, seeds: seeds.length, rows };
}

const conditions: Parameters<typeof planEvacuation>[0]['conditions'] = {
  nowMs: 0,
  zone: () => ({ band: 'green', densityPerM2: 0.5, source: 'measured' }),
  forecast: () => null,
  isBlocked: () => false,
};

function groundOf({ points, stretches }: WalkNetwork): Pick<DrillPlan, 'stretches' | 'exits'> {
  const exits = [...points.values()].flatMap(({ id, exit }): [string, number][] =>
    exit === null ? [] : [[id, exit.capacityPerMin]],
  );
  const ground = [...stretches.values()].map(({ id, lengthM, widthM, kind }) => ({
    ...{ id, lengthM, isStairs: kind === 'stairs' },
    widthM: widthM ?? 90 / flowPerMPerMin,
  }));
  return { stretches: ground, exits: new Map(exits) };
}

function escapesOf({ escapes }: PlannedEvacuation, zoneId: string): Escape<WayOut>[] {
  return escapes.filter(({ groupId }) => groupId === zoneId);
}

/** Everybody by the exit that is the shortest to walk to, half and half where two ways there are as near. */
function nearestOf(escapes: readonly Escape<WayOut>[]): Escape<WayOut>[] {
  const walkS = ({ arcs }: Escape<WayOut>) => arcs.reduce((sum, { travelS }) => sum + travelS, 0);
  const [first] = escapes.toSorted((a, b) => walkS(a) - walkS(b));
  if (first === undefined) return [];
  const near = escapes.filter((one) => one.exitId === first.exitId && walkS(one) <= walkS(first) * asNear);
  return near.map((one) => ({ ...one, persons: 1 }));
}

/** So many in all, in the shares of the escapes; what rounding leaves over goes with the first. */
function wholePersons(persons: number, escapes: readonly Escape<WayOut>[]): DrillParty[] {
  const total = escapes.reduce((sum, one) => sum + one.persons, 0);
  const parties = escapes.map((one) => ({
    ...{ persons: Math.floor((persons * one.persons) / total), exitId: one.exitId },
    way: one.arcs.map(({ flow }) => flow.id),
  }));
  const rest = persons - parties.reduce((sum, party) => sum + party.persons, 0);
  return parties.map((party, i) => (i === 0 ? { ...party, persons: party.persons + rest } : party));
}

function told(results: readonly DrillResult[]): object {
  return {
    persons: results[0]?.persons,
    out_95_s: rounded(middle(results, 'out95S')),
    out_all_s: rounded(middle(results, 'outAllS')),
    out_all_worst_seed_s: rounded(Math.max(...results.map(({ outAllS }) => outAllS))),
    crush_person_min: rounded(middle(results, 'crushPersonMin')),
    by_exit: results[0]?.byExit,
  };
}

function middle(results: readonly DrillResult[], figure: 'out95S' | 'outAllS' | 'crushPersonMin'): number {
  return median(results.map((result) => result[figure]));
}
