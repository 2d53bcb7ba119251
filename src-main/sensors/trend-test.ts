/**
 * Whether figures rise or fall over time, whatever their distribution. Pure. The Mann–Kendall test with its correction for ties and for
 * continuity (Mann 1945; Kendall 1975), and the slope after Theil (1950) and Sen (1968): the median of the slopes between all pairs.
 */
import type { TrendTest } from '../../src-contract/domain/traffic.ts';

/** The normal approximation of the test's statistic is good from about here on (Kendall 1975 says ten; eight without ties). */
const neededSteps = 8;

/** `values`: one a step, null = unknown. Null with too few that are known. At most 1,830: all pairs are looked at. */
export function testTrend(values: readonly (number | null)[]): TrendTest | null {
  const points = values.flatMap((value, step) => (value === null ? [] : [{ step, value }]));
  if (points.length < neededSteps) return null;
  const slopes: number[] = [];
  let rises = 0;
  for (const [i, early] of points.entries()) {
    for (const late of points.slice(i + 1)) {
      slopes.push((late.value - early.value) / (late.step - early.step));
      rises += Math.sign(late.value - early.value);
    }
  }
  const deviation = Math.sqrt(varianceOf(points.map(({ value }) => value)));
  const z = deviation === 0 ? 0 : (rises - Math.sign(rises)) / deviation;
  return { slope: medianOf(slopes), pValue: twoSided(z), steps: points.length };
}

/** Of the number of rises less falls, when there is no trend. */
function varianceOf(values: readonly number[]): number {
  const term = (n: number): number => n * (n - 1) * (2 * n + 5);
  const ties = new Map<number, number>();
  for (const value of values) ties.set(value, (ties.get(value) ?? 0) + 1);
  const tied = [...ties.values()].reduce((sum, n) => sum + term(n), 0);
  return (term(values.length) - tied) / 18;
}

function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** The chance of |Z| ≥ |z|: Abramowitz and Stegun 7.1.26, off by less than 1.5e-7. */
function twoSided(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const sum = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return sum * Math.exp(-x * x);
}
