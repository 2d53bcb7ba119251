/** Whether the palette is open, and what was chosen in it last: the ids are kept with the preferences. */
import { create } from 'zustand';
import { mostRecentItems, usePreferences } from '../preferences/preferences-store.ts';

export const usePalette = create<{ readonly open: boolean }>(() => ({ open: false }));

export function openPalette(): void {
  usePalette.setState({ open: true });
}

export function closePalette(): void {
  usePalette.setState({ open: false });
}

export function noteUsed(itemId: string): void {
  const { recentItems, set } = usePreferences.getState();
  set({ recentItems: [itemId, ...recentItems.filter((id) => id !== itemId)].slice(0, mostRecentItems) });
}
