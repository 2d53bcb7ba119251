/**
 * How congested each hour was: its mean speed against the free-flow speed. Pure. The steps are the shares of free-flow speed at which the
 * Highway Capacity Manual (6th edition, urban streets) ends its levels of service B (67 %), D (40 %) and E (30 %).
 */
import type { CongestionLevel } from '../../../src-contract/domain/traffic.ts';

const endsAt = { free: 0.67, moderate: 0.4, heavy: 0.3 } as const;
/** The usual estimate from measured speeds, as FHWA's mobility reports take it: what 15 % of the hours are faster than. */
const freeFlowQuantile = 0.85;
/** A day, or the night's free flow may be missing. */
const neededHours = 24;

/** `hourlySpeeds`: as many as there are. Null with too few. */
export function freeFlowSpeed(hourlySpeeds: readonly number[]): number | null {
  if (hourlySpeeds.length < neededHours) return null;
  const sorted = Float64Array.from(hourlySpeeds).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(freeFlowQuantile * sorted.length))] ?? null;
}

export function congestionLevel(speed: number | null, freeFlow: number | null): CongestionLevel | null {
  if (speed === null || freeFlow === null || freeFlow <= 0) return null;
  const share = speed / freeFlow;
  if (share > endsAt.free) return 'free';
  if (share > endsAt.moderate) return 'moderate';
  return share > endsAt.heavy ? 'heavy' : 'severe';
}
