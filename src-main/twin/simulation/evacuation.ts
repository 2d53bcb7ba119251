/**
 * A drill: everybody leaves the station along the ways that they were told. In: stretches with their lengths, widths and kinds, exits,
 * and who goes which way. Out: when the last are out, and how long people were crushed. Pure: the same seed gives the same drill.
 *
 * Persons are followed one by one between queues (a mesoscopic model): in a stretch each walks at their own speed, slowed by the crowd
 * in it to the most that a metre of width carries; out of it no more go than its width lets through, and into it none while it is jammed, so that a queue grows
 * back over the stretches before. It shares no code with the planner that it is held against.
 */
import { createRandom, type Random, randomAround, randomBetween } from './random.ts';

export interface DrillStretch {
  readonly id: string;
  readonly lengthM: number;
  readonly widthM: number;
  readonly isStairs: boolean;
}

export interface DrillParty {
  readonly persons: number;
  /** Ids of stretches, in order. */
  readonly way: readonly string[];
  readonly exitId: string;
}

export interface DrillPlan {
  readonly stretches: readonly DrillStretch[];
  /** Persons a minute, by exit. */
  readonly exits: ReadonlyMap<string, number>;
  readonly parties: readonly DrillParty[];
  readonly seed: number;
}

export interface DrillResult {
  readonly persons: number;
  /** Until so many of a hundred are out, s. */
  readonly out95S: number;
  readonly outAllS: number;
  /** Spent where one can't help touching others, person-minutes. */
  readonly crushPersonMin: number;
  readonly byExit: Readonly<Record<string, number>>;
}

const stepS = 0.5;
/** Two hours: who isn't out by then never will be. */
const mostSteps = 14_400;
/** The published maximum of a level metre and of a metre of stairs, persons a second (Fruin): more than any plan counts on. */
const flowPerMPerS = { level: 82 / 60, stairs: 66 / 60 } as const;
/** Weidmann: speeds on the level are spread by 0.26 m/s; up a stair everybody is slower. */
const speedMps = { level: { mean: 1.34, spread: 0.26 }, stairs: { mean: 0.61, spread: 0.12 } } as const;
/** What a stretch takes before others must wait outside: shoulder to shoulder. */
const fullPerM2 = 4;
/** Involuntary contact (Fruin). */
const crushPerM2 = 3.57;
/** Until people have understood and set out, s. */
const reactionS = [5, 30] as const;

interface Walker {
  readonly way: readonly string[];
  readonly exitId: string;
  /** 0 = average, in spreads of speed. */
  readonly pace: number;
  leg: number;
  /** Metres to the end of the leg. */
  leftM: number;
}

interface Leg {
  readonly stretch: DrillStretch;
  readonly walkers: Set<Walker>;
  /** Who has come to its end, the first first. */
  queue: Walker[];
  /** Persons that its end lets through by now; parts of one are kept for the next step. */
  allowance: number;
}

export function runDrill({ stretches, exits, parties, seed }: DrillPlan): DrillResult {
  const random = createRandom(seed);
  const legs = new Map(stretches.map((stretch): [string, Leg] => [stretch.id, legOf(stretch)]));
  const doors = new Map([...exits].map(([id, perMin]) => [id, { perS: perMin / 60, allowance: 0 }]));
  const starting = startersOf(parties, random);
  const outS: number[] = [];
  const byExit: Record<string, number> = {};
  let crushPersonMin = 0;
  const leave = (walker: Walker, atS: number): void => {
    outS.push(atS);
    byExit[walker.exitId] = (byExit[walker.exitId] ?? 0) + 1;
  };
  const persons = starting.length;
  for (let step = 0; outS.length < persons && step < mostSteps; step++) {
    const nowS = step * stepS;
    for (const door of doors.values()) door.allowance = Math.min(Math.max(1, door.perS), door.allowance + door.perS * stepS);
    for (const leg of legs.values()) {
      if (densityOf(leg) >= crushPerM2) crushPersonMin += (leg.walkers.size * stepS) / 60;
      walk(leg);
      letOut(leg, { legs, doors, leave: (walker) => leave(walker, nowS) });
    }
    letIn(starting, nowS, legs);
  }
  const sorted = outS.toSorted((a, b) => a - b);
  return {
    ...{ persons, byExit, crushPersonMin },
    out95S: sorted[Math.ceil(persons * 0.95) - 1] ?? Number.POSITIVE_INFINITY,
    outAllS: outS.length < persons ? Number.POSITIVE_INFINITY : (sorted.at(-1) ?? 0),
  };
}

function legOf(stretch: DrillStretch): Leg {
  return { stretch, walkers: new Set(), queue: [], allowance: 0 };
}

/** The last to start first, so that they can be taken off the end. */
function startersOf(parties: readonly DrillParty[], random: Random): { walker: Walker; atS: number }[] {
  const starters = parties.flatMap(({ persons, way, exitId }) =>
    Array.from({ length: persons }, () => {
      const pace = Math.max(-2, randomAround(random, 0, 1));
      return { walker: { way, exitId, pace, leg: 0, leftM: 0 }, atS: randomBetween(random, ...reactionS) };
    }),
  );
  return starters.toSorted((a, b) => b.atS - a.atS);
}

function densityOf({ stretch, walkers }: Leg): number {
  return walkers.size / (stretch.lengthM * stretch.widthM);
}

function kindOf({ isStairs }: DrillStretch): 'level' | 'stairs' {
  return isStairs ? 'stairs' : 'level';
}

/** Those who queue at the end stand close; the others walk in what is left of the stretch, slowed to the flow that it can carry. */
function walk(leg: Leg): void {
  const { stretch, walkers, queue } = leg;
  const { mean, spread } = speedMps[kindOf(stretch)];
  const areaM2 = stretch.lengthM * stretch.widthM;
  const leftM2 = Math.max(0.1 * areaM2, areaM2 - queue.length / fullPerM2);
  const densityPerM2 = Math.max(1e-3, (walkers.size - queue.length) / leftM2);
  const share = Math.min(1, flowPerMPerS[kindOf(stretch)] / densityPerM2 / mean);
  for (const walker of walkers) {
    if (walker.leftM <= 0) continue;
    walker.leftM -= (mean + spread * walker.pace) * share * stepS;
    if (walker.leftM <= 0) queue.push(walker);
  }
}

interface Onwards {
  readonly legs: ReadonlyMap<string, Leg>;
  readonly doors: ReadonlyMap<string, { readonly perS: number; allowance: number }>;
  leave(walker: Walker): void;
}

/** Who stands at the end goes on where there is room; one who can't holds up only those who go the same way. */
function letOut(leg: Leg, { legs, doors, leave }: Onwards): void {
  const perS = flowPerMPerS[kindOf(leg.stretch)] * leg.stretch.widthM;
  leg.allowance = Math.min(Math.max(1, perS), leg.allowance + perS * stepS);
  const waiting: Walker[] = [];
  for (const walker of leg.queue) {
    const next = legs.get(walker.way[walker.leg + 1] ?? '');
    const door = next === undefined ? doors.get(walker.exitId) : undefined;
    const isOpen = next === undefined ? door === undefined || door.allowance >= 1 : hasRoom(next);
    if (leg.allowance < 1 || !isOpen) {
      waiting.push(walker);
      continue;
    }
    leg.allowance -= 1;
    leg.walkers.delete(walker);
    if (door !== undefined) door.allowance -= 1;
    if (next === undefined) leave(walker);
    else {
      walker.leg += 1;
      enter(next, walker);
    }
  }
  leg.queue = waiting;
}

function hasRoom(leg: Leg): boolean {
  return densityOf(leg) < fullPerM2;
}

function enter(leg: Leg, walker: Walker): void {
  walker.leftM = leg.stretch.lengthM;
  leg.walkers.add(walker);
}

/** Who has set out and finds the first stretch jammed waits where they are. */
function letIn(starting: { walker: Walker; atS: number }[], nowS: number, legs: ReadonlyMap<string, Leg>): void {
  for (let i = starting.length - 1; i >= 0; i--) {
    const one = starting[i];
    if (one === undefined || one.atS > nowS) break;
    const first = legs.get(one.walker.way[0] ?? '');
    if (first === undefined || !hasRoom(first)) continue;
    starting.splice(i, 1);
    enter(first, one.walker);
  }
}
