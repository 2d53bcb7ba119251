/** The zones as maps show them now: by the band that may still be said. */
import { stationNow } from '../../client/station-clock.ts';
import { shownBand } from '../../client/zone-look.ts';
import type { ZoneMark } from '../../ui/map/features.ts';
import { useCrowd } from '../station/crowd-store.ts';

export function zoneMarks(selectedZoneId: string | null): ZoneMark[] {
  const nowMs = stationNow();
  return Object.values(useCrowd.getState().zones).map((zone) => ({
    id: zone.id,
    band: shownBand(zone, nowMs),
    selected: zone.id === selectedZoneId,
  }));
}
