/** One simulated person: where they are, what they still mean to do, and what the drawing needs to know of them. */
import type { GroundPoint } from '../../../src-contract/domain/geometry-types.ts';

/** What a person does next; a list of steps is worked off from the front. */
export type Step =
  /** Walks to within `withinM` of a point. */
  | { readonly kind: 'walk'; readonly to: GroundPoint; readonly withinM: number }
  /** Stands still, looking one way. */
  | { readonly kind: 'rest'; readonly forS: number; readonly facing: number }
  /** Stands at a place of a holding area until staff let them go. */
  | { readonly kind: 'held'; readonly facing: number }
  /** Leaves this floor, climbs or descends for a while, and goes on at a point of another floor. */
  | { readonly kind: 'stairs'; readonly toFloor: string; readonly to: GroundPoint; readonly forS: number };

export interface Person {
  readonly id: number;
  /** Chooses the clothes. */
  readonly lookSeed: number;
  /** Free walking speed, m/s. */
  readonly desiredSpeedMps: number;
  floor: string;
  x: number;
  y: number;
  /** Velocity, m/s. */
  vx: number;
  vy: number;
  /** Where they face, radians. */
  heading: number;
  /** Radians; a full turn is two steps. */
  stridePhase: number;
  /** 0 standing .. 1 walking. */
  strideSize: number;
  steps: Step[];
  /** Time spent in the current step, s. */
  stepS: number;
  /** How long a walker has hardly moved, s. */
  blockedS: number;
  /** Waits for a train, and will board it. */
  boards: boolean;
  /** Between two floors. */
  onStairs: boolean;
  gone: boolean;
}

export function currentStep(person: Person): Step | undefined {
  return person.steps[0];
}

export function finishStep(person: Person): void {
  person.steps.shift();
  person.stepS = 0;
  person.blockedS = 0;
  if (person.steps.length === 0) person.gone = true;
}

export function replaceSteps(person: Person, steps: Step[]): void {
  person.steps = steps;
  person.stepS = 0;
  person.blockedS = 0;
}

export function walkTo(to: GroundPoint, withinM = 0.5): Step {
  return { kind: 'walk', to, withinM };
}
