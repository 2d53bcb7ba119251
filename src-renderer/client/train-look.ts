/** How a train is shown: the minutes that may be told, and its crowd as a band. Pure. */
import type { IncomingTrainReply } from '../../src-contract/api/trains.ts';
import type { Band, CrowdLevel } from '../../src-contract/domain/band.ts';

/** The station answers every few seconds; a list that is older is no present. */
const listFreshMs = 20_000;
const minuteMs = 60_000;

export function isListOld(asOfMs: number | null, nowMs: number): boolean {
  return asOfMs === null || nowMs - asOfMs > listFreshMs;
}

/** Whole minutes, rounded down; null where no time may be told. */
export function minutesTo({ expected_at: expected }: Pick<IncomingTrainReply, 'expected_at'>, nowMs: number): number | null {
  return expected === null ? null : Math.max(0, Math.floor((Date.parse(expected) - nowMs) / minuteMs));
}

const bandOfLevel: Record<CrowdLevel, Exclude<Band, 'black'>> = {
  low: 'green',
  moderate: 'amber',
  high: 'orange',
  critical: 'red',
  unknown: 'unknown',
};

export function trainBand({ crowd_level }: Pick<IncomingTrainReply, 'crowd_level'>): Band {
  return bandOfLevel[crowd_level];
}
