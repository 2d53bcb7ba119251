/** The desktop shell around this page: its calls, or undefined in a browser. What it does to its windows stands in the palette. */
import type { DesktopBridge } from '../../../src-contract/ipc.ts';
import type { Catalogue } from '../i18n/en.ts';
import type { PaletteItem } from '../palette/palette-item.ts';

export function desktop(): DesktopBridge | undefined {
  return (globalThis as { readonly kavachDesktop?: DesktopBridge }).kavachDesktop;
}

export function desktopItems(t: Catalogue): readonly PaletteItem[] {
  const shell = desktop();
  if (shell === undefined) return [];
  return [
    { id: 'action:kiosk', label: t.palette.kiosk, run: () => shell.setKiosk({ on: true }) },
    { id: 'action:no-kiosk', label: t.palette.leaveKiosk, run: () => shell.setKiosk({ on: false }) },
    { id: 'action:quit', label: t.palette.quit, run: () => shell.quit(undefined) },
  ];
}
