/** Stairs between two floors: whoever is on them takes their time, meets nobody, and comes out when there is room. */
import type { Cast } from './cast.ts';
import { finishStep, type Person } from './person.ts';

/** One step of time for a person whose current step is a stair; nothing for anybody else. */
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
