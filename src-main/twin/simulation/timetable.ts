/** Times in the cycle: where a platform's train is at each. Pure; a cycle starts with the simulation and repeats. */
import type { PlatformPlan, TwinScene } from '../scenes/scene.ts';

/** Where a train is. `offsetM`: how far its middle still is from where it stands, along plan x; null when there is none. */
export interface TrainState {
  readonly offsetM: number | null;
  /** 0 shut .. 1 open. */
  readonly doors: number;
}

const brakingS = 9;
const departingS = 12;
const accelerationMps2 = 1.1;

/** Whether a time of the cycle lies in [from, until), across the cycle's end too. */
export function isWithin(cycleS: number, fromS: number, untilS: number, lengthS: number): boolean {
  const since = (((cycleS - fromS) % lengthS) + lengthS) % lengthS;
  return since < untilS - fromS;
}

/** Comes from low x, brakes evenly, stands from a second before its doors open, and leaves towards high x. */
export function trainAt(plan: PlatformPlan, scene: TwinScene, cycleS: number): TrainState {
  const standsFromS = plan.doorsOpenS - 1;
  const leavesAtS = plan.doorsOpenS + scene.trainStayS;
  if (isWithin(cycleS, standsFromS - brakingS, standsFromS, scene.cycleS)) {
    const leftS = standsFromS - cycleS;
    return { offsetM: -0.5 * accelerationMps2 * leftS * leftS, doors: 0 };
  }
  if (isWithin(cycleS, standsFromS, leavesAtS, scene.cycleS)) {
    const doors = Math.max(0, Math.min(1, cycleS - plan.doorsOpenS + 0.8, leavesAtS - 0.4 - cycleS));
    return { offsetM: 0, doors };
  }
  if (isWithin(cycleS, leavesAtS, leavesAtS + departingS, scene.cycleS)) {
    const goneS = cycleS - leavesAtS;
    return { offsetM: 0.5 * accelerationMps2 * goneS * goneS, doors: 0 };
  }
  return { offsetM: null, doors: 0 };
}
