/**
 * What hand counts say of a density model at one camera. In: pairs of a hand count and the model's own estimate. Out: the gain that
 * its figures are multiplied by, and how far the truth may lie from them. Pure.
 */
import type { CameraConfig } from '../../src-contract/site-config.ts';

export type SpotCheck = CameraConfig['spot_checks'][number];

export interface DensityGain {
  /** Persons a unit of the model's estimate; 1 without hand counts. */
  readonly gain: number;
  /** The truth lies within this share of the figure, above or below, about 95 times of 100. */
  readonly errorShare: number;
  /** Whether there are hand counts enough to know the error; else it is only a usual one. */
  readonly isChecked: boolean;
}

/** Fewer hand counts have no spread to speak of. */
const leastForSpread = 3;
/** Without them (M): away from the scenes that they were trained on, density models err by a third to a half. */
const unknownErrorShare = 0.5;
/** Hand counts of a crowd differ by about this much from one another (M), so that no agreement makes the figure better. */
const leastErrorShare = 0.1;
/** Twice as many, or none at all: beyond that an estimate says nothing. */
const mostErrorShare = 1;
/** Student's t, 0.975, for 2, 3, … degrees of freedom; beyond the list the last one. */
const studentT = [4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.2];

export function gainOf(checks: readonly SpotCheck[]): DensityGain {
  const gain = ratioOf(checks);
  const isChecked = checks.length >= leastForSpread;
  return { gain, errorShare: isChecked ? errorOf(checks, gain) : unknownErrorShare, isChecked };
}

/**
 * The ratio that leaves the least sum of absolute errors: the median of the ratios, each weighing as much as its estimate, so
 * that one wrong hand count moves nothing and a large crowd says more than a small one. Two can't outvote each other: the
 * ratio of their sums (Cochran, Sampling Techniques, 3rd ed., 6.2).
 */
function ratioOf(checks: readonly SpotCheck[]): number {
  if (checks.length === 0) return 1;
  const estimated = checks.reduce((sum, check) => sum + check.estimated, 0);
  if (checks.length < leastForSpread) return checks.reduce((sum, { counted }) => sum + counted, 0) / estimated;
  const rising = checks.map((check) => ({ ratio: check.counted / check.estimated, weight: check.estimated }));
  rising.sort((a, b) => a.ratio - b.ratio);
  let below = 0;
  for (const { ratio, weight } of rising) {
    below += weight;
    if (below >= estimated / 2) return ratio;
  }
  return 1;
}

/** Half-width of the 95 % prediction interval of one more relative error: t · s · √(1 + 1/n). */
function errorOf(checks: readonly SpotCheck[], gain: number): number {
  const n = checks.length;
  const squares = checks.reduce((sum, { counted, estimated }) => sum + (counted / (gain * estimated) - 1) ** 2, 0);
  const t = studentT[Math.min(n - 3, studentT.length - 1)] ?? 2;
  const share = t * Math.sqrt(squares / (n - 1)) * Math.sqrt(1 + 1 / n);
  return Math.max(leastErrorShare, Math.min(mostErrorShare, share));
}
