/** How this operator's browser shows the page. Kept in the browser; a broken or full storage only means that nothing is kept. */
import { z } from 'zod';
import { create } from 'zustand';
import { overviewArrangements, wallPlaces, wallSizes } from '../../../src-contract/domain/screen-layout.ts';
import { locales, preferredLocale } from '../../ui/locale/locales.ts';

export const mostRecentItems = 5;

const kept = z.object({
  theme: z.enum(['dark', 'light']).catch('dark'),
  locale: z.enum(locales).catch(() => preferredLocale(globalThis.navigator?.languages ?? [])),
  /** Single-letter shortcuts (WCAG 2.1.4: they can be switched off). */
  letterKeys: z.boolean().catch(true),
  layout: z.literal(wallSizes).catch(4),
  /** Which camera stands where on the wall. */
  wallPlaces: wallPlaces.catch([]),
  /** The camera of a new alarm comes up over the wall. */
  wallPopUp: z.boolean().catch(true),
  overview: z.enum(overviewArrangements).catch('balanced'),
  overlayBoxes: z.boolean().catch(true),
  overlayTracks: z.boolean().catch(false),
  overlayDensity: z.boolean().catch(false),
  overlayZones: z.boolean().catch(true),
  overlayLines: z.boolean().catch(true),
  mapBase: z.boolean().catch(true),
  mapViews: z.boolean().catch(true),
  mapFlows: z.boolean().catch(true),
  mapSensors: z.boolean().catch(true),
  /** What was chosen in the palette last, the newest first. */
  recentItems: z.array(z.string().max(300)).max(mostRecentItems).catch([]),
  mapCells: z.boolean().catch(true),
  mapPeople: z.boolean().catch(false),
  mapIncidents: z.boolean().catch(true),
  mapStaff: z.boolean().catch(true),
  mapTrains: z.boolean().catch(true),
  replayPeople: z.boolean().catch(true),
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

/** The other windows of this workstation look the same. */
globalThis.window?.addEventListener('storage', ({ key }) => {
  if (key === storageKey) usePreferences.setState(read());
});

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
