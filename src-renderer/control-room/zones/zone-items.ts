/** The zones, for the palette: each with its drawer on the map. */
import { stationNow } from '../../client/station-clock.ts';
import { shownBand } from '../../client/zone-look.ts';
import type { Catalogue } from '../i18n/en.ts';
import type { PaletteItem } from '../palette/palette-item.ts';
import { useCrowd } from '../station/crowd-store.ts';

export function zoneItems(t: Catalogue): readonly PaletteItem[] {
  const nowMs = stationNow();
  return Object.values(useCrowd.getState().zones).map((zone) => ({
    ...{ id: `zone:${zone.id}`, label: zone.name, note: t.bands[shownBand(zone, nowMs)] },
    run: (page) => page.go(`/map?zone=${encodeURIComponent(zone.id)}`),
  }));
}
