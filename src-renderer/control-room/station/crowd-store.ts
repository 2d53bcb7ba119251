/** The crowd as the station last told it, by zone. Zones whose figures didn't change keep their object. */
import { create } from 'zustand';
import type { CrowdUpdate, StationReply, ZoneReply } from '../../../src-contract/api/crowd.ts';
import { sameValue, shareById } from '../../client/same-value.ts';

export type StationFigures = Pick<StationReply, 'crowd_level' | 'count' | 'density' | 'confidence' | 'source' | 'last_updated'>;

interface CrowdStore {
  /** In the site's order. */
  readonly zoneIds: readonly string[];
  readonly zones: Readonly<Record<string, ZoneReply>>;
  readonly station: StationFigures | null;
}

export const useCrowd = create<CrowdStore>(() => ({ zoneIds: [], zones: {}, station: null }));

export function applyZones(zones: readonly ZoneReply[]): void {
  useCrowd.setState((old) => {
    const ids = zones.map((zone) => zone.id);
    const shared = shareById(old.zones, zones);
    if (shared === old.zones) return old;
    return { zones: shared, zoneIds: sameValue(old.zoneIds, ids) ? old.zoneIds : ids };
  });
}

/** The first station of an update is this one. */
export function applyCrowdUpdate(update: CrowdUpdate): void {
  const station = update.stations[0];
  if (station === undefined) return;
  applyZones(station.zones);
  const { crowd_level, count, density, confidence, source, last_updated } = station;
  useCrowd.setState({ station: { crowd_level, count, density, confidence, source, last_updated } });
}
