/**
 * What a zone's measured minutes teach: a model, and how far it is off on minutes that it had not seen. The backtest rolls: it learns
 * from the minutes before a time, estimates those after it as if the zone's sensor were off, and moves on. Pure; in steps, as three weeks of minutes take a while.
 */
import type { covariateNames } from '../../../src-contract/domain/covariates.ts';
import type { EstimateScore } from '../../../src-contract/domain/estimate.ts';
import { ascending, intervalOf, scoreOf } from './conformal.ts';
import { mean } from './mean.ts';
import { countBy, inputAt, learnZone, type ZoneMinutes, type ZoneModel } from './zone-model.ts';

export interface ZoneStudy {
  readonly model: ZoneModel;
  readonly neighbourIds: readonly string[];
  /** Ascending; what intervals are made of. */
  readonly scores: Float64Array;
  readonly score: EstimateScore;
  /** Mean absolute error of who knows only what the zone held on average before. */
  readonly guessMae: number;
  readonly knownMinutes: number;
  /** Whether its past knew any events and any weather that bears on it. */
  readonly knowsEvents: boolean;
  readonly knowsWeather: boolean;
  /** The largest load of events in its past. */
  readonly mostEventLoad: number;
}

/** Below an hour there is nothing to learn from and test on. */
const neededMinutes = 60;
const blocks = 6;
/** Those before it only teach: of little past an estimate errs as it no longer does, and the intervals would be too wide. */
const firstTested = 2;

/** Null where the zone was measured for less than an hour. */
export function studyZone(minutes: ZoneMinutes, neighbourIds: readonly string[]): ZoneStudy | null {
  const steps = studyZoneInSteps(minutes, neighbourIds);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same with a pause after each tenth of a second's work at most, so that the thread can do what is more urgent. */
export function* studyZoneInSteps(
  minutes: ZoneMinutes,
  neighbourIds: readonly string[],
): Generator<undefined, ZoneStudy | null, undefined> {
  const rows = knownRows(minutes.own);
  if (rows.length < neededMinutes) return null;
  const tested: Tested[] = [];
  for (let block = firstTested; block < blocks; block++) {
    const model = learnZone(minutes, rowsBefore(rows, block));
    yield;
    tested.push(...testBlock(minutes, rows, { block, model }));
    yield;
  }
  const model = learnZone(minutes, rows);
  yield;
  const coverage = yield* coverageOf(tested);
  const score = { ...summary(tested), coverage };
  const seen = (name: (typeof covariateNames)[number]): boolean => rows.some((row) => (minutes.covariates[name][row] ?? 0) > 0);
  return {
    ...{ model, neighbourIds, knownMinutes: rows.length },
    ...{ scores: ascending(tested.map(({ actual, estimate }) => scoreOf(actual, estimate))), score },
    guessMae: mean(tested.map(({ actual, guess }) => Math.abs(actual - guess))),
    ...{ knowsEvents: seen('eventLoad') || seen('holiday'), knowsWeather: seen('rain') || seen('heat') },
    mostEventLoad: rows.reduce((most, row) => Math.max(most, minutes.covariates.eventLoad[row] ?? 0), 0),
  };
}

interface Tested {
  readonly block: number;
  readonly actual: number;
  readonly estimate: number;
  readonly guess: number;
}

function rowsBefore(rows: readonly number[], block: number): readonly number[] {
  return rows.slice(0, Math.floor((rows.length * block) / blocks));
}

function testBlock(
  minutes: ZoneMinutes,
  rows: readonly number[],
  { block, model }: { block: number; model: ZoneModel },
): Tested[] {
  const before = rowsBefore(rows, block);
  const guess = mean(before.map((row) => minutes.own[row] ?? 0));
  return rowsBefore(rows, block + 1)
    .slice(before.length)
    .map((row) => ({ block, actual: minutes.own[row] ?? 0, estimate: countBy(model, inputAt(minutes, row)), guess }));
}

function summary(tested: readonly Tested[]): Omit<EstimateScore, 'coverage'> {
  return {
    rows: tested.length,
    mae: mean(tested.map(({ actual, estimate }) => Math.abs(actual - estimate))),
    bias: mean(tested.map(({ actual, estimate }) => estimate - actual)),
  };
}

/** Each block against intervals from the errors of the blocks before it. */
function* coverageOf(tested: readonly Tested[]): Generator<undefined, number | null, undefined> {
  const inside: number[] = [];
  for (let block = firstTested + 1; block < blocks; block++) {
    const scores = ascending(tested.filter((one) => one.block < block).map((one) => scoreOf(one.actual, one.estimate)));
    for (const { actual, estimate } of tested.filter((one) => one.block === block)) {
      const { low, high } = intervalOf(estimate, scores);
      inside.push(actual >= low && actual <= high ? 1 : 0);
    }
    yield;
  }
  return inside.length === 0 ? null : mean(inside);
}

function knownRows(own: Float32Array): number[] {
  const rows: number[] = [];
  for (let row = 0; row < own.length; row++) if (Number.isFinite(own[row])) rows.push(row);
  return rows;
}
