/** How this phone shows the page. Kept on the phone; a broken or full storage only means that nothing is kept. */
import { z } from 'zod';
import { create } from 'zustand';
import { locales, preferredLocale } from '../ui/locale/locales.ts';
import { readKept, writeKept } from './station/kept.ts';

const kept = z.object({
  /** Sun wants light, a night shift dark. */
  theme: z.enum(['dark', 'light']).catch('dark'),
  locale: z.enum(locales).catch(() => preferredLocale(globalThis.navigator?.languages ?? [])),
  onShift: z.boolean().catch(false),
});
export type Preferences = z.infer<typeof kept>;

const key = 'kavach.phone.preferences';

interface PreferencesStore extends Preferences {
  set(change: Partial<Preferences>): void;
}

export const usePreferences = create<PreferencesStore>((set, get) => ({
  ...(readKept(key, kept) ?? kept.parse({})),
  set(change) {
    set(change);
    writeKept(key, kept.parse(get()));
  },
}));
