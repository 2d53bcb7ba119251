/** Series for tests of forecasts: half-hour steps, so that a backtest fits in a second. */
import type { EvenSeries } from '../../src-contract/domain/forecast.ts';
import { createRandom } from '../../src-main/twin/simulation/random.ts';

export const stepMs = 30 * 60_000;
export const daySteps = 48;
export const startMs = Date.UTC(2026, 0, 5);

export function seriesOf(values: readonly (number | null)[]): EvenSeries {
  return { startMs, stepMs, values };
}

/** A daily curve between 20 and 180 with uniform noise of ± `noise`. */
export function dailyCurve(days: number, noise: number, seed = 1): number[] {
  const random = createRandom(seed);
  return Array.from(
    { length: days * daySteps },
    (_, i) => 100 - 80 * Math.cos((2 * Math.PI * i) / daySteps) + noise * (2 * random() - 1),
  );
}

/** A walk without season: nothing beats that it stays where it is. */
export function randomWalk(days: number, seed = 1): number[] {
  const random = createRandom(seed);
  let at = 1000;
  return Array.from({ length: days * daySteps }, () => {
    at += 2 * random() - 1;
    return at;
  });
}
