/** How this operator's browser shows the page. Kept in the browser; a broken or full storage only means that nothing is kept. */
import { z } from 'zod';
import { create } from 'zustand';
import { locales, preferredLocale } from '../../ui/locale/locales.ts';

const kept = z.object({
  theme: z.enum(['dark', 'light']).catch('dark'),
  locale: z.enum(locales).catch(() => preferredLocale(globalThis.navigator?.languages ?? [])),
  /** Single-letter shortcuts (WCAG 2.1.4: they can be switched off). */
  letterKeys: z.boolean().catch(true),
  layout: z.union([z.literal(1), z.literal(4), z.literal(9), z.literal(16)]).catch(4),
  overlayBoxes: z.boolean().catch(true),
  overlayZones: z.boolean().catch(true),
  overlayLines: z.boolean().catch(true),
  mapViews: z.boolean().catch(true),
  mapFlows: z.boolean().catch(true),
  mapSensors: z.boolean().catch(true),
});
export type Preferences = z.infer<typeof kept>;

const storageKey = 'kavach.preferences';

interface PreferencesStore extends Preferences {
  set(change: Partial<Preferences>): void;
}

export const usePreferences = create<PreferencesStore>((set, get) => ({
  ...read(),
  set(change) {
    set(change);
    write(kept.parse(get()));
  },
}));

function read(): Preferences {
  try {
    return kept.parse(JSON.parse(globalThis.localStorage.getItem(storageKey) ?? '{}'));
  } catch {
    return kept.parse({});
  }
}

function write(preferences: Preferences): void {
  try {
    globalThis.localStorage.setItem(storageKey, JSON.stringify(preferences));
  } catch {
    // A private window or a full disk: the choice lives as long as the page.
  }
}
