/**
 * A holding area: staff keep a crowd back on marked places and let it go in dribs, then all at once. In: its plan and the time
 * in the cycle. Out: free places, and who may go now. Who walks there and what they do next is the caller's.
 */
import type { GroundPoint } from '../../../src-contract/domain/geometry-types.ts';
import type { HoldingPlan } from '../scenes/scene.ts';
import { currentStep, type Person } from './person.ts';

export interface Holding {
  readonly plan: HoldingPlan;
  /** A free place in front of this person, the front rows first, now theirs; null when all are taken. */
  claim(person: Person): GroundPoint | null;
  free(person: Person): void;
  /** People with a place, those still on their way to it too. */
  claimed(): number;
  /** Who is let go at this step: at most one. */
  release(cycleS: number, dtS: number): Person | null;
}

/** While held, one every so often goes through; when the hold ends, one a second: 60 persons/m/min over a metre of stair. */
const dribbleS = 9;
const surplusS = 1.2;
const openS = 1;
const rowCostM = 3;

export function createHolding(plan: HoldingPlan, jitter: () => number): Holding {
  const places = placesOf(plan, jitter);
  const holders: (Person | null)[] = places.map(() => null);
  let sinceReleaseS = 0;
  const leaveOrder = places.map((place, i) => ({ i, rank: plan.leaveBy === 'rows' ? i : place.column * plan.rows + place.row }));
  leaveOrder.sort((a, b) => a.rank - b.rank);
  const standing = () =>
    leaveOrder.map(({ i }) => holders[i]).filter((person) => person != null && currentStep(person)?.kind === 'held');
  return {
    plan,
    claim: (person) => {
      const free = places.filter((_, i) => holders[i] === null);
      const best = free.reduce((one: Place | undefined, other) => (one && cost(one, person) <= cost(other, person) ? one : other), undefined);
      if (best === undefined) return null;
      holders[places.indexOf(best)] = person;
      return best.at;
    },
    free: (person) => {
      const i = holders.indexOf(person);
      if (i >= 0) holders[i] = null;
    },
    claimed: () => holders.filter((person) => person !== null).length,
    release: (cycleS, dtS) => {
      sinceReleaseS += dtS;
      const held = standing();
      if (sinceReleaseS < releaseEveryS(plan, cycleS, held.length)) return null;
      const next = held[0] ?? null;
      if (next !== null) sinceReleaseS = 0;
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

/** The way to a place, with front rows nearer than they are: who fills the back first shuts the others out. */
function cost({ at, row }: Place, person: Person): number {
  return Math.hypot(at[0] - person.x, at[1] - person.y) + rowCostM * row;
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
