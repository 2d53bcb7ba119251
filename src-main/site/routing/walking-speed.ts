/**
 * How fast people walk, by the crowd around them and by what they walk on. In: a density and a kind of way. Out: m/s over the ground
 * (the horizontal part of a stair or a ramp). Pure.
 *
 * Level: U. Weidmann, Transporttechnik der Fussgänger (ETH Zürich, IVT 90, 1993): v(ρ) = 1.34 · (1 − exp(−1.913 · (1/ρ − 1/5.4))).
 * Stairs: the same source's mean horizontal speeds, 0.610 m/s up and 0.694 m/s down, as shares of its level speed.
 * Slopes: W. Tobler, Three presentations on geographical analysis and modeling (NCGIA 93-1, 1993): exp(−3.5 · |slope + 0.05|),
 * held against the level.
 */
import type { WalkKind } from '../../../src-contract/domain/walk.ts';

export const freeSpeedMps = 1.34;
const jamDensityPerM2 = 5.4;
const densityGamma = 1.913;
/** In a jam people still shuffle; without a least speed no time could be said. */
const leastShare = 0.1 / freeSpeedMps;

const stairsUpShare = 0.61 / freeSpeedMps;
const stairsDownShare = 0.694 / freeSpeedMps;
const toblerPerSlope = 3.5;
const toblerBestSlope = 0.05;
/** Belts run at 0.5 m/s along a rise of 30° (EN 115); those who stand on them set the pace. */
const escalatorMps = 0.5 * Math.cos(Math.PI / 6);

/** Waiting for it and its doors, and its way up, 1 m/s: plain assumptions. */
const liftWaitS = 40;
const liftMps = 1;
/** A mean wait for a gap or a signal: a plain assumption. */
const crossingWaitS = 10;

/** Share of the free speed, `leastShare`..1, at a density in persons/m². */
function speedShare(densityPerM2: number): number {
  if (densityPerM2 <= 0) return 1;
  const share = 1 - Math.exp(-densityGamma * (1 / densityPerM2 - 1 / jamDensityPerM2));
  return Math.min(1, Math.max(leastShare, share));
}

export interface Walked {
  readonly kind: WalkKind;
  readonly lengthM: number;
  /** In the direction walked, m. */
  readonly riseM: number;
}

/** Seconds for a stretch in one direction among so many persons per m². */
export function walkingTimeS({ kind, lengthM, riseM }: Walked, densityPerM2: number): number {
  switch (kind) {
    case 'lift':
      return liftWaitS + Math.abs(riseM) / liftMps;
    case 'escalator':
      return lengthM / escalatorMps;
    case 'crossing':
      return crossingWaitS + lengthM / (freeSpeedMps * slopeShare(lengthM, riseM) * speedShare(densityPerM2));
    case 'stairs': {
      // Where a map doesn't say which way its steps go, the slower one is taken.
      const share = riseM < 0 ? stairsDownShare : stairsUpShare;
      return lengthM / (freeSpeedMps * share * speedShare(densityPerM2));
    }
    default:
      return lengthM / (freeSpeedMps * slopeShare(lengthM, riseM) * speedShare(densityPerM2));
  }
}

function slopeShare(lengthM: number, riseM: number): number {
  if (riseM === 0 || lengthM === 0) return 1;
  const slope = riseM / lengthM;
  return Math.exp(-toblerPerSlope * (Math.abs(slope + toblerBestSlope) - toblerBestSlope));
}
