/** Points of a forecast → predictions as they are kept. Pure. */
import type { ForecastPoint, HorizonAccuracy } from '../../src-contract/domain/forecast.ts';
import type { Prediction } from '../../src-contract/domain/prediction.ts';
import { confidenceOf } from './confidence-of.ts';

interface Making {
  readonly seriesId: string;
  readonly madeMs: number;
  readonly horizons: readonly HorizonAccuracy[];
  readonly nextId: () => number;
}

export function makePredictions(points: readonly ForecastPoint[], { seriesId, madeMs, horizons, nextId }: Making): Prediction[] {
  return points.map((point) => {
    const horizon = horizons.find(({ horizonMinutes }) => horizonMinutes === point.horizonMinutes);
    return {
      ...{ id: nextId(), seriesId, madeMs },
      ...{ horizonMinutes: point.horizonMinutes, atMs: point.atMs, value: point.value, intervals: point.intervals },
      ...{ method: point.basis.method, hasSkill: point.basis.hasSkill, heldOutSkill: point.basis.heldOutSkill },
      confidence: horizon === undefined ? 0 : confidenceOf(horizon),
      naive: point.naive,
      outcome: { kind: 'waiting' },
    };
  });
}
