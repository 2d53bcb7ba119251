/** Order statistics of a bench's samples. */

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/** The nearest-rank quantile; NaN of nothing. */
export function quantile(samples: readonly number[], q: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? Number.NaN;
}

/** Three significant figures: more would claim what a noisy machine can't know. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

export function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}
