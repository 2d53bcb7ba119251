/**
 * A short memory of a zone's flows, to tell a rise from a high value. In: rates over the last minute, tick by tick; out: the
 * present rates beside those of a minute ago. What a change means is a rule's business.
 */

/** Rates in persons a minute, each over the minute before `atMs`. */
export interface FlowSample {
  readonly atMs: number;
  readonly inflowPerMin: number;
  readonly outflowPerMin: number;
}

export interface FlowTrend {
  readonly now: FlowSample;
  readonly before: FlowSample;
}

/** Rates already cover a minute; nearer samples would share persons and hide a change. */
const spanMs = 60_000;
const spacingMs = 10_000;
/** One sample older than the span is enough to compare with. */
const mostSamples = spanMs / spacingMs + 2;

export function rememberFlow(samples: readonly FlowSample[], sample: FlowSample): readonly FlowSample[] {
  const newest = samples.at(-1);
  if (newest !== undefined && sample.atMs - newest.atMs < spacingMs) return samples;
  return [...samples, sample].slice(-mostSamples);
}

/** Null until a minute is remembered, and after a gap that makes the comparison meaningless. */
export function flowTrend(samples: readonly FlowSample[], now: FlowSample): FlowTrend | null {
  const before = samples.findLast((sample) => now.atMs - sample.atMs >= spanMs);
  if (before === undefined || now.atMs - before.atMs > 2 * spanMs) return null;
  return { now, before };
}
