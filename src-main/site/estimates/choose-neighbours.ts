/** Which measured zones tell most of another: those whose counts went with its own. In: minutes. Out: their names, the most telling first. Pure. */

export interface Candidate {
  readonly id: string;
  /** [minutes], NaN = unknown. */
  readonly values: Float32Array;
}

/** More would hardly tell more, and each costs time at every study. */
const mostNeighbours = 6;
/** An hour known together; less is chance. */
const neededMinutes = 60;
const neededCorrelation = 0.1;

export function chooseNeighbours(own: Float32Array, candidates: readonly Candidate[]): Candidate[] {
  return candidates
    .map((candidate) => ({ candidate, strength: Math.abs(correlation(own, candidate.values)) }))
    .filter(({ strength }) => strength >= neededCorrelation)
    .toSorted((a, b) => b.strength - a.strength)
    .slice(0, mostNeighbours)
    .map(({ candidate }) => candidate);
}

/** Pearson's, over the minutes in which both are known; 0 where those are few or one of them never changed. */
function correlation(a: Float32Array, b: Float32Array): number {
  let [n, sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? Number.NaN, b[i] ?? Number.NaN];
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    n++;
    sumA += x;
    sumB += y;
    sumAA += x * x;
    sumBB += y * y;
    sumAB += x * y;
  }
  if (n < neededMinutes) return 0;
  const spread = (sumAA - (sumA * sumA) / n) * (sumBB - (sumB * sumB) / n);
  return spread <= 0 ? 0 : (sumAB - (sumA * sumB) / n) / Math.sqrt(spread);
}
