/**
 * Zones that are about to turn critical by a forecast that has earned trust. In: the site, the newest predictions, what is critical now.
 * Out: one condition a zone whose 80 % interval lies wholly beyond its red edge within the hour. A forecast without skill says nothing
 * here, nor does an old one: forecastKnowledge then leaves the alarm as it is until the time that was forecast has passed.
 */
import type { Condition } from '../../src-contract/domain/alarm.ts';
import { forecastStepMs, type Prediction } from '../../src-contract/domain/prediction.ts';
import { zoneSeriesId } from '../../src-contract/domain/series.ts';
import { polygonArea } from '../../src-contract/geometry/polygon.ts';
import type { SiteConfig, ZoneConfig } from '../../src-contract/site-config.ts';
import { conditionKey } from './condition-key.ts';

const furthestMinutes = 60;
/** Where orange ends: among the edges of green, amber, orange and red. */
const redEdge = 2;
/** The newest forecast is at most one step old; half a step more for the work on it. */
const freshMs = 2.5 * forecastStepMs;
/** Two forecasts running must say so, and two must not: one alone follows a passing train. */
const delayMs = 1.1 * forecastStepMs;
/** A platform takes four minutes to clear, and staff as long to get there (as `crowd-conditions.ts` has it); this comes before. */
const timeToActS = 900;

export interface ForecastConditionsInput {
  readonly predictions: readonly Prediction[];
  /** The zone is critical already: what was forecast is there. */
  readonly isCritical: (zoneId: string) => boolean;
  readonly nowMs: number;
}

export function forecastConditions(site: SiteConfig, { predictions, isCritical, nowMs }: ForecastConditionsInput): Condition[] {
  return site.zones.flatMap((zone) => {
    const edge = redFromPersons(site, zone);
    if (edge === null || isCritical(zone.id)) return [];
    const [first] = ofZone(predictions, zone.id)
      .filter((one) => hasEarnedTrust(one) && nowMs - one.madeMs <= freshMs && lowerOf(one) >= edge)
      .toSorted((a, b) => a.atMs - b.atMs);
    return first === undefined ? [] : [forecastCondition(zone, first, edge, nowMs)];
  });
}

/** Whether the present forecasts can tell that a zone won't turn critical; or the time that the last ones spoke of is over. */
export function forecastKnowledge(predictions: readonly Prediction[], nowMs: number): (zoneId: string) => boolean {
  return (zoneId) => {
    const own = ofZone(predictions, zoneId);
    const isFresh = own.some(({ madeMs }) => nowMs - madeMs <= freshMs);
    return isFresh || own.every(({ atMs }) => atMs + forecastStepMs < nowMs);
  };
}

function ofZone(predictions: readonly Prediction[], zoneId: string): Prediction[] {
  const id = zoneSeriesId(zoneId);
  return predictions.filter(({ seriesId, horizonMinutes }) => seriesId === id && horizonMinutes <= furthestMinutes);
}

/** A model that won over the whole backtest and lost on its held-out part is served, and alarms nobody. */
function hasEarnedTrust({ hasSkill, heldOutSkill }: Prediction): boolean {
  return hasSkill && heldOutSkill !== null && heldOutSkill > 0;
}

function lowerOf({ intervals }: Prediction): number {
  return intervals[0]?.lower ?? Number.NEGATIVE_INFINITY;
}

/** By capacity or by density over the whole area, whichever is reached first; null where neither is known. */
function redFromPersons(site: SiteConfig, zone: ZoneConfig): number | null {
  const areaM2 = zone.area_m2 ?? (zone.ground === undefined ? null : polygonArea(zone.ground));
  const densityEdges = zone.bands ?? site.bands[zone.kind === 'waiting' ? 'waiting' : 'moving'];
  const edges = [
    zone.capacity === undefined ? null : zone.capacity * (site.bands.occupancy[redEdge] ?? 1),
    areaM2 === null ? null : areaM2 * (densityEdges[redEdge] ?? 1),
  ].filter((edge) => edge !== null);
  return edges.length === 0 ? null : Math.min(...edges);
}

function forecastCondition(zone: ZoneConfig, prediction: Prediction, edge: number, nowMs: number): Condition {
  const subject = { type: 'zone', id: zone.id } as const;
  const [interval] = prediction.intervals;
  return {
    key: conditionKey('forecast-crowd', subject),
    kind: 'forecast-crowd',
    subject,
    priority: 'low',
    facts: {
      zoneName: zone.name,
      inS: Math.max(60, Math.round((prediction.atMs + forecastStepMs - nowMs) / 1000)),
      value: Math.round(prediction.value),
      lower: interval === undefined ? null : Math.round(interval.lower),
      upper: interval === undefined ? null : Math.round(interval.upper),
      edge: Math.round(edge),
      skill: prediction.heldOutSkill === null ? null : Math.round(prediction.heldOutSkill * 100) / 100,
    },
    onDelayMs: delayMs,
    offDelayMs: delayMs,
    latching: false,
    timeToActS,
    inhibitedBy: [],
  };
}
