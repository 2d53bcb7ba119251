/** A crowd state of a size like the demo's, for the server's tests and for the fan-out measurement. */
import type { Band } from '../../src-contract/domain/band.ts';
import type { ZoneRisk, ZoneState } from '../../src-contract/domain/site-state.ts';
import type { CrowdSnapshot } from '../../src-main/server/ports.ts';

export function crowdSnapshot(zoneCount: number, atMs: number, count = 12): CrowdSnapshot {
  const ids = Array.from({ length: zoneCount }, (_, i) => `z${i}`);
  const zones = ids.map((id) => zoneState(id, atMs, count));
  const platform = { id: '1', zoneIds: ids, count: count * zoneCount, densityPerM2: 1.5, confidence: 0.9, measuredMs: atMs };
  return {
    state: {
      atMs,
      station: { count: count * zoneCount, densityPerM2: 1.5, confidence: 0.9, measuredMs: atMs },
      platforms: [platform],
      zones,
      lines: [],
      positions: [],
    },
    risk: { atMs, zones: ids.map((id) => zoneRisk(id)), band: 'amber', risk: 0.3 },
  };
}

export function zoneState(id: string, atMs: number, count: number | null): ZoneState {
  return {
    id,
    name: `Zone ${id}`,
    kind: 'waiting',
    platform: '1',
    capacity: 300,
    areaM2: 240.123456,
    count,
    densityPerM2: 1.234567,
    densityMeanPerM2: 0.512345,
    occupancy: 0.412345,
    speedMps: 0.912345,
    speedVarianceM2S2: 0.112345,
    pressurePerS2: 0.0212345,
    inflowPerMin: 12.5,
    outflowPerMin: 8.5,
    counterFlowShare: 0.212345,
    direction: [0.712345, -0.701234],
    dwellS: 94.123456,
    confidence: 0.9,
    source: 'measured',
    errorShare: null,
    saturated: false,
    measuredMs: atMs,
    stale: false,
    note: null,
    cameraIds: ['c1'],
  };
}

export function zoneRisk(zoneId: string, band: Band = 'amber'): ZoneRisk {
  return {
    zoneId,
    band,
    basis: 'density',
    value: 2.234567,
    edges: [2, 3, 4, 5],
    stepUps: [],
    risk: 0.312345,
    timeToRedS: null,
  };
}
