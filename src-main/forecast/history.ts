/**
 * What a forecast may know: the newest steps of a series before its origin, cleaned and bounded, with the season that fits them and
 * the usual figure of each time of it. Nothing after the origin is looked at.
 */
import { chooseSeason, type Season } from './season.ts';
import { profileOf } from './seasonal-profile.ts';

/** 69 days in steps of 5 minutes; older figures are left out, so that no series can take more than a bounded time. */
const maxHistorySteps = 20_000;
/** No crowd, speed or travel time comes near; a larger one is a broken reading, and its square would leave the range of numbers. */
const largestMagnitude = 1e12;
/** A last known figure that is older says nothing of the next quarter of an hour. */
const maxStaleMs = 60 * 60_000;

export interface History {
  /** Known figures and nulls up to the origin, oldest first. */
  values: readonly (number | null)[];
  stepMs: number;
  season: Season | null;
  /** The usual figure by `index % season.steps` of `values`; null without a season. */
  profile: Float64Array | null;
}

/** `end`: index of the origin in `values`, not included. */
export function historyBefore(values: readonly (number | null)[], end: number, stepMs: number): History {
  const past = values.slice(Math.max(0, end - maxHistorySteps), Math.max(0, end)).map(cleaned);
  const season = chooseSeason(past, stepMs);
  return { values: past, stepMs, season, profile: season === null ? null : profileOf(past, season, stepMs) };
}

export function cleaned(value: number | null | undefined): number | null {
  return value !== null && value !== undefined && Math.abs(value) < largestMagnitude ? value : null;
}

/** The newest known figure before `end`; null where it is missing or too old. */
export function lastKnown(values: readonly (number | null)[], end: number, stepMs: number): number | null {
  const oldest = Math.max(0, end - Math.max(1, Math.floor(maxStaleMs / stepMs)));
  for (let i = end - 1; i >= oldest; i--) {
    const value = cleaned(values[i]);
    if (value !== null) return value;
  }
  return null;
}
