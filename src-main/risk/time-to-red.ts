/**
 * Minutes of warning: how long until a zone turns red if people keep coming and going as in the last minute. In: the zone, its
 * judged figure and whether it is stepped up; out: seconds, or null when it doesn't.
 */
import type { JudgedZone } from '../../src-contract/domain/judged-tick.ts';
import type { Judged } from './zone-bands.ts';

/** A flow of one minute tells little of the quarter-hour after it (station crowds come with trains): further off is no warning (M). */
const longestForecastS = 900;

/**
 * Seconds until the band is red: 0 when it is, null when the zone isn't filling, its flow or size is unknown, or it would take
 * more than a quarter of an hour. The net inflow spreads over the whole area, so with a crowd that bunches in one corner the true time is
 * shorter. A zone that is stepped up turns red one edge earlier.
 */
export function timeToRedS(zone: JudgedZone, judged: Judged, steppedUp: boolean): number | null {
  if (judged.basis === 'unknown') return null;
  const missing = judged.edges[steppedUp ? 1 : 2] - judged.value;
  if (missing <= 0) return 0;
  const size = judged.basis === 'density' ? zone.areaM2 : zone.capacity;
  if (size === null || size <= 0 || zone.inflowPerMin === null || zone.outflowPerMin === null) return null;
  const netPerS = (zone.inflowPerMin - zone.outflowPerMin) / 60;
  if (netPerS <= 0) return null;
  const timeS = (missing * size) / netPerS;
  return timeS <= longestForecastS ? timeS : null;
}
