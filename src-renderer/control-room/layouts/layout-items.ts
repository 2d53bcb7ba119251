/** The layouts and the second window, for the palette. */
import { overviewArrangements, windowViews } from '../../../src-contract/domain/screen-layout.ts';
import type { Catalogue } from '../i18n/en.ts';
import type { PaletteItem } from '../palette/palette-item.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { openSecondWindow } from '../second-window/open-second-window.ts';
import { shippedLayouts, showLayout } from './arrangement.ts';
import { askToKeep, useLayouts } from './layouts-store.ts';

export function layoutItems(t: Catalogue): readonly PaletteItem[] {
  const shipped = shippedLayouts(t).map((layout) => ({ layout, id: `layout-shipped:${layout.key}` }));
  const own = useLayouts.getState().own.map((layout) => ({ layout, id: `layout:${layout.name}` }));
  return [
    ...[...own, ...shipped].map(
      ({ layout, id }): PaletteItem => ({
        ...{ id, label: t.layouts.show(layout.name) },
        ...(layout.key === null ? {} : { keys: [String(layout.key)] }),
        run: (page) => {
          showLayout(layout);
          page.go('/cameras');
        },
      }),
    ),
    { id: 'layout-keep', label: t.layouts.keep, run: () => askToKeep(true) },
    ...windowViews.map(
      (view): PaletteItem => ({
        ...{ id: `second-window:${view}`, label: t.secondWindow.open(t.secondWindow.views[view]) },
        run: () => openSecondWindow(view),
      }),
    ),
    ...overviewArrangements.map(
      (overview): PaletteItem => ({
        ...{ id: `overview:${overview}`, label: t.palette.section(t.layouts.overview, t.layouts.arrangements[overview]) },
        run: (page) => {
          usePreferences.getState().set({ overview });
          page.go('/');
        },
      }),
    ),
  ];
}
