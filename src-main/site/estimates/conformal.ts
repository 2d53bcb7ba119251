/**
 * 95 % intervals from the errors that an estimate made on minutes it had not seen, without a guess at their distribution: split
 * conformal prediction (Vovk et al. 2005). Errors of counts are held in units that grow with the estimate, as their spread does.
 */

const tail = (1 - 0.95) / 2;

/** Counts of people who come independently have this spread, and those who come in crowds a multiple of it. */
function unitOf(estimate: number): number {
  return Math.sqrt(estimate + 1);
}

export function scoreOf(actual: number, estimate: number): number {
  return (actual - estimate) / unitOf(estimate);
}

/** errors: actual − estimate, ascending, at least one. Below 39 the widest seen stand in, and the interval holds less than it says. */
export function rankedInterval(errors: Float64Array): { low: number; high: number } {
  const n = errors.length;
  const low = errors[Math.max(0, Math.floor((n + 1) * tail) - 1)] ?? 0;
  const high = errors[Math.min(n - 1, Math.ceil((n + 1) * (1 - tail)) - 1)] ?? 0;
  return { low: Math.min(0, low), high: Math.max(0, high) };
}

/** scores: as `scoreOf` makes them, ascending, at least one. */
export function intervalOf(estimate: number, scores: Float64Array): { low: number; high: number } {
  const { low, high } = rankedInterval(scores);
  const unit = unitOf(estimate);
  return { low: Math.max(0, estimate + low * unit), high: estimate + high * unit };
}

export function ascending(scores: readonly number[]): Float64Array {
  return Float64Array.from(scores).sort();
}
