/**
 * What of the crowd is kept: each zone once a second, each crossing, where people stood once a second. In: snapshots and crossings.
 * Out: rows in the store's queue.
 */
import type { LineCrossing, ZoneState } from '../../src-contract/domain/site-state.ts';
import type { Snapshot } from '../pipeline.ts';
import type { Store } from '../store/open-store.ts';

export interface Recorder {
  snapshot(snapshot: Snapshot): void;
  crossings(crossings: readonly LineCrossing[]): void;
}

export function createRecorder(store: Pick<Store, 'samples' | 'tracks' | 'crossings'>): Recorder {
  let recordedS = 0;
  return {
    snapshot({ state, risk }) {
      const second = Math.floor(state.atMs / 1000);
      if (second === recordedS) return;
      const elapsedMin = recordedS === 0 ? 0 : Math.min(second - recordedS, 10) / 60;
      recordedS = second;
      const bandOf = new Map(risk.zones.map((zone) => [zone.zoneId, zone.band]));
      const zones = state.zones.map((zone) => zoneSample(zone, bandOf.get(zone.id) ?? 'unknown', elapsedMin));
      store.samples.add({ atMs: state.atMs, zones });
      if (state.positions.length > 0) store.tracks.add({ atMs: state.atMs, positions: state.positions });
    },
    crossings: (crossings) => store.crossings.add(crossings),
  };
}

function zoneSample(zone: ZoneState, band: Snapshot['risk']['band'], elapsedMin: number) {
  const persons = (perMin: number | null): number | null => (perMin === null ? null : perMin * elapsedMin);
  return {
    zoneId: zone.id,
    count: zone.count,
    densityPerM2: zone.densityPerM2,
    band,
    inflow: persons(zone.inflowPerMin),
    outflow: persons(zone.outflowPerMin),
    confidence: zone.confidence,
    measured: !zone.stale && zone.count !== null && zone.source === 'measured',
  };
}
