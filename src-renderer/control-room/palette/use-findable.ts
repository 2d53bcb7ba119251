/** Everything that may be found just now, with its names in all languages: what the page knows, and what the station answers to what is typed. */
import { useCallback, useMemo } from 'react';
import type { CallerReply } from '../../../src-contract/api/auth.ts';
import { type Locale, locales } from '../../ui/locale/locales.ts';
import { catalogues } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { useSettled } from '../set-up/use-settled.ts';
import { useSensors } from '../station/sensors-store.ts';
import { useSession } from '../station/session-store.ts';
import { useAsked } from '../station/use-asked.ts';
import type { Findable } from './find-items.ts';
import type { PaletteItem, PaletteSource } from './palette-item.ts';
import { askedSources, paletteSources } from './palette-sources.ts';

/** A single letter fits half of everything. */
const leastLetters = 2;
const none: readonly Findable[] = [];

/** As it was when the palette opened: a list that moves under the hand is chosen wrongly. */
export function useFindable(typed: string): readonly Findable[] {
  const locale = usePreferences((state) => state.locale);
  const caller = useSession((state) => state.caller);
  const sensorsLoaded = useSensors((state) => state.loaded);
  // biome-ignore lint/correctness/useExhaustiveDependencies: sensors come after the palette has opened
  const known = useMemo(() => (caller === null ? none : knownItems(locale, caller)), [locale, caller, sensorsLoaded]);
  const asked = useAskedItems(typed, locale, caller);
  return useMemo(() => [...known, ...asked], [known, asked]);
}

export function knownItems(locale: Locale, caller: CallerReply): readonly Findable[] {
  return paletteSources.flatMap((source) => namedInAll(source, locale, caller));
}

function namedInAll({ group, items }: PaletteSource, locale: Locale, caller: CallerReply): readonly Findable[] {
  const names = new Map<string, string[]>();
  for (const other of locales) {
    for (const item of items(catalogues[other], other, caller)) {
      names.set(item.id, [...(names.get(item.id) ?? []), nameOf(item)]);
    }
  }
  return items(catalogues[locale], locale, caller).map((item) => ({
    group,
    item,
    names: [...new Set(names.get(item.id) ?? [])],
  }));
}

function nameOf({ label, note = '', alsoNamed = [] }: PaletteItem): string {
  return [label, note, ...alsoNamed].join(' ');
}

function useAskedItems(typed: string, locale: Locale, caller: CallerReply | null): readonly Findable[] {
  const settled = useSettled(typed.trim());
  const ask = useCallback(
    async (signal: AbortSignal) => {
      if (caller === null || settled.length < leastLetters) return none;
      const answers = await Promise.allSettled(
        askedSources.map(async ({ group, ask: askSource }) =>
          (await askSource(settled, catalogues[locale], locale, caller, signal)).map((item) => ({
            group,
            item,
            names: [nameOf(item)],
          })),
        ),
      );
      // What can't be asked for is left out; the rest is found all the same.
      return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    },
    [settled, locale, caller],
  );
  const { asked } = useAsked(ask);
  return asked.kind === 'ready' ? asked.value : none;
}
