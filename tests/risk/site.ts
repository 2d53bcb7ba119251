/** A small site and zone states to judge, for the tests beside it. */
import type { CameraState } from '../../src-contract/domain/camera.ts';
import type { DetectionState } from '../../src-contract/domain/detection.ts';
import type { RiskState, SiteState, ZoneState } from '../../src-contract/domain/site-state.ts';
import { type SiteConfig, siteConfigSchema } from '../../src-contract/site-config.ts';
import { advanceRisk, emptyRiskMemory, type RiskMemory } from '../../src-main/risk/advance-risk.ts';
import type { CameraStatus } from '../../src-main/risk/camera-status.ts';

export const startMs = 1_700_000_000_000;

type ZoneDraft = { id: string; kind?: string; stairs?: boolean; bands?: number[]; capacity?: number };
type CameraDraft = { id: string; zones: readonly string[] };

export function siteWith(zones: readonly ZoneDraft[], cameras: readonly CameraDraft[] = []): SiteConfig {
  return siteConfigSchema.parse({
    station: { id: 'DDR', name: 'Dadar', lines: ['western'], location: [72.843, 19.0186] },
    zones: zones.map((zone) => ({ name: `Zone ${zone.id}`, kind: 'waiting', ...zone })),
    cameras: cameras.map(({ id, zones: seen }) => ({
      id,
      name: `Camera ${id}`,
      source: 'twin:x',
      zones: seen.map((zone) => ({
        zone,
        polygon: [
          [0, 0],
          [1, 0],
          [1, 1],
        ],
      })),
    })),
  });
}

export function zoneState(id: string, figures: Partial<ZoneState> = {}): ZoneState {
  return {
    id,
    name: `Zone ${id}`,
    kind: 'waiting',
    platform: null,
    capacity: null,
    areaM2: 100,
    count: null,
    densityPerM2: null,
    densityMeanPerM2: null,
    occupancy: null,
    speedMps: null,
    speedVarianceM2S2: null,
    pressurePerS2: null,
    inflowPerMin: null,
    outflowPerMin: null,
    counterFlowShare: null,
    direction: null,
    dwellS: null,
    confidence: 0.9,
    source: 'measured',
    errorShare: null,
    saturated: false,
    measuredMs: startMs,
    stale: false,
    note: null,
    cameraIds: [],
    ...figures,
  };
}

export function siteState(atMs: number, zones: readonly ZoneState[]): SiteState {
  const station = { count: null, densityPerM2: null, confidence: 0, measuredMs: null };
  return { atMs, station, platforms: [], zones, lines: [], positions: [] };
}

/** Judges states one after the other, `everyMs` apart, and returns every risk. */
export function judged(site: SiteConfig, series: readonly (readonly ZoneState[])[], everyMs = 1000): readonly RiskState[] {
  let memory: RiskMemory = emptyRiskMemory;
  return series.map((zones, i) => {
    const next = advanceRisk(site, memory, siteState(startMs + i * everyMs, zones));
    memory = next.memory;
    return next.risk;
  });
}

const running: DetectionState = { kind: 'running', model: 'person' };

export function camera(
  id: string,
  kind: CameraState['kind'],
  sinceMs = startMs,
  detection: DetectionState = running,
): CameraStatus {
  const state: CameraState = kind === 'live' ? { kind, sinceMs } : { kind, sinceMs, attempt: 1, reason: 'no answer' };
  return { id, state, detection };
}
