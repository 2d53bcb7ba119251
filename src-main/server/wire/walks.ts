/** Ways on foot → what clients see of them. Figures are rounded to what they are known to. */
import type {
  EvacuationReply,
  WalkBlockReply,
  WalkNetworkReply,
  WalkRouteFeature,
  WalkRoutesReply,
} from '../../../src-contract/api/walks.ts';
import type { LonLat } from '../../../src-contract/domain/geometry-types.ts';
import type {
  EvacuationPlan,
  WalkAnswer,
  WalkBlock,
  WalkEnd,
  WalkMap,
  WalkMode,
  WalkRoute,
  WalkStep,
} from '../../../src-contract/domain/walk.ts';
import { walkStepText } from '../../../src-contract/texts/walk-texts.ts';
import { isoTime, isoTimeOrNull, unit } from './figures.ts';

export function routesReplyOf(answer: WalkAnswer, mode: WalkMode, nowMs: number): WalkRoutesReply {
  const { routes, from, to, reason, source, revision } = answer;
  return {
    ...{ type: 'FeatureCollection', features: routes.map(featureOf), mode },
    ...{ from: endOf(from), to: to === null ? null : endOf(to) },
    ...{ reason, source, revision, generated_at: isoTime(nowMs) },
  };
}

function endOf({ id, name, at }: WalkEnd): WalkRoutesReply['from'] {
  return { id, name, at: position(at) };
}

function featureOf(route: WalkRoute, rank: number): WalkRouteFeature {
  const { exit } = route;
  return {
    type: 'Feature',
    geometry: { type: 'LineString', coordinates: route.line.map(position) },
    properties: {
      rank,
      distance_m: tenth(route.distanceM),
      duration_s: tenth(route.durationS),
      crowd_cost_s: tenth(route.crowdCostS),
      worst_band: route.worstBand,
      warnings: [...route.warnings],
      exit:
        exit === null ? null : { id: exit.id, name: exit.name, capacity_per_min: exit.capacityPerMin, share: unit(exit.share) },
      steps: route.steps.map(stepOf),
      stretch_ids: [...route.stretchIds],
    },
  };
}

function stepOf(step: WalkStep): WalkRouteFeature['properties']['steps'][number] {
  const text = { en: walkStepText('en', step), hi: walkStepText('hi', step), mr: walkStepText('mr', step) };
  return { kind: step.kind, distance_m: tenth(step.distanceM), name: step.name, text, at: position(step.at) };
}

export function networkReplyOf({ revision, points, stretches, truncated }: WalkMap): WalkNetworkReply {
  return {
    revision,
    points: points.map(({ id, name, at, exit }) => ({
      ...{ id, name, at: position(at) },
      exit: exit === null ? null : { capacity_per_min: exit.capacityPerMin },
    })),
    stretches: stretches.map(({ stretch, line, band, block }) => ({
      ...{ id: stretch.id, from: stretch.from, to: stretch.to, name: stretch.name, kind: stretch.kind },
      ...{ line: line.map(position), length_m: tenth(stretch.lengthM), width_m: stretch.widthM, one_way: stretch.oneWay },
      ...{ zone: stretch.zoneId, band, source: stretch.source },
      blocked: block === null ? null : blockReplyOf(block, stretch.name),
    })),
    truncated,
  };
}

export function blockReplyOf({ stretchId, reason, by, atMs, untilMs }: WalkBlock, name: string | null): WalkBlockReply {
  return { stretch_id: stretchId, name, reason, by, at: isoTime(atMs), until: isoTimeOrNull(untilMs) };
}

export function evacuationReplyOf({ revision, exits, zones, clearS }: EvacuationPlan, nowMs: number): EvacuationReply {
  return {
    ...{ revision, generated_at: isoTime(nowMs), clear_s: wholeOrNull(clearS) },
    exits: exits.map((exit) => ({
      ...{ id: exit.id, name: exit.name, capacity_per_min: exit.capacityPerMin },
      ...{ persons: tenth(exit.persons), clear_s: wholeOrNull(exit.clearS) },
    })),
    zones: zones.map((zone) => ({
      ...{ zone: zone.zoneId, persons: zone.persons, planned_persons: zone.plannedPersons, cut_off: zone.isCutOff },
      ways: zone.ways.map((way) => ({
        ...{ exit: way.exitId, persons: tenth(way.persons), share: unit(way.share) },
        ...{ distance_m: tenth(way.distanceM), duration_s: tenth(way.durationS) },
      })),
    })),
  };
}

/** Seven decimals of a degree are a centimetre. */
function position([lon, lat]: LonLat): [number, number] {
  return [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

function wholeOrNull(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}
