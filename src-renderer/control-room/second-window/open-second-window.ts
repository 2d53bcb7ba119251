/**
 * Opens the second window, or changes what it shows: on another screen where the browser may say which there are, beside this one else. In
 * the desktop shell the main process opens it.
 */
import { z } from 'zod';
import type { WindowView } from '../../../src-contract/domain/screen-layout.ts';
import { desktop } from '../frame/desktop.ts';
import { showToast } from '../frame/toast-store.ts';
import { catalogues } from '../i18n/use-text.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { secondWindowName } from './window-channel.ts';

const screen = z.object({ availLeft: z.number(), availTop: z.number(), availWidth: z.number(), availHeight: z.number() });
/** Of the Window Management API: what is needed of it. */
const screenDetails = z.object({ currentScreen: screen, screens: z.array(screen) });

interface BrowserWindow {
  readonly getScreenDetails?: () => Promise<unknown>;
}

export async function openSecondWindow(view: WindowView): Promise<void> {
  const shell = desktop();
  if (shell !== undefined) {
    await shell.openWindow({ screen: view });
    return;
  }
  const { getScreenDetails } = window as BrowserWindow;
  // At once, while the click or the key still counts as the person's will; moved when the screens are known.
  const opened = window.open(`${window.location.pathname}#/window/${view}`, secondWindowName, 'popup,width=1280,height=720');
  if (opened === null) {
    showToast(catalogues[usePreferences.getState().locale].secondWindow.blocked, 'fault');
    return;
  }
  opened.focus();
  const place = await otherScreen(getScreenDetails?.bind(window));
  if (place === null) return;
  opened.moveTo(place.availLeft, place.availTop);
  opened.resizeTo(place.availWidth, place.availHeight);
}

/** Null where there is one screen, or nobody may know of others. */
async function otherScreen(ask: BrowserWindow['getScreenDetails']): Promise<z.infer<typeof screen> | null> {
  if (ask === undefined) return null;
  try {
    const { screens, currentScreen } = screenDetails.parse(await ask());
    const isOther = ({ availLeft, availTop }: z.infer<typeof screen>) =>
      availLeft !== currentScreen.availLeft || availTop !== currentScreen.availTop;
    return screens.find(isOther) ?? null;
  } catch {
    return null;
  }
}
