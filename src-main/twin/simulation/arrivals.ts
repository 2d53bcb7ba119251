/** People who come one by one: even enough that a quiet time stays quiet, uneven enough to look like people. */
import { type Random, randomBetween } from './random.ts';

interface Arrivals {
  /** True when somebody comes in this step. */
  due(dtS: number, everyS: number): boolean;
}

export function createArrivals(random: Random): Arrivals {
  let waitS = random();
  return {
    due: (dtS, everyS) => {
      waitS -= dtS / everyS;
      if (waitS > 0) return false;
      waitS += randomBetween(random, 0.5, 1.5);
      return true;
    },
  };
}
