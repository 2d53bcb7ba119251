/** Places around the station whose names begin as somebody types, as ends of a way; none while the station can't be asked. */
import { useCallback } from 'react';
import { placeRoutes } from '../../../src-contract/api/places.ts';
import type { ComboboxOption } from '../../ui/combobox.tsx';
import { useText } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { useSettled } from '../set-up/use-settled.ts';
import { rest } from '../station/session.ts';
import { useAsked } from '../station/use-asked.ts';

/** A single letter fits half the map. */
const leastLetters = 2;
const mostPlaces = 15;

export function useFoundPlaces(typed: string): readonly ComboboxOption[] {
  const t = useText();
  const locale = usePreferences((state) => state.locale);
  const q = useSettled(typed);
  const ask = useCallback(
    async (signal: AbortSignal) => {
      if (q.length < leastLetters) return { q, features: [] };
      const { features } = await rest.call(placeRoutes.locations, { query: { q, limit: mostPlaces }, signal });
      return { q, features };
    },
    [q],
  );
  const { asked } = useAsked(ask);
  // An answer to what was typed before would offer what no longer fits.
  if (asked.kind !== 'ready' || asked.value.q !== typed) return [];
  return asked.value.features.flatMap(({ properties: { id, kind, name, names } }) => {
    const label = names[locale] ?? name;
    return label === null ? [] : [{ id, label, note: t.places.kinds[kind] }];
  });
}
