/** The cameras, for the palette: each alone on the wall. */
import type { Catalogue } from '../i18n/en.ts';
import type { PaletteItem } from '../palette/palette-item.ts';
import { useCameras } from '../station/cameras-store.ts';
import { isCut, useSession } from '../station/session-store.ts';

export function cameraItems(t: Catalogue): readonly PaletteItem[] {
  const cut = isCut(useSession.getState().link);
  return Object.values(useCameras.getState().cameras).map(({ id, name, state }) => ({
    ...{ id: `camera:${id}`, label: name, note: t.cameras.states[cut && state.kind === 'live' ? 'reconnecting' : state.kind] },
    run: (page) => page.go(`/cameras?camera=${encodeURIComponent(id)}`),
  }));
}
