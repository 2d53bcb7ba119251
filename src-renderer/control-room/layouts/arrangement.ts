/** The arrangement on screen as a layout, and a layout brought onto the screen. The shipped ones are the plain walls, on the first four keys. */
import type { NamedLayout, ScreenLayout, WallSize } from '../../../src-contract/domain/screen-layout.ts';
import type { Catalogue } from '../i18n/en.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { openSecondWindow } from '../second-window/open-second-window.ts';
import { useLayouts } from './layouts-store.ts';

const shippedSizes = { one: 1, four: 4, nine: 9, sixteen: 16 } as const satisfies Record<string, WallSize>;

export function shippedLayouts(t: Catalogue): readonly NamedLayout[] {
  const names = Object.keys(shippedSizes) as (keyof typeof shippedSizes)[];
  return names.map((name, place) => ({
    ...{ name: t.layouts.shipped[name], key: place + 1, overview: 'balanced', second_window: null },
    wall: { size: shippedSizes[name], places: [], pop_up: true },
  }));
}

export function presentArrangement(): Pick<ScreenLayout, 'wall' | 'overview'> {
  const { layout, wallPlaces, wallPopUp, overview } = usePreferences.getState();
  return { wall: { size: layout, places: [...wallPlaces], pop_up: wallPopUp }, overview };
}

/** The operator's own come before the shipped ones. */
export function layoutOfKey(key: number, t: Catalogue): NamedLayout | null {
  return [...useLayouts.getState().own, ...shippedLayouts(t)].find((layout) => layout.key === key) ?? null;
}

export function showLayout({ wall, overview, second_window: view }: ScreenLayout): void {
  usePreferences.getState().set({ layout: wall.size, wallPlaces: wall.places, wallPopUp: wall.pop_up, overview });
  if (view !== null) openSecondWindow(view);
}
