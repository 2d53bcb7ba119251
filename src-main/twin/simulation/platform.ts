/**
 * Life on one platform. Quiet: people come down the stairs, stand a while far from each other, walk on to the far end or back
 * up. A train: those who wait board it, its passengers gather where staff hold them at the stairs, and leave when they may. Where
 * there are gates in a train's place, a batch of people comes through them and does the same.
 */
import type { GroundPoint } from '../../../src-contract/domain/geometry-types.ts';
import type { PlatformPlan, TwinScene } from '../scenes/scene.ts';
import { createArrivals } from './arrivals.ts';
import type { Cast } from './cast.ts';
import { createHolding, type Holding } from './holding.ts';
import type { DeckExits, Part } from './part.ts';
import { type Person, replaceSteps, type Step, walkTo } from './person.ts';
import { type Random, randomAround, randomBetween, randomOf } from './random.ts';
import { isWithin } from './timetable.ts';

const comeEveryS = 9;
/** In quiet times so few stand about, and no nearer to each other. */
const mostResting = 6;
const apartM = 1.9;
/** Nobody is sent down a while before a train, nor while the stairs are held. */
const closedBeforeDoorsS = 12;
const closedAfterHoldS = 25;
/** Through doors 1.2 m wide that stand open, before the train does. */
const alightingEveryS = 0.28;
/** Those who wait move up to the doors as the train halts, and beside them let the others out. */
const boardersMoveUpS = 3;
const boardersWaitS = 9;
const boardsWithinM = 12;
const stairsTakeS = 12;
/** Where those who come from the stairs or go to them spread out or line up. */
const fromStairsM = 4.6;
/** Of those who came down, so many go up again without a train. */
const backUpShare = 0.35;

/** A door or a gate: where people come in, and where they are clear of it. */
interface WayIn {
  readonly at: GroundPoint;
  /** By how much the place where one comes in, and the first steps from there, differ from person to person. */
  readonly across: GroundPoint;
  readonly clear: GroundPoint;
  left: number;
  nextS: number;
}

interface PlatformLife {
  readonly plan: PlatformPlan;
  readonly bridgeFloor: string;
  readonly cast: Cast;
  readonly random: Random;
  readonly exits: DeckExits;
  readonly holding: Holding;
  /** Who stands about in quiet times, or is on the way there, and where. */
  readonly resting: Map<Person, GroundPoint>;
  readonly ways: readonly WayIn[];
}

export function createPlatform(plan: PlatformPlan, scene: TwinScene, cast: Cast, random: Random, exits: DeckExits): Part {
  const holding = createHolding(plan.holding, random);
  const arrivals = createArrivals(random);
  const ways = waysIn(plan);
  const life: PlatformLife = {
    plan,
    bridgeFloor: scene.footbridge.floor,
    cast,
    random,
    exits,
    holding,
    resting: new Map(),
    ways,
  };
  const isNow = (cycleS: number, atS: number, dtS: number) => isWithin(cycleS, atS, atS + dtS, scene.cycleS);
  return {
    advance: ({ cycleS, demand }, dtS) => {
      const closed = isWithin(
        cycleS,
        plan.doorsOpenS - closedBeforeDoorsS,
        plan.holding.holdUntilS + closedAfterHoldS,
        scene.cycleS,
      );
      if (!closed && arrivals.due(dtS, comeEveryS / demand)) comeDown(life);
      if (isNow(cycleS, plan.doorsOpenS, dtS)) {
        for (const [i, way] of ways.entries()) way.left = Math.floor((plan.alighting * demand + i) / ways.length);
      }
      comeIn(life, dtS);
      if (plan.arrival.kind === 'train' && isNow(cycleS, plan.doorsOpenS - boardersMoveUpS, dtS))
        board(life, plan.arrival.doorsX);
      forgetRested(life.resting);
      const next = holding.advance(cycleS, dtS);
      if (next !== null) replaceSteps(next, upstairs(life, exits.byConcourse()));
    },
  };
}

/** Down the stairs to a place far from the others, and after a while to the far end or back up; nobody when it is full. */
function comeDown(life: PlatformLife): void {
  const { plan, random, resting, cast } = life;
  const taken = [...resting.values()];
  const isFree = (spot: GroundPoint) => taken.every((other) => Math.hypot(other[0] - spot[0], other[1] - spot[1]) > apartM);
  const free = plan.restSpots.filter(isFree);
  if (free.length === 0 || taken.length >= mostResting) return;
  const spot = randomOf(random, free);
  const person = cast.enter(plan.floor, plan.stairs.down, random);
  resting.set(person, spot);
  const facing = randomOf(random, [plan.holding.facing, -plan.holding.facing]) + randomAround(random, 0, 0.5);
  const leaving = random() < backUpShare ? upstairs(life, life.exits.byStreet()) : [walkTo(farEnd(life), 1)];
  replaceSteps(person, [
    walkTo([plan.stairs.down[0] - fromStairsM + 0.2, plan.stairs.down[1] + randomBetween(random, -0.6, 0.4)], 0.7),
    walkTo(spot, 0.15),
    { kind: 'rest', forS: randomBetween(random, 30, 55), facing },
    ...leaving,
  ]);
  person.boards = true;
}

function farEnd({ plan, random }: PlatformLife): GroundPoint {
  return [plan.farEnd[0], plan.farEnd[1] + randomBetween(random, -2, 2)];
}

function upstairs({ plan, random, bridgeFloor }: PlatformLife, onDeck: Step[]): Step[] {
  const [x, y] = plan.stairs.up;
  return [
    walkTo([x - fromStairsM, y + randomBetween(random, -1.1, 1.1)], 0.7),
    walkTo([x, y + randomBetween(random, -0.6, 0.6)], 0.6),
    { kind: 'stairs', toFloor: bridgeFloor, to: plan.stairs.landing, forS: stairsTakeS },
    ...onDeck,
  ];
}

function waysIn({ arrival, edgeY }: PlatformPlan): WayIn[] {
  const idle = { left: 0, nextS: 0 };
  return arrival.kind === 'train'
    ? arrival.doorsX.map((x) => ({ at: [x, edgeY + 0.2], across: [1, 0], clear: [x, edgeY - 1.2], ...idle }))
    : arrival.at.map(([x, y]) => ({ at: [x, y], across: [0, 1], clear: [x + 2, y], ...idle }));
}

/** Lets people in by each way in turn; they gather where staff hold them, or go straight on when there is no place. */
function comeIn(life: PlatformLife, dtS: number): void {
  const { plan, random, cast, holding } = life;
  for (const way of life.ways) {
    way.nextS -= dtS;
    if (way.left === 0 || way.nextS > 0) continue;
    const aside = randomBetween(random, -0.55, 0.55);
    const at = shifted(way.at, way.across, aside);
    if (cast.isCrowded(plan.floor, at)) continue;
    way.left--;
    way.nextS = alightingEveryS * randomBetween(random, 0.8, 1.2);
    const person = cast.enter(plan.floor, at, random);
    const clear = walkTo(shifted(way.clear, way.across, aside), 0.6);
    if (!holding.gather(person, [clear])) replaceSteps(person, [clear, ...upstairs(life, life.exits.byConcourse())]);
  }
}

function shifted([x, y]: GroundPoint, [acrossX, acrossY]: GroundPoint, by: number): GroundPoint {
  return [x + acrossX * by, y + acrossY * by];
}

function board({ plan, random, cast, resting }: PlatformLife, doorsX: readonly number[]): void {
  for (const person of cast.on(plan.floor)) {
    const doorX = nearest(doorsX, person.x);
    if (!person.boards || Math.abs(doorX - person.x) > boardsWithinM) continue;
    person.boards = false;
    resting.delete(person);
    const beside = doorX + (person.x < doorX ? -1 : 1) * randomBetween(random, 1.5, 1.9);
    replaceSteps(person, [
      walkTo([beside, plan.edgeY - randomBetween(random, 0.7, 1.1)], 0.5),
      { kind: 'rest', forS: boardersWaitS, facing: -plan.holding.facing },
      walkTo([doorX, plan.edgeY - 0.7], 0.5),
      walkTo([doorX, plan.edgeY + 0.2], 0.25),
    ]);
  }
}

/** A place is free again when its holder has stood long enough, or has left. */
function forgetRested(resting: Map<Person, GroundPoint>): void {
  for (const [person] of resting) {
    if (person.gone || !person.steps.some((step) => step.kind === 'rest')) resting.delete(person);
  }
}

function nearest(values: readonly number[], to: number): number {
  return values.reduce((best, value) => (Math.abs(value - to) < Math.abs(best - to) ? value : best), values[0] ?? to);
}
