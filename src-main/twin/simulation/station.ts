/**
 * The whole simulated station, advanced in fixed steps. In: a scene and a seed. Out: where everybody is. Pure: the same scene,
 * seed and number of steps give the same crowd, whatever the clock on the wall says.
 */
import type { TwinScene } from '../scenes/scene.ts';
import { createCast } from './cast.ts';
import { createFootbridge } from './footbridge.ts';
import { finishStep, type Person } from './person.ts';
import { createPlatform } from './platform.ts';
import { createRandom } from './random.ts';
import { climb } from './stairs.ts';
import { walkFloor } from './walk.ts';

/** At 1.3 m/s a step is 6.5 cm: small beside a body, so the speed model stays free of collisions. */
export const stepS = 0.05;
/** Walked through before the first step that is shown: the quiet end of a cycle, so that the station starts peopled. */
const warmUpS = 100;

export interface StationSimulation {
  readonly scene: TwinScene;
  readonly people: readonly Person[];
  /** Time since the start, s; negative while warming up. */
  readonly timeS: number;
  /** The same within its cycle, 0 .. cycleS. */
  readonly cycleS: number;
  /** Advances by `stepS`. */
  step(): void;
}

export function createStationSimulation(scene: TwinScene, seed: number): StationSimulation {
  const random = createRandom(seed);
  const cast = createCast();
  const footbridge = createFootbridge(scene.footbridge, scene, cast, random);
  const platforms = scene.platforms.map((plan) => createPlatform(plan, scene, cast, random, footbridge.exits));
  const parts = [...platforms, footbridge];
  // Whole steps, so that no sum of floating-point steps drifts.
  let steps = -Math.round(warmUpS / stepS);
  const cycleSteps = Math.round(scene.cycleS / stepS);
  const cycleS = () => ((((steps % cycleSteps) + cycleSteps) % cycleSteps) * scene.cycleS) / cycleSteps;
  const demands = scene.demandByCycle ?? [];
  // Before the first cycle, as in it.
  const demand = () => demands[Math.floor(Math.max(0, steps) / cycleSteps) % demands.length] ?? 1;
  const simulation: StationSimulation = {
    scene,
    get people() {
      return cast.people;
    },
    get timeS() {
      return steps * stepS;
    },
    get cycleS() {
      return cycleS();
    },
    step: () => {
      const now = { cycleS: cycleS(), demand: demand() };
      for (const part of parts) part.advance(now, stepS);
      for (const person of cast.people) advanceStep(person);
      for (const floor of scene.floors) walkFloor(cast.on(floor.id), floor.walkable, stepS);
      for (const person of cast.people) climb(person, stepS, cast);
      cast.dropGone();
      steps++;
    },
  };
  while (steps < 0) simulation.step();
  return simulation;
}

/** Ends a step that is done: the point reached, the rest over. */
function advanceStep(person: Person): void {
  person.stepS += stepS;
  const [step] = person.steps;
  if (step === undefined) person.gone = true;
  else if (step.kind === 'walk' && Math.hypot(step.to[0] - person.x, step.to[1] - person.y) <= step.withinM) finishStep(person);
  else if (step.kind === 'rest' && person.stepS >= step.forS) finishStep(person);
}
