/**
 * One window: made locked down, put where it was last seen, its place remembered, its page watched. In: its name and what to load. Out: the
 * window. What it shows, and when, is said by windows.ts.
 */
import type { WebPreferences } from 'electron';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { ElectronParts, ShellWindow } from './electron-parts.ts';
import { type PageWatch, watchPage } from './page-watch.ts';
import { placeWindow, type WindowName, type WindowPlaces } from './window-places.ts';

export interface StationWindow extends Pick<PageWatch, 'isAlive'> {
  readonly name: WindowName;
  readonly window: ShellWindow;
  load(url: string): Promise<void>;
  /** `open`: whether it is to be there again at the next start. */
  notePlace(open: boolean): void;
}

interface StationWindowOptions extends Pick<ElectronParts, 'makeWindow' | 'screen'> {
  readonly name: WindowName;
  readonly places: WindowPlaces;
  readonly preferences: WebPreferences;
  readonly log: Log;
  /** Its page came, died, hung, or could not be loaded. */
  readonly onPage: (failed: boolean) => void;
  readonly onFront: () => void;
  readonly onClosed: () => void;
  readonly isQuitting: () => boolean;
}

export const lockedDown = {
  ...({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, webSecurity: true } as const),
  ...({ nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false, allowRunningInsecureContent: false } as const),
  // An alarm sounds without anybody having touched the page, and behind other windows.
  ...({ autoplayPolicy: 'no-user-gesture-required', backgroundThrottling: false, spellcheck: false } as const),
} satisfies WebPreferences;

const placeAfterMs = 1000;

export function openStationWindow(options: StationWindowOptions): StationWindow {
  const { name, places, screen, log } = options;
  const known = places.of(name);
  const primary = screen.getPrimaryDisplay();
  const displays = [primary, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id)];
  const window = options.makeWindow({
    ...placeWindow(name, known, displays),
    ...{ title: 'Kavach', backgroundColor: '#0f1215', autoHideMenuBar: true, show: false },
    webPreferences: options.preferences,
  });
  const page = watchPage({ window, onPage: options.onPage, log: log.child({ part: 'page', window: name }) });
  const notePlace = (open: boolean): void => {
    if (window.isDestroyed()) return;
    const display = screen.getDisplayMatching(window.getBounds()).id;
    const how = { fullScreen: window.isFullScreen() && !window.isKiosk(), kiosk: window.isKiosk() };
    places.note(name, { bounds: window.getNormalBounds(), display, ...how, open });
  };
  keepPlace(window, notePlace, options);
  if (known?.kiosk === true) window.setKiosk(true);
  else if (known?.fullScreen === true) window.setFullScreen(true);
  window.show();
  notePlace(true);
  return {
    ...{ name, window, notePlace },
    isAlive: page.isAlive,
    async load(url) {
      page.loading();
      try {
        await window.loadURL(url);
      } catch (error) {
        // The page's own event says what to do; a load that another one overtook is no failure.
        log.info({ window: name, error: errorText(error).replace(/code=[^&#\s']+/g, 'code=…') }, 'a page did not load');
      }
    },
  };
}

function keepPlace(window: ShellWindow, notePlace: (open: boolean) => void, options: StationWindowOptions): void {
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => notePlace(true), placeAfterMs);
  };
  window.on('move', soon);
  window.on('resize', soon);
  window.on('focus', options.onFront);
  window.on('close', () => {
    clearTimeout(timer);
    if (!options.isQuitting()) notePlace(false);
  });
  window.on('closed', options.onClosed);
  window.webContents.on('before-input-event', (event, { type, key }) => {
    if (type !== 'keyDown' || key !== 'F11') return;
    event.preventDefault();
    window.setKiosk(!window.isKiosk());
    notePlace(true);
  });
}
