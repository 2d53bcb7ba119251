/**
 * Life on the footbridge. Quiet: a few people cross from the street and back, keeping left. Rush: passengers of the other railway
 * come onto the deck and are held at the street end.
 */
import type { FootbridgePlan, TwinScene } from '../scenes/scene.ts';
import { createArrivals } from './arrivals.ts';
import type { Cast } from './cast.ts';
import { createHolding } from './holding.ts';
import type { DeckExits, Part } from './part.ts';
import { type Person, replaceSteps, type Step, walkTo } from './person.ts';
import { type Random, randomBetween } from './random.ts';
import { isWithin } from './timetable.ts';

const comeEveryS = 14;
const crossEveryS = 17;
const crossAbreastM = 2;
const rushEveryS = 0.17;
const rushAbreastM = 5.4;
/** Nobody is let in from the street this long before the hold, and after it. */
const closedBeforeHoldS = 16;
const closedAfterHoldS = 25;

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
  /** `straight`: as they come, over the whole breadth; else in their lane. */
  const fromTheConcourse = (abreastM: number, straight: boolean): boolean => {
    const at = [plan.concourse[0] - random() * abreastM, plan.concourse[1]] as const;
    if (cast.isCrowded(plan.floor, at)) return false;
    enter(at, straight ? walkOut(at[0]) : walkOut());
    return true;
  };
  return {
    exits: { byStreet: () => walkOut(), byConcourse: walkEast },
    advance: ({ cycleS, demand }, dtS) => {
      const isHeld = isWithin(cycleS, plan.holding.holdFromS - 4, plan.holding.holdUntilS, scene.cycleS);
      const closed = isWithin(
        cycleS,
        plan.holding.holdFromS - closedBeforeHoldS,
        plan.holding.holdUntilS + closedAfterHoldS,
        scene.cycleS,
      );
      if (!closed && fromStreet.due(dtS, comeEveryS / demand)) comeIn();
      if (!closed && fromConcourse.due(dtS, crossEveryS / demand)) fromTheConcourse(crossAbreastM, false);
      if (isWithin(cycleS, plan.rushFromS, plan.rushFromS + dtS, scene.cycleS)) rushLeft = Math.round(plan.rush * demand);
      if (rushLeft > 0 && rush.due(dtS, rushEveryS) && fromTheConcourse(rushAbreastM, true)) rushLeft--;
      if (isHeld) for (const person of cast.on(plan.floor)) stopAtGate(person);
      const next = holding.advance(cycleS, dtS);
      if (next !== null) replaceSteps(next, walkOut().slice(1));
    },
  };
}
