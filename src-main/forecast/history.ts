/**
 * What a forecast may know: the newest steps of a series before its origin, cleaned and bounded, with the season that fits them and
 * the usual figure of each time of it. Nothing after the origin is looked at.
 */
import type { EvenSeries } from '../../src-contract/domain/forecast.ts';
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
  /** Beside `values` and further ahead; null where nothing of the kind was or will be. */
  covariates: readonly Float32Array[] | null;
}

/** `end`: index of the origin in `values`, not included. */
export function historyBefore({ values, stepMs, covariates }: Omit<EvenSeries, 'startMs'>, end: number): History {
  const first = Math.max(0, end - maxHistorySteps);
  const past = values.slice(first, Math.max(0, end)).map(cleaned);
  const season = chooseSeason(past, stepMs);
  return {
    ...{ values: past, stepMs, season, profile: season === null ? null : profileOf(past, season, stepMs) },
    covariates: covariates?.map((steps) => steps.subarray(first)) ?? null,
  };
}

export function cleaned(value: number | null | undefined): number | null {
  return value !== null && value !== undefined && Math.abs(value) < largestMagnitude ? value : null;
}

/** Where the newest known figure before `end` stands; null where it is missing or too old. */
export function lastKnownIndex(values: readonly (number | null)[], end: number, stepMs: number): number | null {
  const oldest = Math.max(0, end - Math.max(1, Math.floor(maxStaleMs / stepMs)));
  for (let i = end - 1; i >= oldest; i--) if (cleaned(values[i]) !== null) return i;
  return null;
}

export function lastKnown(values: readonly (number | null)[], end: number, stepMs: number): number | null {
  const index = lastKnownIndex(values, end, stepMs);
  return index === null ? null : cleaned(values[index]);
}
