/**
 * How full a zone that was never measured is: as full as the measured ones are now, by rated capacity. How good that is, is told by the
 * measured ones: each in turn is left out and estimated by the others. In: minutes of the measured zones. Pure.
 */
import type { EstimateScore } from '../../../src-contract/domain/estimate.ts';
import { ascending, rankedInterval } from './conformal.ts';
import { mean } from './mean.ts';

export interface RatedZone {
  readonly id: string;
  readonly capacity: number;
  /** [minutes], NaN = unknown. */
  readonly values: Float32Array;
}

export interface NeighbourStudy {
  readonly zoneIds: readonly string[];
  /** Errors as shares of capacity, ascending. */
  readonly errors: Float64Array;
  /** In shares of capacity. */
  readonly score: EstimateScore;
  readonly guessMae: number;
}

/** The newest day; so many rows of it for each zone are enough. */
const lookBackMinutes = 1440;
const mostRows = 300;
const neededRows = 30;
const neededZones = 2;

/** Null below two zones, or where they were hardly ever measured together. */
export function studyNeighbours(zones: readonly RatedZone[]): NeighbourStudy | null {
  if (zones.length < neededZones) return null;
  const tested = zones.map((left) => leaveOut(left, zones));
  const errors = tested.flatMap((rows) => rows.map(({ actual, share }) => actual - share));
  if (errors.length < neededRows) return null;
  const actuals = tested.flatMap((rows) => rows.map(({ actual }) => actual));
  const usual = mean(actuals);
  return {
    zoneIds: zones.map(({ id }) => id),
    errors: ascending(errors),
    score: { rows: errors.length, mae: mean(errors.map(Math.abs)), bias: -mean(errors), coverage: coverageOf(tested) },
    guessMae: mean(actuals.map((actual) => Math.abs(actual - usual))),
  };
}

interface Tested {
  /** Shares of capacity. */
  readonly actual: number;
  readonly share: number;
}

function leaveOut(left: RatedZone, zones: readonly RatedZone[]): Tested[] {
  const others = zones.filter(({ id }) => id !== left.id);
  return newestRows(left.values).flatMap((row) => {
    const share = shareOf(others, (zone) => zone.values[row] ?? Number.NaN);
    return share === null ? [] : [{ actual: (left.values[row] ?? 0) / left.capacity, share }];
  });
}

/** Each zone against the interval that the other zones' errors would have given it. */
function coverageOf(tested: readonly (readonly Tested[])[]): number | null {
  const inside = tested.flatMap((own) => {
    const errors = ascending(
      tested.filter((rows) => rows !== own).flatMap((rows) => rows.map(({ actual, share }) => actual - share)),
    );
    if (errors.length === 0) return [];
    const { low, high } = rankedInterval(errors);
    return own.map(({ actual, share }) => (actual >= share + low && actual <= share + high ? 1 : 0));
  });
  return inside.length === 0 ? null : mean(inside);
}

/** Persons in the known ones over their rated capacity; null when none is known. */
export function shareOf<Zone extends { readonly capacity: number }>(
  zones: readonly Zone[],
  countIn: (zone: Zone) => number,
): number | null {
  let [persons, capacity] = [0, 0];
  for (const zone of zones) {
    const count = countIn(zone);
    if (!Number.isFinite(count)) continue;
    persons += count;
    capacity += zone.capacity;
  }
  return capacity === 0 ? null : persons / capacity;
}

function newestRows(values: Float32Array): number[] {
  const known: number[] = [];
  for (let row = Math.max(0, values.length - lookBackMinutes); row < values.length; row++) {
    if (Number.isFinite(values[row])) known.push(row);
  }
  const every = Math.ceil(known.length / mostRows);
  return known.filter((_, i) => i % every === 0);
}
