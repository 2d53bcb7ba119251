/**
 * Life on one platform. Quiet: people come down the stairs, stand a while far from each other, walk on to the far end or back
 * up. A train: those who wait board it, its passengers gather where staff hold them at the stairs, and leave when they may.
 */
import type { GroundPoint } from '../../../src-contract/domain/geometry-types.ts';
import type { PlatformPlan, TwinScene } from '../scenes/scene.ts';
import { createArrivals } from './arrivals.ts';
import type { Cast } from './cast.ts';
import { createHolding } from './holding.ts';
import { currentStep, type Person, replaceSteps, type Step, walkTo } from './person.ts';
import { type Random, randomAround, randomBetween, randomOf } from './random.ts';
import { isWithin } from './timetable.ts';

/** What a person who came up from a platform does on the deck. */
export interface DeckExits {
  byStreet(): Step[];
  byConcourse(): Step[];
}

export interface Part {
  advance(cycleS: number, dtS: number): void;
}

const comeEveryS = 9;
/** In quiet times so few stand about, and no nearer to each other. */
const mostResting = 6;
const apartM = 1.9;
/** Nobody is sent down a while before a train, nor while the stairs are held. */
const closedBeforeDoorsS = 12;
/** Through doors 1.2 m wide that stand open, before the train does. */
const alightingEveryS = 0.28;
/** Those who wait move up to the doors as the train halts, and beside them let the others out. */
const boardersMoveUpS = 3;
const boardersWaitS = 9;
const stairsTakeS = 12;

export function createPlatform(plan: PlatformPlan, scene: TwinScene, cast: Cast, random: Random, exits: DeckExits): Part {
  const holding = createHolding(plan.holding, random);
  const arrivals = createArrivals(random);
  const resting = new Map<Person, GroundPoint>();
  const doors = plan.doorsX.map(() => ({ left: 0, nextS: 0 }));
  const upstairs = (onDeck: Step[]): Step[] => [
    walkTo([plan.stairs.up[0] - 4.6, plan.stairs.up[1] + randomBetween(random, -1.1, 1.1)], 0.7),
    walkTo([plan.stairs.up[0], plan.stairs.up[1] + randomBetween(random, -0.6, 0.6)], 0.6),
    { kind: 'stairs', toFloor: scene.footbridge.floor, to: plan.stairs.landing, forS: stairsTakeS },
    ...onDeck,
  ];

  const comeDown = () => {
    const taken = [...resting.values()];
    const free = plan.restSpots.filter((spot) =>
      taken.every((other) => Math.hypot(other[0] - spot[0], other[1] - spot[1]) > apartM),
    );
    if (free.length === 0 || taken.length >= mostResting) return;
    const spot = randomOf(random, free);
    const person = cast.enter(plan.floor, plan.stairs.down, random);
    resting.set(person, spot);
    const facing = randomOf(random, [plan.holding.facing, -plan.holding.facing]) + randomAround(random, 0, 0.5);
    const leaving =
      random() < 0.35 ? upstairs(exits.byStreet()) : [walkTo([plan.farEnd[0], plan.farEnd[1] + randomBetween(random, -2, 2)], 1)];
    replaceSteps(person, [
      walkTo([plan.stairs.down[0] - 4.4, plan.stairs.down[1] + randomBetween(random, -0.6, 0.4)], 0.7),
      walkTo(spot, 0.15),
      { kind: 'rest', forS: randomBetween(random, 30, 55), facing },
      ...leaving,
    ]);
    person.boards = true;
  };

  const alight = (dtS: number) => {
    for (const [i, door] of doors.entries()) {
      door.nextS -= dtS;
      const doorX = plan.doorsX[i];
      if (door.left === 0 || door.nextS > 0 || doorX === undefined) continue;
      const at: GroundPoint = [doorX + randomBetween(random, -0.55, 0.55), plan.edgeY + 0.2];
      if (cast.isCrowded(plan.floor, at)) continue;
      door.left--;
      door.nextS = alightingEveryS * randomBetween(random, 0.8, 1.2);
      const person = cast.enter(plan.floor, at, random);
      const clear = walkTo([at[0], plan.edgeY - 1.2], 0.6);
      if (!holding.gather(person, [clear])) replaceSteps(person, [clear, ...upstairs(exits.byConcourse())]);
    }
  };

  const board = () => {
    for (const person of cast.on(plan.floor)) {
      const step = currentStep(person);
      if (!person.boards || step === undefined || step.kind === 'stairs') continue;
      const doorX = nearest(plan.doorsX, person.x);
      if (Math.abs(doorX - person.x) > 12) continue;
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
  };

  return {
    advance: (cycleS, dtS) => {
      const closed = isWithin(cycleS, plan.doorsOpenS - closedBeforeDoorsS, plan.holding.holdUntilS + 25, scene.cycleS);
      if (!closed && arrivals.due(dtS, comeEveryS)) comeDown();
      if (isWithin(cycleS, plan.doorsOpenS, plan.doorsOpenS + dtS, scene.cycleS)) {
        for (const [i, door] of doors.entries()) door.left = Math.floor((plan.alighting + i) / doors.length);
      }
      alight(dtS);
      if (isWithin(cycleS, plan.doorsOpenS - boardersMoveUpS, plan.doorsOpenS - boardersMoveUpS + dtS, scene.cycleS)) board();
      for (const [person] of resting) {
        const kind = currentStep(person)?.kind;
        const isOnItsWay = person.steps.some((step) => step.kind === 'rest');
        if (person.gone || kind === undefined || !isOnItsWay) resting.delete(person);
      }
      const next = holding.advance(cycleS, dtS);
      if (next !== null) replaceSteps(next, upstairs(exits.byConcourse()));
    },
  };
}

function nearest(values: readonly number[], to: number): number {
  return values.reduce((best, value) => (Math.abs(value - to) < Math.abs(best - to) ? value : best), values[0] ?? to);
}
