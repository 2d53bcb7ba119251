/**
 * What was unusual in a series: each figure against the usual one of that time of the season, in robust spreads of that time. The past
 * alone is looked at, so that a figure is judged the same when it comes in and years later.
 */
import type { Anomaly, AnomalyResult, EvenSeries } from '../../src-contract/domain/forecast.ts';
import { cleaned, historyBefore } from './history.ts';
import { medianOf, robustSpread } from './order-statistics.ts';
import type { Season } from './season.ts';
import { figuresBySlot } from './seasonal-profile.ts';

/** |score| from which a figure is an outlier (modified z-score, Iglewicz & Hoaglin 1993). */
export const anomalyThreshold = 3.5;
/** So many of the newest known steps must be beyond it on the same side: one wild reading is a sensor's, not a crowd's. */
const neededOf = { beyond: 3, known: 4 } as const;
/** Anomalies with less than this between them are one. */
const joinWithinMs = 60 * 60_000;
const dayMs = 86_400_000;
/** Usual figures are learnt for two days before anything is judged. */
const learningMs = 2 * dayMs;
/** A time with fewer figures is judged by the spread of all times. */
const neededFigures = 8;
/** Of the spread of all times: what a quiet time's spread is at least, lest the first person of the night be an anomaly. */
const leastSpreadShare = 0.25;
/**
 * The MAD takes figures for normal ones, and travel times have a long tail: what happens in a fiftieth of all past steps is usual,
 * however far out it is (conformal anomaly detection, Laxhammar & Falkman 2014).
 */
const usualShareBeyond = 0.02;

/** `fromMs`: nothing before is judged, which bounds the time it takes: some 60 ms a day in steps of 5 minutes. */
export function findAnomalies(series: EvenSeries, fromMs: number): AnomalyResult {
  if (series.values.length * series.stepMs <= learningMs) {
    const knownSteps = series.values.filter((value) => cleaned(value) !== null).length;
    return { kind: 'too-short', knownSteps, neededSteps: Math.floor(learningMs / series.stepMs) + 1 };
  }
  const scored = scoreSteps(series, fromMs);
  return { kind: 'judged', scores: scored.map((step) => step.score), anomalies: joinSteps(series, scored) };
}

interface ScoredStep {
  value: number | null;
  expected: number | null;
  /** (value − expected) / spread; null = unknown, or nothing learnt yet. */
  score: number | null;
}

/** What is usual is learnt anew once a day: learning at each step would sort the same figures 288 times a day. */
function scoreSteps(series: EvenSeries, fromMs: number): ScoredStep[] {
  const daySteps = Math.max(1, Math.floor(dayMs / series.stepMs));
  let usual: Usual | null = null;
  let learntAt = -1;
  return series.values.map((raw, i) => {
    const value = cleaned(raw);
    const learnAt = i - (i % daySteps);
    const isJudged = series.startMs + i * series.stepMs >= fromMs && learnAt * series.stepMs >= learningMs;
    if (value === null || !isJudged) return { value, expected: null, score: null };
    if (learnAt !== learntAt) usual = usualBefore(series, learnAt);
    learntAt = learnAt;
    return scoreStep(value, usual?.slots[(i - usual.from) % usual.slots.length]);
  });
}

function scoreStep(value: number, slot: Usual['slots'][number] | undefined): ScoredStep {
  if (slot === undefined) return { value, expected: null, score: null };
  return { value, expected: slot.expected, score: (value - slot.expected) / slot.spread };
}

interface Usual {
  /** Index in the series of slot 0. */
  from: number;
  slots: readonly { expected: number; spread: number }[];
}

function usualBefore(series: EvenSeries, end: number): Usual | null {
  const history = historyBefore(series, end);
  const known = history.values.filter((value) => value !== null);
  if (known.length === 0) return null;
  const overall = { expected: medianOf(known), spread: leastSpread(known) };
  const from = end - history.values.length;
  const slots = history.season === null ? [overall] : slotsOf(history.values, history.season, series.stepMs, overall);
  return { from, slots: stretched(history.values, slots) };
}

/** Spreads made so much larger that no more than the usual share of the past is beyond the threshold. */
function stretched(values: readonly (number | null)[], slots: Usual['slots']): Usual['slots'] {
  const scores = values.flatMap((value, i) => {
    const slot = slots[i % slots.length];
    return value === null || slot === undefined ? [] : [Math.abs(value - slot.expected) / slot.spread];
  });
  const beyond = Float64Array.from(scores).sort()[Math.floor(scores.length * (1 - usualShareBeyond))] ?? 0;
  const factor = Math.max(1, beyond / anomalyThreshold);
  return slots.map(({ expected, spread }) => ({ expected, spread: spread * factor }));
}

function slotsOf(
  values: readonly (number | null)[],
  season: Season,
  stepMs: number,
  overall: Usual['slots'][number],
): Usual['slots'] {
  const floor = overall.spread * leastSpreadShare;
  return figuresBySlot(values, season, stepMs).map((figures) =>
    figures.length < neededFigures ? overall : { expected: medianOf(figures), spread: Math.max(floor, robustSpread(figures)) },
  );
}

/** Where more than half of the figures are equal their MAD is 0; then a thousandth of their size stands in, 1e-9 at least. */
function leastSpread(values: readonly number[]): number {
  return Math.max(robustSpread(values), Math.abs(medianOf(values)) / 1000, 1e-9);
}

/** Steps whose newest known figures are mostly beyond the threshold on one side, joined. */
function joinSteps(series: EvenSeries, scored: readonly ScoredStep[]): Anomaly[] {
  const anomalies: Anomaly[] = [];
  const newest: number[] = [];
  scored.forEach((step, i) => {
    if (step.score === null || step.value === null || step.expected === null) return;
    newest.push(Math.abs(step.score) < anomalyThreshold ? 0 : Math.sign(step.score));
    if (newest.length > neededOf.known) newest.shift();
    const side = newest.reduce((sum, sign) => sum + sign, 0);
    if (Math.abs(side) < neededOf.beyond || newest.at(-1) === 0) return;
    addStep(anomalies, {
      fromMs: series.startMs + i * series.stepMs,
      untilMs: series.startMs + (i + 1) * series.stepMs,
      peakScore: Math.abs(step.score),
      direction: side > 0 ? 'above' : 'below',
      ...{ value: step.value, expected: step.expected },
    });
  });
  return anomalies;
}

function addStep(anomalies: Anomaly[], step: Anomaly): void {
  const last = anomalies.at(-1);
  if (last === undefined || last.direction !== step.direction || step.fromMs - last.untilMs > joinWithinMs) {
    anomalies.push(step);
    return;
  }
  const peak = step.peakScore > last.peakScore ? step : last;
  anomalies[anomalies.length - 1] = { ...peak, fromMs: last.fromMs, untilMs: step.untilMs };
}
