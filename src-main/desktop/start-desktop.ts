/**
 * The desktop's composition: ties the station's process, the windows, the tray, notifications and sound together. In: Electron's parts, once
 * it is ready, and the station's arguments. Out: a running desktop. It decides nothing but what needs two of its parts.
 */
import { join } from 'node:path';
import type { AlarmsNow } from '../../src-contract/shell-messages.ts';
import { findAppFiles } from '../composition/app-files.ts';
import type { Log } from '../log.ts';
import { logFolder } from '../log-file.ts';
import { createAlarmSound } from './alarm-sound.ts';
import { answerPages } from './answer-pages.ts';
import { followApp, keepAwake } from './app-life.ts';
import type { ElectronParts } from './electron-parts.ts';
import { createGuard, guardSession } from './guard-contents.ts';
import { createAlarmNotifications } from './notify-alarms.ts';
import { shellPage } from './shell-page.ts';
import { shellLocale, shellTexts } from './shell-texts.ts';
import { lockedDown } from './shell-window.ts';
import { createStationChild, type StationState } from './station-child.ts';
import { createSignIn } from './station-sign-in.ts';
import { createTray } from './tray.ts';
import { createDesktopUpdates } from './updates/desktop-updates.ts';
import type { UpdateLimits } from './updates/limits.ts';
import { openWindowPlaces } from './window-places.ts';
import { createWindows } from './windows.ts';

export interface Desktop {
  /** Stops the station, then ends. */
  quit(): Promise<void>;
}

const quiet: AlarmsNow = { kind: 'alarms', unacknowledged: { high: 0, medium: 0, low: 0 }, activeHigh: 0, calling: [] };

interface DesktopOptions {
  readonly parts: ElectronParts;
  /** As `npm start` takes them. */
  readonly stationArgs: readonly string[];
  /** By the installer's `updates.json`; null where no updates come. */
  readonly updates: { readonly file: string; readonly limits: UpdateLimits } | null;
  readonly log: Log;
}

export function startDesktop({ parts, stationArgs, log, ...options }: DesktopOptions): Desktop {
  const { root } = findAppFiles(import.meta.dirname);
  const dataFolder = parts.app.getPath('userData');
  const locale = shellLocale(parts.app.getPreferredSystemLanguages());
  const texts = shellTexts[locale];
  let alarms = quiet;
  /** A station that is down calls like an alarm until somebody comes. */
  let isDownSeen = true;

  const station = createStationChild({
    fork: (port) => forkStation(parts, join(root, 'out/main/node-main.js'), [...stationArgs, ...returnTo()], port),
    log: log.child({ part: 'station process' }),
    onState: followState,
    onAlarms: (now) => {
      alarms = now;
      updates?.followAlarms(now);
      notify(now.calling);
      showAlarms();
    },
  });
  let knownOrigin: string | null = null;
  const preferences = { ...lockedDown, preload: join(root, 'out/preload/index.cjs') };
  const guard = createGuard({ shell: parts.shell, stationOrigin: () => knownOrigin, childPreferences: lockedDown, log });
  const windows = createWindows({
    ...{ makeWindow: parts.makeWindow, screen: parts.screen, preferences, guard, log },
    places: openWindowPlaces(join(dataFolder, 'windows.json'), log),
    state: station.state,
    signInLink: createSignIn({ cookies: parts.session.cookies, newLink: station.signInLink }),
    onChange: () => {
      if (windows.isInFront()) isDownSeen = true;
      showAlarms();
    },
  });
  const notify = createAlarmNotifications({
    ...{ makeNotification: parts.makeNotification, locale },
    isInFront: windows.isInFront,
    onClick: windows.openAlarm,
  });
  const sound = createAlarmSound({ makeWindow: parts.makeWindow, shell: parts.shell, log });
  const awake = keepAwake(parts.powerSaveBlocker);
  const updates = createDesktopUpdates({
    ...{ parts, from: options.updates, dataFolder, locale, station, log: log.child({ part: 'updates' }) },
    onChange: showAlarms,
    leave: windows.quitting,
  });
  const tray = createTray({
    ...{ makeTray: parts.makeTray, makeImage: parts.makeImage, menu: parts.menu, texts, log },
    onOpen: windows.open,
    onKiosk: windows.toggleKiosk,
    onSignIn: () => void windows.signIn(),
    onStart: station.start,
    onQuit: () => void askToQuit(),
  });

  function followState(state: StationState): void {
    log.info({ state: state.kind }, 'the station');
    if (state.kind === 'running') knownOrigin = state.origin;
    updates?.followStation(state);
    isDownSeen = state.kind !== 'failed' || windows.isInFront();
    // Nobody knows them any more, and nobody could acknowledge one.
    if (state.kind === 'failed') alarms = quiet;
    awake(state.kind !== 'failed' && state.kind !== 'stopped');
    windows.follow();
    showAlarms();
  }

  function showAlarms(): void {
    tray.show(station.state(), alarms.unacknowledged, updates?.lines() ?? []);
    sound(!isDownSeen || (alarms.calling.length > 0 && !windows.isControlRoomAlive()));
  }

  function returnTo(): string[] {
    const backup = updates?.backupToReturnTo() ?? null;
    return backup === null ? [] : ['--return-to', backup];
  }

  async function quit(): Promise<void> {
    updates?.leaving();
    windows.quitting();
    await station.stop();
    sound(false);
    log.info('the desktop ends');
    parts.app.exit(0);
  }

  async function askToQuit(): Promise<void> {
    const buttons = [texts.stay, texts.quit];
    const question = { message: texts.quitQuestion, detail: texts.quitDetail, buttons, defaultId: 0, cancelId: 0 } as const;
    const { response } = await parts.dialog.showMessageBox({ ...question, buttons, type: 'warning' });
    if (response === 1) await quit();
  }

  guardSession(parts.session, guard);
  parts.session.protocol.handle(
    'kavach',
    shellPage({ state: station.state, locale, folder: join(root, 'resources/shell'), logsFolder: logFolder(dataFolder) }),
  );
  answerPages({
    ...{ ipcMain: parts.ipcMain, guard, windowOf: windows.of, log },
    calls: {
      openWindow: ({ screen }) => windows.open(screen),
      setKiosk: ({ on }, { window, notePlace }) => {
        window.setKiosk(on);
        notePlace(true);
      },
      startStation: station.start,
      quit: askToQuit,
    },
  });
  followApp(parts, { open: () => windows.open('control-room'), guard: guard.contents, quit, log });
  windows.openKnown();
  if (updates === null || updates.start()) station.start();
  return { quit };
}

function forkStation(parts: ElectronParts, file: string, args: readonly string[], port: number | null) {
  // Where pages know it from, even when it was told to take any free one.
  const samePort = port === null ? [] : ['--port', String(port)];
  return parts.fork(file, [...args, ...samePort], { serviceName: 'Kavach station', stdio: ['ignore', 'pipe', 'pipe'] });
}
