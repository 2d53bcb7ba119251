/**
 * What the crowd's figures mean: a band, a risk and a time to red for each zone. In: the site, the state of one instant and what
 * this stage remembered; out: RiskState and the next memory. Alarms are made of it in crowd-conditions.ts.
 */
import { worseBand } from '../../src-contract/domain/band.ts';
import type { JudgedState, JudgedZone } from '../../src-contract/domain/judged-tick.ts';
import type { RiskState, ZoneRisk } from '../../src-contract/domain/site-state.ts';
import type { SiteConfig, ZoneConfig } from '../../src-contract/site-config.ts';
import { type FlowSample, type FlowTrend, flowTrend, rememberFlow } from './flow-trend.ts';
import { riskScore } from './risk-score.ts';
import { advanceStepUps, countingStepUps, noStepUps, type StepUpSwitches } from './step-ups/advance-step-ups.ts';
import { timeToRedS } from './time-to-red.ts';
import { asLevel, bandOfLevel, type Judged, judgedFigure, type Level, levelOf } from './zone-bands.ts';

interface ZoneMemory {
  readonly basis: 'density' | 'capacity';
  /** By the figure alone, without step-ups: the deadband is measured from it. */
  readonly level: Level;
  /** The same at the upper end of an estimate's error. */
  readonly highLevel: Level;
  readonly stepUps: StepUpSwitches;
  readonly flows: readonly FlowSample[];
}

/** Of each zone that is measured. A zone that is unknown is forgotten: what comes after a gap is judged afresh. */
export interface RiskMemory {
  readonly zones: ReadonlyMap<string, ZoneMemory>;
}

export const emptyRiskMemory: RiskMemory = { zones: new Map() };

export function advanceRisk(site: SiteConfig, memory: RiskMemory, state: JudgedState): { memory: RiskMemory; risk: RiskState } {
  const configs = new Map(site.zones.map((zone) => [zone.id, zone]));
  const remembered = new Map<string, ZoneMemory>();
  const zones = state.zones.map((zone) => {
    const config = configs.get(zone.id);
    const judged = judgedFigure(site, config, zone);
    if (judged.basis === 'unknown') return unknownRisk(zone, judged);
    const next = remember(site, config, memory.zones.get(zone.id), zone, judged, state.atMs);
    remembered.set(zone.id, next);
    const risk = knownRisk(zone, judged, next);
    return risk.band === 'green' && !provesGreen(zone, next) ? unknownRisk(zone, judged) : risk;
  });
  return { memory: { zones: remembered }, risk: { atMs: state.atMs, zones, ...worstOf(zones) } };
}

/**
 * What part of a zone shows, or a view too full to count, may prove a danger, but never that there is none; an estimate does where
 * even its upper end is green, and hand counts have shown how far it errs.
 */
function provesGreen({ source, errorShare, note }: JudgedZone, { highLevel }: ZoneMemory): boolean {
  return source === 'measured' || (errorShare !== null && note !== 'not-checked' && highLevel === 0);
}

function remember(
  site: SiteConfig,
  config: ZoneConfig | undefined,
  before: ZoneMemory | undefined,
  zone: JudgedZone,
  judged: Exclude<Judged, { basis: 'unknown' }>,
  atMs: number,
): ZoneMemory {
  // A share of capacity and a density have nothing in common, so a change of basis starts afresh too.
  const same = before?.basis === judged.basis ? before : undefined;
  const level = levelOf(judged.value, judged.edges, same?.level ?? null, site.alarms.deadband);
  const high = judged.value * (1 + (zone.errorShare ?? 0));
  const highLevel = levelOf(high, judged.edges, same?.highLevel ?? null, site.alarms.deadband);
  const { flows, flow } = advanceFlow(before?.flows ?? [], zone, atMs);
  const stepUps = level === 0 ? noStepUps : advanceStepUps(same?.stepUps ?? noStepUps, { zone, config, flow }, atMs);
  return { basis: judged.basis, level, highLevel, stepUps, flows };
}

function advanceFlow(
  samples: readonly FlowSample[],
  zone: JudgedZone,
  atMs: number,
): { flows: readonly FlowSample[]; flow: FlowTrend | null } {
  if (zone.inflowPerMin === null || zone.outflowPerMin === null) return { flows: [], flow: null };
  const now: FlowSample = { atMs, inflowPerMin: zone.inflowPerMin, outflowPerMin: zone.outflowPerMin };
  return { flows: rememberFlow(samples, now), flow: flowTrend(samples, now) };
}

function unknownRisk(zone: JudgedZone, { edges }: Judged): ZoneRisk {
  return { zoneId: zone.id, band: 'unknown', basis: 'unknown', value: null, edges, stepUps: [], risk: null, timeToRedS: null };
}

function knownRisk(zone: JudgedZone, judged: Exclude<Judged, { basis: 'unknown' }>, { level, stepUps }: ZoneMemory): ZoneRisk {
  // Nothing is worse than black: there the reasons change no band, and are not given as reasons.
  const reasons = level === 4 ? [] : countingStepUps(stepUps);
  const steppedUp = reasons.length > 0;
  return {
    zoneId: zone.id,
    band: bandOfLevel(asLevel(level + (steppedUp ? 1 : 0))),
    basis: judged.basis,
    value: judged.value,
    edges: judged.edges,
    stepUps: reasons,
    risk: riskScore(judged.value, judged.edges, steppedUp),
    timeToRedS: timeToRedS(zone, judged, steppedUp),
  };
}

function worstOf(zones: readonly ZoneRisk[]): Pick<RiskState, 'band' | 'risk'> {
  const known = zones.filter((zone) => zone.band !== 'unknown');
  return {
    band: known.map((zone) => zone.band).reduce(worseBand, 'unknown'),
    risk: known.length === 0 ? null : Math.max(...known.map((zone) => zone.risk ?? 0)),
  };
}
