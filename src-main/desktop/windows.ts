/**
 * All windows and what they show: the station while it runs, the shell's own page while there is none. In: the station's state, which
 * window or alarm a person wants. A page that has the station already is left alone over a restart: it finds the station again by itself,
 * and keeps its place.
 */
import type { WebPreferences } from 'electron';
import type { Log } from '../log.ts';
import type { ElectronParts } from './electron-parts.ts';
import type { ShellGuard } from './guard-contents.ts';
import { shellPageUrl } from './shell-page.ts';
import { openStationWindow, type StationWindow } from './shell-window.ts';
import type { StationState } from './station-child.ts';
import { type WindowName, type WindowPlaces, windowNames } from './window-places.ts';

interface WindowsOptions extends Pick<ElectronParts, 'makeWindow' | 'screen'> {
  readonly places: WindowPlaces;
  readonly preferences: WebPreferences;
  readonly guard: Pick<ShellGuard, 'isStation'>;
  readonly state: () => StationState;
  /** Null when the windows are signed in already. */
  readonly signInLink: (origin: string, anew: boolean) => Promise<string | null>;
  readonly log: Log;
  /** A page came or went, a window came to the front. */
  readonly onChange: () => void;
}

export interface Windows {
  /** Those that were open when the desktop ended, the control room at least. */
  openKnown(): void;
  open(name: WindowName): void;
  openAlarm(alarmId: string): void;
  /** The station's state has changed. */
  follow(): void;
  signIn(): Promise<void>;
  /** The window whose page has this id; undefined for others' pages. */
  of(contentsId: number): StationWindow | undefined;
  isInFront(): boolean;
  /** Whether a control room is there that sounds by itself. */
  isControlRoomAlive(): boolean;
  toggleKiosk(): void;
  /** From now on closed windows count as open. */
  quitting(): void;
}

const tryAgainAfterMs = 2000;
/** A page that waits for its next try would wait up to 15 s; src-renderer/client/reconnecting-socket.ts hears this. */
const stationIsBack = "void dispatchEvent(new Event('online'))";

export function createWindows(options: WindowsOptions): Windows {
  const { guard, state, log, onChange } = options;
  const open = new Map<WindowName, StationWindow>();
  let isQuitting = false;
  /** Where the control room goes when it opens next. */
  let wanted = '';
  /** A later look at the station overtakes one that still waits for its link. */
  let turns = 0;

  function make(name: WindowName): StationWindow {
    const made = openStationWindow({
      ...options,
      name,
      isQuitting: () => isQuitting,
      onFront: onChange,
      onPage: (failed) => {
        if (failed) instead(name);
        onChange();
      },
      onClosed: () => {
        open.delete(name);
        onChange();
      },
    });
    open.set(name, made);
    return made;
  }

  let again: NodeJS.Timeout | undefined;
  /** When the shell's page was last loaded in place of the station's. */
  const stoodIn = new Map<WindowName, number>();
  /** The station didn't give its page: the shell's own one stands in, and the station is asked again. One that fails, too, has to wait for that. */
  function instead(name: WindowName): void {
    const nowMs = performance.now();
    if (nowMs - (stoodIn.get(name) ?? Number.NEGATIVE_INFINITY) > tryAgainAfterMs) {
      stoodIn.set(name, nowMs);
      void open.get(name)?.load(shellPageUrl);
    }
    clearTimeout(again);
    again = setTimeout(follow, tryAgainAfterMs);
  }

  const addressOf = (name: WindowName, origin: string): string =>
    name === 'control-room' ? `${origin}/${wanted}` : `${origin}/#/window/${name}`;
  const hasStation = ({ window }: StationWindow): boolean => guard.isStation(window.webContents.getURL());

  async function showStation(origin: string, anew = false): Promise<void> {
    turns += 1;
    const turn = turns;
    const link = await options.signInLink(origin, anew);
    const [first] = open.values();
    if (first === undefined || turn !== turns) return;
    if (link !== null) await first.load(link);
    for (const one of open.values()) {
      const { webContents } = one.window;
      const address = addressOf(one.name, origin);
      const mayStay = link === null && hasStation(one) && (one.name !== 'control-room' || wanted === '');
      if (mayStay) webContents.executeJavaScript(stationIsBack).catch(() => undefined);
      else if (webContents.getURL() !== address) void one.load(address);
      else if (link !== null && one !== first) webContents.reload();
    }
    if (open.has('control-room')) wanted = '';
  }

  function follow(): void {
    const now = state();
    if (isQuitting || now.kind === 'stopped') return;
    if (now.kind === 'running') {
      showStation(now.origin).catch((error: unknown) => log.error({ error: String(error) }, 'the station could not be shown'));
      return;
    }
    for (const one of open.values())
      if (now.kind !== 'restarting' || !hasStation(one) || !one.isAlive()) void one.load(shellPageUrl);
  }

  function show(name: WindowName): void {
    const known = open.get(name);
    if (known === undefined) {
      make(name);
      follow();
    } else {
      if (known.window.isMinimized()) known.window.restore();
      known.window.show();
      known.window.focus();
    }
  }

  return {
    openKnown() {
      for (const name of windowNames) if (name === 'control-room' || options.places.of(name)?.open === true) make(name);
      follow();
    },
    open: show,
    openAlarm(alarmId) {
      wanted = `#/alarms?alarm=${encodeURIComponent(alarmId)}`;
      const isNew = !open.has('control-room');
      show('control-room');
      if (!isNew) follow();
    },
    follow,
    async signIn() {
      const now = state();
      if (now.kind === 'running') await showStation(now.origin, true);
    },
    of: (contentsId) => [...open.values()].find(({ window }) => window.webContents.id === contentsId),
    isInFront: () => [...open.values()].some(({ window }) => window.isFocused()),
    isControlRoomAlive() {
      const room = open.get('control-room');
      return room?.isAlive() === true && hasStation(room);
    },
    toggleKiosk() {
      const { window, notePlace } = open.get('control-room') ?? make('control-room');
      window.setKiosk(!window.isKiosk());
      notePlace(true);
    },
    quitting() {
      isQuitting = true;
    },
  };
}
