/** Places around the station by their names, for the palette: each in its list and on its map. */
import type { CallerReply } from '../../../src-contract/api/auth.ts';
import { placeRoutes } from '../../../src-contract/api/places.ts';
import type { Locale } from '../../ui/locale/locales.ts';
import type { Catalogue } from '../i18n/en.ts';
import type { PaletteItem } from '../palette/palette-item.ts';
import { rest } from '../station/session.ts';
import { usePlaces } from './places-store.ts';

const mostPlaces = 10;

export async function placeItems(
  q: string,
  t: Catalogue,
  locale: Locale,
  _caller: CallerReply,
  signal: AbortSignal,
): Promise<readonly PaletteItem[]> {
  const { features } = await rest.call(placeRoutes.locations, { query: { q, limit: mostPlaces }, signal });
  return features.flatMap(({ properties: { id, kind, name, names } }) => {
    const label = names[locale] ?? name;
    if (label === null) return [];
    const item: PaletteItem = {
      ...{
        id: `place:${id}`,
        label,
        note: t.places.kinds[kind],
        alsoNamed: [name, ...Object.values(names)].filter((other) => typeof other === 'string'),
      },
      run: (page) => show(id, page),
    };
    return [item];
  });
}

function show(selectedId: string, page: Parameters<PaletteItem['run']>[0]): void {
  usePlaces.setState({ selectedId });
  page.go('/site?section=places');
}
