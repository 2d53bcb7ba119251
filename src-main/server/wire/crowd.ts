/** Crowd state and risk → what clients see of them. A zone without a risk is of unknown band. */
import type { CrowdUpdate, StationReply, ZoneReply } from '../../../src-contract/api/crowd.ts';
import { type Band, crowdLevel, worseBand } from '../../../src-contract/domain/band.ts';
import type { ZoneEstimate } from '../../../src-contract/domain/estimate.ts';
import type { FigureSource, LineState, PlatformState, ZoneRisk, ZoneState } from '../../../src-contract/domain/site-state.ts';
import type { CrowdSnapshot, StationFacts } from '../ports.ts';
import { zoneEstimateReply } from './estimates.ts';
import { figure, isoTime, isoTimeOrNull, known, unit } from './figures.ts';

type RiskOf = (zoneId: string) => ZoneRisk | undefined;
type EstimateOf = (zoneId: string) => ZoneEstimate | null;

interface CrowdPush {
  readonly stations: readonly StationReply[];
  readonly trains: CrowdUpdate['trains'];
  readonly seq: number;
  readonly walkRevision: number;
  readonly siteRevision: string;
  readonly nowMs: number;
}

/** `snapshot` null: the station runs and has measured nothing yet. */
export function stationReply(facts: StationFacts, snapshot: CrowdSnapshot | null, estimateOf: EstimateOf): StationReply {
  const base = { id: facts.id, name: facts.name, line: facts.lines[0] ?? '', lines: [...facts.lines] };
  if (snapshot === null) return { ...base, ...nothingKnown };
  const { state, risk } = snapshot;
  const riskOf = riskLookup(snapshot);
  return {
    ...base,
    crowd_level: crowdLevel(risk.band),
    count: figure(state.station.count),
    density: figure(state.station.densityPerM2),
    risk: risk.risk === null ? null : unit(risk.risk),
    confidence: unit(state.station.confidence),
    source: stationSource(state.zones),
    platforms: Object.fromEntries(state.platforms.map((platform) => [platform.id, platformReply(platform, riskOf)])),
    zones: zoneReplies(snapshot, estimateOf),
    counting_lines: state.lines.map(lineReply),
    last_updated: isoTimeOrNull(state.station.measuredMs),
  };
}

const nothingKnown: Omit<StationReply, 'id' | 'name' | 'line' | 'lines'> = {
  crowd_level: 'unknown',
  count: null,
  density: null,
  risk: null,
  confidence: 0,
  source: 'estimated',
  platforms: {},
  zones: [],
  counting_lines: [],
  last_updated: null,
};

/** A measured zone has no estimate, whatever was made a moment ago. */
export function zoneReplies(snapshot: CrowdSnapshot, estimateOf: EstimateOf): ZoneReply[] {
  const riskOf = riskLookup(snapshot);
  return snapshot.state.zones.map((zone) => zoneReply(zone, riskOf(zone.id), zone.count === null ? estimateOf(zone.id) : null));
}

export function crowdUpdate({ stations, trains, seq, walkRevision, siteRevision, nowMs }: CrowdPush): CrowdUpdate {
  return {
    ...{ type: 'crowd_update', timestamp: isoTime(nowMs), seq },
    ...{ stations: [...stations], trains: [...trains], walk_revision: walkRevision, site_revision: siteRevision },
  };
}

function riskLookup({ risk }: CrowdSnapshot): RiskOf {
  const byZone = new Map(risk.zones.map((zone) => [zone.zoneId, zone]));
  return (zoneId) => byZone.get(zoneId);
}

function zoneReply(zone: ZoneState, risk: ZoneRisk | undefined, estimate: ZoneEstimate | null): ZoneReply {
  const band = risk?.band ?? 'unknown';
  return {
    id: zone.id,
    name: zone.name,
    kind: zone.kind,
    platform: zone.platform,
    capacity: figure(zone.capacity),
    area_m2: figure(zone.areaM2),
    crowd_level: crowdLevel(band),
    band,
    basis: risk?.basis ?? 'unknown',
    value: figure(risk?.value ?? null),
    edges: risk === undefined ? [0, 0, 0, 0] : [...risk.edges],
    step_ups: [...(risk?.stepUps ?? [])],
    ...zoneFigures(zone),
    risk: risk === undefined || risk.risk === null ? null : unit(risk.risk),
    time_to_red_s: figure(risk?.timeToRedS ?? null),
    confidence: unit(zone.confidence),
    source: zone.source,
    error_share: figure(zone.errorShare),
    saturated: zone.saturated,
    measured_at: isoTimeOrNull(zone.measuredMs),
    stale: zone.stale,
    note: zone.note,
    camera_ids: [...zone.cameraIds],
    estimate: estimate === null ? null : zoneEstimateReply(estimate),
  };
}

function zoneFigures(zone: ZoneState) {
  const { direction } = zone;
  return {
    count: figure(zone.count),
    density: figure(zone.densityPerM2),
    density_mean: figure(zone.densityMeanPerM2),
    occupancy: figure(zone.occupancy),
    speed: figure(zone.speedMps),
    pressure: figure(zone.pressurePerS2),
    inflow_per_min: figure(zone.inflowPerMin),
    outflow_per_min: figure(zone.outflowPerMin),
    counter_flow_share: figure(zone.counterFlowShare),
    direction: direction === null ? null : ([known(direction[0]), known(direction[1])] satisfies [number, number]),
    dwell_s: figure(zone.dwellS),
  };
}

function platformReply(platform: PlatformState, riskOf: RiskOf): StationReply['platforms'][string] {
  const band = platform.zoneIds.map((id) => riskOf(id)?.band ?? 'unknown').reduce<Band>(worseBand, 'unknown');
  return {
    count: figure(platform.count),
    crowd_level: crowdLevel(band),
    density: figure(platform.densityPerM2),
    confidence: unit(platform.confidence),
    last_updated: isoTimeOrNull(platform.measuredMs),
  };
}

function lineReply(line: LineState): StationReply['counting_lines'][number] {
  return {
    id: line.id,
    camera_id: line.cameraId,
    into: line.into,
    in: line.inTotal,
    out: line.outTotal,
    in_per_min: figure(line.inPerMin),
    out_per_min: figure(line.outPerMin),
    flow_per_m_per_min: figure(line.flowPerMPerMin),
    measured_at: isoTimeOrNull(line.measuredMs),
  };
}

/** The weakest source among the zones that know their count: a sum with an estimate in it is an estimate. */
function stationSource(zones: readonly ZoneState[]): FigureSource {
  const sources = new Set(zones.filter((zone) => zone.count !== null).map((zone) => zone.source));
  if (sources.has('forecast')) return 'forecast';
  return sources.has('estimated') || sources.size === 0 ? 'estimated' : 'measured';
}
