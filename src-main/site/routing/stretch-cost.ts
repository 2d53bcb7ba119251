/**
 * What a stretch costs just now: the time that its crowd allows, the weight of keeping out of that crowd, and whether one may go there
 * at all. In: an arc and the conditions. Out: its cost. Pure. Closed, black and red stretches get charges so far apart that a way takes
 * one only when there is none without: first the fewest closed, then the fewest black, then the fewest red stretches, then the cost.
 */
import { type Band, worseBand } from '../../../src-contract/domain/band.ts';
import type { FigureSource } from '../../../src-contract/domain/site-state.ts';
import type { Arc } from './walk-network.ts';
import { freeSpeedMps, walkingTimeS } from './walking-speed.ts';

export interface ZoneCrowd {
  readonly band: Band;
  /** Persons/m² over the zone; null = unknown. */
  readonly densityPerM2: number | null;
  readonly source: FigureSource;
}

export interface WalkConditions {
  readonly nowMs: number;
  zone(zoneId: string): ZoneCrowd;
  /** Only of a forecast that has earned trust; null without one for that time. */
  forecast(zoneId: string, atMs: number): ZoneCrowd | null;
  isBlocked(stretchId: string): boolean;
}

export interface StretchCost {
  /** Walking time in its crowd. */
  readonly seconds: number;
  /** Time lost in the crowd, and the weight of keeping out of it, s. */
  readonly crowdS: number;
  /** Null outside all zones. */
  readonly band: Band | null;
  readonly isBlocked: boolean;
}

/** Where nobody measures, as Fruin's level of service E begins: slowed, not stuck. Unknown isn't free. */
const unknownDensityPerM2 = 1.5;
/** An estimate is trusted less than a measurement: its crowd is taken to be a quarter denser. */
const estimateMargin = 1.25;
/** Nearer than this the crowd is still as it is now. */
const forecastFromS = 120;

/** What a second in a zone of this band weighs beyond itself: an operator's wish to spread people, not a physical figure. */
const weightOfBand: Record<Band, number> = { green: 0, amber: 0.25, orange: 1, red: 3, black: 6, unknown: 0.5 };

/** Far above any walk (115 days), and far enough apart that sums stay exact to 0.01 s in a double. */
const chargeS = { red: 1e7, black: 1e9, block: 1e12 } as const;

/** `startPlan`: where the walk begins; how far off a stretch is tells when one would be there. */
export function stretchCost(arc: Arc, conditions: WalkConditions, startPlan: readonly [number, number]): StretchCost {
  const { stretch, freeS } = arc;
  const isBlocked = conditions.isBlocked(stretch.id);
  if (stretch.zoneId === null) return { seconds: freeS, crowdS: 0, band: null, isBlocked };
  const { band, densityPerM2 } = crowdThere(arc, stretch.zoneId, conditions, startPlan);
  const seconds = walkingTimeS({ kind: stretch.kind, lengthM: stretch.lengthM, riseM: arc.riseM }, densityPerM2);
  return { seconds, crowdS: seconds - freeS + weightOfBand[band] * seconds, band, isBlocked };
}

/** What the search adds up: walking with its weight, and the charge that no walk comes up to. */
export function searchCost({ seconds, band, isBlocked }: StretchCost, avoidCrowd: boolean): { walkS: number; chargeS: number } {
  return {
    walkS: avoidCrowd && band !== null ? seconds * (1 + weightOfBand[band]) : seconds,
    chargeS: (isBlocked ? chargeS.block : 0) + (band === 'red' || band === 'black' ? chargeS[band] : 0),
  };
}

/** As it is now, or as it is forecast for the time of arrival when that is worse: nobody is sent into a crowd on a hope. */
function crowdThere(arc: Arc, zoneId: string, conditions: WalkConditions, [x, y]: readonly [number, number]) {
  const now = known(conditions.zone(zoneId));
  const etaS = Math.hypot(arc.from.plan[0] - x, arc.from.plan[1] - y) / freeSpeedMps;
  const later = etaS < forecastFromS ? null : conditions.forecast(zoneId, conditions.nowMs + etaS * 1000);
  if (later === null) return now;
  const then = known(later);
  return { band: worseBand(now.band, then.band), densityPerM2: Math.max(now.densityPerM2, then.densityPerM2) };
}

function known({ band, densityPerM2, source }: ZoneCrowd): { band: Band; densityPerM2: number } {
  if (densityPerM2 === null) return { band, densityPerM2: unknownDensityPerM2 };
  return { band, densityPerM2: source === 'measured' ? densityPerM2 : densityPerM2 * estimateMargin };
}
