/** The sensors, for the palette: each in the registry for those who set the station up, else on the map. */
import type { CallerReply } from '../../../src-contract/api/auth.ts';
import type { Locale } from '../../ui/locale/locales.ts';
import type { Catalogue } from '../i18n/en.ts';
import type { PaletteItem } from '../palette/palette-item.ts';
import { useSensors } from '../station/sensors-store.ts';
import { mayAct } from '../station/session-store.ts';

export function sensorItems(t: Catalogue, _locale: Locale, caller: CallerReply): readonly PaletteItem[] {
  const base = mayAct(caller) ? '/setup?section=sensors&sensor=' : '/map?sensor=';
  return Object.values(useSensors.getState().sensors).map(({ id, name, status }) => ({
    ...{ id: `sensor:${id}`, label: name, note: `${id}, ${t.sensors.statuses[status]}` },
    run: (page) => page.go(`${base}${encodeURIComponent(id)}`),
  }));
}
