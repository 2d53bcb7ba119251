/**
 * Life on the footbridge. Quiet: a few people cross from the street and back, keeping left. Rush: passengers of the other railway
 * come onto the deck and are held at the street end.
 */
import type { FootbridgePlan, TwinScene } from '../scenes/scene.ts';
import { createArrivals } from './arrivals.ts';
import type { Cast } from './cast.ts';
import { createHolding } from './holding.ts';
import { finishStep, type Person, replaceSteps, type Step, walkTo } from './person.ts';
import type { DeckExits, Part } from './platform.ts';
import { type Random, randomBetween } from './random.ts';
import { isWithin } from './timetable.ts';

const comeEveryS = 14;
const crossEveryS = 17;
const rushEveryS = 0.17;
const rushAbreastM = 5.4;
/** Nobody is let in from the street this long before the hold. */
const closedBeforeHoldS = 16;

export interface Footbridge extends Part {
  readonly exits: DeckExits;
}

export function createFootbridge(plan: FootbridgePlan, scene: TwinScene, cast: Cast, random: Random): Footbridge {
  const holding = createHolding(plan.holding, random);
  const [fromStreet, fromConcourse, rush] = [createArrivals(random), createArrivals(random), createArrivals(random)];
  const gateY = plan.holding.first[1] + (plan.holding.rows + 1) * plan.holding.nextRow[1];
  let rushLeft = 0;
  const walkOut = (x = plan.laneOutX + randomBetween(random, -1.4, 1.4)): Step[] => {
    return [
      walkTo([x, gateY], 0.9),
      walkTo([x, plan.streetOut[1] + 1.4], 0.8),
      walkTo([plan.streetOut[0], plan.streetOut[1]], 0.6),
    ];
  };
  const walkEast = (): Step[] => {
    const x = plan.laneInX + randomBetween(random, -0.9, 0.9);
    return [walkTo([x, plan.eastEndY - 1], 0.9), walkTo([plan.laneInX, plan.eastEndY], 0.9)];
  };
  /** Those who come near the street end while it is held take a place there. */
  const stopAtGate = (person: Person) => {
    const [step] = person.steps;
    const isComing = step?.kind === 'walk' && person.y > gateY && person.y < gateY + 1.5 && step.to[1] <= gateY;
    if (isComing && person.steps.length >= 3) holding.gather(person);
  };
  const enter = (at: readonly [number, number], steps: Step[]) => {
    const person = cast.enter(plan.floor, at, random);
    replaceSteps(person, steps);
  };
  const comeIn = () => {
    const x = plan.laneInX + randomBetween(random, -0.6, 0.6);
    enter([x, plan.streetIn[1]], [walkTo([x, gateY], 0.9), ...walkEast()]);
  };
  const fromTheConcourse = (abreastM: number): boolean => {
    const at = [plan.concourse[0] - random() * abreastM, plan.concourse[1]] as const;
    if (cast.isCrowded(plan.floor, at)) return false;
    enter(at, walkOut(abreastM === rushAbreastM ? at[0] : undefined));
    return true;
  };
  return {
    exits: { byStreet: () => walkOut(), byConcourse: walkEast },
    advance: (cycleS, dtS) => {
      const isHeld = isWithin(cycleS, plan.holding.holdFromS - 4, plan.holding.holdUntilS, scene.cycleS);
      const closed = isWithin(cycleS, plan.holding.holdFromS - closedBeforeHoldS, plan.holding.holdUntilS + 25, scene.cycleS);
      if (!closed && fromStreet.due(dtS, comeEveryS)) comeIn();
      if (!closed && fromConcourse.due(dtS, crossEveryS)) fromTheConcourse(2);
      if (isWithin(cycleS, plan.rushFromS, plan.rushFromS + dtS, scene.cycleS)) rushLeft = plan.rush;
      if (rushLeft > 0 && rush.due(dtS, rushEveryS) && fromTheConcourse(rushAbreastM)) rushLeft--;
      if (isHeld) for (const person of cast.on(plan.floor)) stopAtGate(person);
      const next = holding.advance(cycleS, dtS);
      if (next !== null) replaceSteps(next, walkOut().slice(1));
    },
  };
}

/** Climbs: out of everybody's way until the time is over and there is room at the top. */
export function climb(person: Person, dtS: number, cast: Cast): void {
  const [step] = person.steps;
  if (step?.kind !== 'stairs') return;
  const leftS = step.forS - person.stepS;
  person.onStairs = true;
  // Shown on the plan as moving evenly from the foot to the landing.
  const share = leftS > dtS ? dtS / leftS : 1;
  person.vx = ((step.to[0] - person.x) * share) / dtS;
  person.vy = ((step.to[1] - person.y) * share) / dtS;
  if (leftS > dtS) {
    person.x += (step.to[0] - person.x) * share;
    person.y += (step.to[1] - person.y) * share;
    return;
  }
  if (cast.isCrowded(step.toFloor, step.to)) return;
  [person.x, person.y] = step.to;
  person.floor = step.toFloor;
  person.onStairs = false;
  finishStep(person);
}
