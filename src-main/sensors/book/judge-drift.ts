/**
 * Whether a sensor moves away from its like. Pure. In: its mean of each day and those of the others of its type. Out: how far it has moved, or
 * null. The others' median takes weather, season and holidays out; with fewer than two others nobody could say which one moves.
 */
import { testTrend } from '../trend-test.ts';

export interface Drift {
  /** In the unit of the field, over `days` days. */
  readonly moved: number;
  readonly days: number;
}

type Days = readonly (number | null)[];

const neededOthers = 2;
/** Rarer than once in a hundred judgements by chance; and far beyond what the days differ by anyhow. */
const drift = { pValue: 0.01, spreads: 3, shareOfLevel: 0.1 } as const;
/** A normal distribution's standard deviation over its median absolute deviation. */
const perMad = 1.4826;

/** `own` and each of `others`: one mean a day, of the same days, the oldest first; null = not measured. */
export function judgeDrift(own: Days, others: readonly Days[]): Drift | null {
  const apart = own.map((value, day) => {
    const then = others.flatMap((other) => other[day] ?? []);
    return value === null || then.length < neededOthers ? null : value - medianOf(then);
  });
  const test = testTrend(apart);
  if (test === null || test.pValue >= drift.pValue) return null;
  const moved = test.slope * (lastKnown(apart) - firstKnown(apart));
  const rest = apart.flatMap((value, day) => (value === null ? [] : [value - test.slope * day]));
  const middle = medianOf(rest);
  const spread = perMad * medianOf(rest.map((value) => Math.abs(value - middle)));
  const level = Math.abs(medianOf(own.flatMap((value) => value ?? [])));
  const isFar = Math.abs(moved) > drift.spreads * spread && Math.abs(moved) > drift.shareOfLevel * level;
  return isFar ? { moved, days: lastKnown(apart) - firstKnown(apart) + 1 } : null;
}

function firstKnown(days: Days): number {
  return days.findIndex((value) => value !== null);
}

function lastKnown(days: Days): number {
  return days.findLastIndex((value) => value !== null);
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
