/**
 * The station's state beside the system's clock, and the way to its windows when none is open. In: the state and the counts of alarms. Out:
 * an icon that differs in shape as well as in colour, a line of words, a menu. A system without such a place costs only this.
 */
import type { MenuItemConstructorOptions } from 'electron';
import type { AlarmsNow } from '../../src-contract/shell-messages.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { ElectronParts, ShellTray } from './electron-parts.ts';
import type { StationState } from './station-child.ts';
import type { ShellTexts } from './texts/en.ts';
import { type TrayFace, trayIconSize, trayPixels } from './tray-icon.ts';
import type { UpdateLine } from './updates/updates.ts';
import { type WindowName, windowNames } from './window-places.ts';

interface TrayOptions extends Pick<ElectronParts, 'makeTray' | 'makeImage' | 'menu'> {
  readonly texts: ShellTexts;
  readonly log: Log;
  readonly onOpen: (name: WindowName) => void;
  readonly onKiosk: () => void;
  readonly onSignIn: () => void;
  readonly onStart: () => void;
  readonly onQuit: () => void;
}

export interface StationTray {
  /** `updates`: what there is to say of them and to do. */
  show(state: StationState, unacknowledged: AlarmsNow['unacknowledged'], updates: readonly UpdateLine[]): void;
}

export function createTray(options: TrayOptions): StationTray {
  const { makeTray, makeImage, menu, texts, log, onOpen } = options;
  const iconOf = (face: TrayFace) => makeImage(trayPixels(face), { width: trayIconSize, height: trayIconSize });
  let tray: ShellTray | null = null;
  try {
    tray = makeTray(iconOf('starting'));
    tray.on('click', () => onOpen('control-room'));
  } catch (error) {
    log.warn({ error: errorText(error) }, 'this system shows no tray; the windows tell the state');
  }
  let shown = '';
  return {
    show(state, unacknowledged, updates) {
      const words = wordsOf(state, unacknowledged, texts);
      const all = [words, ...updates.map(({ label }) => label)].join('\n');
      if (all === shown) return;
      shown = all;
      tray?.setImage(iconOf(faceOf(state, unacknowledged)));
      tray?.setToolTip(words);
      tray?.setContextMenu(menu.buildFromTemplate(menuOf(words, state, updates, options)));
    },
  };
}

function menuOf(
  words: string,
  state: StationState,
  updates: readonly UpdateLine[],
  options: TrayOptions,
): MenuItemConstructorOptions[] {
  const { texts, onOpen } = options;
  const isRunning = state.kind === 'running';
  return [
    { label: words.replace('\n', ' · '), enabled: false },
    ...updates.map(({ label, click }) => (click === null ? { label, enabled: false } : { label, click })),
    { type: 'separator' },
    ...windowNames.map((name) => ({
      label: texts.windows[name],
      enabled: isRunning || name === 'control-room',
      click: () => onOpen(name),
    })),
    { label: texts.kiosk, click: options.onKiosk },
    { type: 'separator' },
    { label: texts.signIn, enabled: isRunning, click: options.onSignIn },
    { label: texts.startAgain, enabled: state.kind === 'failed', click: options.onStart },
    { label: texts.quit, click: options.onQuit },
  ];
}

function wordsOf(state: StationState, unacknowledged: AlarmsNow['unacknowledged'], texts: ShellTexts): string {
  switch (state.kind) {
    case 'running': {
      const { high, medium, low } = unacknowledged;
      const name = `Kavach · ${state.stationName}`;
      return `${name}\n${high + medium + low === 0 ? texts.running : texts.unacknowledged(unacknowledged)}`;
    }
    case 'starting':
      return `Kavach\n${texts.starting}`;
    case 'restarting':
      return `Kavach\n${texts.restarting}`;
    case 'failed':
    case 'stopped':
      return `Kavach\n${texts.down}`;
  }
}

function faceOf(state: StationState, { high, medium, low }: AlarmsNow['unacknowledged']): TrayFace {
  if (state.kind === 'failed' || state.kind === 'stopped') return 'down';
  if (state.kind !== 'running') return 'starting';
  return high > 0 ? 'high' : medium + low > 0 ? 'alarms' : 'running';
}
