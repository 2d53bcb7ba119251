/**
 * A holding area: staff keep a crowd back on marked places and let it go in dribs, then all at once. In: its plan, the time in
 * the cycle, who is sent there. Out: who may go now. What they do then is the caller's.
 */
import type { GroundPoint } from '../../../src-contract/domain/geometry-types.ts';
import type { HoldingPlan } from '../scenes/scene.ts';
import { currentStep, type Person, replaceSteps, type Step, walkTo } from './person.ts';
import { type Random, randomAround, randomBetween } from './random.ts';

export interface Holding {
  /** Sends a person to a free place by way of `first`; false when all are taken. */
  gather(person: Person, first?: readonly Step[]): boolean;
  /** One step of time. Who is let go in it: at most one. */
  advance(cycleS: number, dtS: number): Person | null;
}

/**
 * While held, one every so often goes through; when the hold ends, one after the other at 32 persons a minute, so that a camera
 * tells them apart.
 */
const dribbleS = 9;
const surplusS = 1.2;
const openS = 1.9;
/** In metres of way: front rows fill first, since who fills the back shuts the others out; nobody pushes through a crowd. */
const rowCostM = 3;
const inTheWayCostM = 8;
/** Who hasn't got there by then stays where they are. */
const lateAfterS = 9;

export function createHolding(plan: HoldingPlan, random: Random): Holding {
  const places = placesOf(plan, () => randomBetween(random, -0.09, 0.09));
  const holders: (Person | null)[] = places.map(() => null);
  const leaveOrder = places.map((place, i) => ({ i, rank: plan.leaveBy === 'rows' ? i : place.column * plan.rows + place.row }));
  leaveOrder.sort((a, b) => a.rank - b.rank);
  let sinceReleaseS = 0;
  const holdersInOrder = () => leaveOrder.flatMap(({ i }) => holders[i] ?? []);
  const standing = () => holdersInOrder().filter((person) => currentStep(person)?.kind === 'held');
  const free = (person: Person) => {
    const i = holders.indexOf(person);
    if (i >= 0) holders[i] = null;
  };
  const gather = (person: Person, first: readonly Step[] = []): boolean => {
    const i = bestPlace(places, holders, standing(), person);
    const place = places[i];
    if (place === undefined) return false;
    holders[i] = person;
    replaceSteps(person, [
      ...first,
      walkTo(place.at, 0.12),
      { kind: 'held', facing: plan.facing + randomAround(random, 0, 0.35) },
    ]);
    return true;
  };
  return {
    gather,
    advance: (cycleS, dtS) => {
      for (const person of holdersInOrder()) {
        const [, thenHeld] = person.steps;
        if (person.steps.length === 2 && thenHeld?.kind === 'held' && person.stepS > lateAfterS) replaceSteps(person, [thenHeld]);
      }
      sinceReleaseS += dtS;
      const held = standing();
      const [next] = held;
      if (next === undefined || sinceReleaseS < releaseEveryS(plan, cycleS, held.length)) return null;
      sinceReleaseS = 0;
      free(next);
      return next;
    },
  };
}

function releaseEveryS(plan: HoldingPlan, cycleS: number, standing: number): number {
  if (cycleS < plan.holdFromS || cycleS >= plan.holdUntilS) return openS;
  return standing > plan.most ? surplusS : dribbleS;
}

interface Place {
  readonly at: GroundPoint;
  readonly row: number;
  readonly column: number;
}

/** Index of the free place that is least trouble to get to; -1 when there is none. */
function bestPlace(
  places: readonly Place[],
  holders: readonly (Person | null)[],
  standers: readonly Person[],
  person: Person,
): number {
  let [best, least] = [-1, Number.POSITIVE_INFINITY];
  for (const [i, { at, row }] of places.entries()) {
    if (holders[i] !== null) continue;
    const inTheWay = standers.filter((other) => isInTheWay(other, person, at)).length;
    const cost = distance(at, person) + rowCostM * row + inTheWayCostM * inTheWay;
    if (cost < least) [best, least] = [i, cost];
  }
  return best;
}

function distance([x, y]: GroundPoint, person: Person): number {
  return Math.hypot(x - person.x, y - person.y);
}

/** Whether somebody stands within an arm's breadth of the straight way to a place. */
function isInTheWay(other: Person, person: Person, to: GroundPoint): boolean {
  const [wayX, wayY] = [to[0] - person.x, to[1] - person.y];
  const length2 = Math.max(1e-6, wayX * wayX + wayY * wayY);
  const share = ((other.x - person.x) * wayX + (other.y - person.y) * wayY) / length2;
  if (share < 0 || share > 1) return false;
  return Math.hypot(other.x - person.x - share * wayX, other.y - person.y - share * wayY) < 0.6;
}

/** Row by row. Jittered by a hand's breadth, so that no crowd stands in drill order. */
function placesOf({ first, nextInRow, nextRow, perRow, rows }: HoldingPlan, jitter: () => number): Place[] {
  return Array.from({ length: perRow * rows }, (_, i) => {
    const [row, column] = [Math.floor(i / perRow), i % perRow];
    const along = column + (row % 2) / 2;
    const at: GroundPoint = [
      first[0] + along * nextInRow[0] + row * nextRow[0] + jitter(),
      first[1] + along * nextInRow[1] + row * nextRow[1] + jitter(),
    ];
    return { at, row, column };
  });
}
