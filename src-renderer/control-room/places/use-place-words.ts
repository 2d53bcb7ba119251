/** A place in the operator's language: its name, its kind, how far it is. */
import type { LocationFeature } from '../../../src-contract/api/places.ts';
import { useFormat, useText } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences/preferences-store.ts';

type Named = Pick<LocationFeature['properties'], 'kind' | 'name' | 'names'>;

export function usePlaceWords() {
  const t = useText();
  const format = useFormat();
  const locale = usePreferences((state) => state.locale);
  const distance = (metres: number): string =>
    metres < 1000 ? t.places.metres(format.number(Math.round(metres))) : t.places.kilometres(format.number(metres / 1000, 1));
  /** Null for one that nobody named. */
  const name = ({ name: own, names }: Named): string | null => names[locale] ?? own;
  return { name, title: (place: Named): string => name(place) ?? t.places.kinds[place.kind], distance };
}
