/**
 * The alarm sound when the control room's page can't make it: dead, stuck, closed, or not there for want of a station. In: whether it is
 * needed. Out: the tone, from a page of its own in a process of its own, and the system's beep beside it, should no page be able to sound.
 */
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { ElectronParts, ShellWindow } from './electron-parts.ts';
import { soundPageUrl } from './shell-page.ts';
import { lockedDown } from './shell-window.ts';

interface AlarmSoundOptions extends Pick<ElectronParts, 'makeWindow' | 'shell'> {
  readonly log: Log;
}

const beepEveryMs = 4000;
/** A page that is only just loading, or loaded again, is given this long to sound by itself. */
const graceMs = 3000;

/** Told the same twice it does nothing. */
export function createAlarmSound({ makeWindow, shell, log }: AlarmSoundOptions): (isNeeded: boolean) => void {
  let page: ShellWindow | null = null;
  let beep: NodeJS.Timeout | undefined;
  function open(): void {
    const made = makeWindow({ show: false, title: 'Kavach', webPreferences: lockedDown });
    page = made;
    made.webContents.on('render-process-gone', () => made.destroy());
    made.loadURL(soundPageUrl).catch((error: unknown) => log.error({ error: errorText(error) }, 'the sound page did not load'));
  }
  function begin(): void {
    log.warn('no page sounds the alarms: the shell does');
    shell.beep();
    beep = setInterval(() => {
      shell.beep();
      // It died, too: the beep goes on meanwhile.
      if (page?.isDestroyed() === true) open();
    }, beepEveryMs);
    open();
  }
  let waiting: NodeJS.Timeout | undefined;
  let wasNeeded = false;
  return (isNeeded) => {
    if (isNeeded === wasNeeded) return;
    wasNeeded = isNeeded;
    clearTimeout(waiting);
    clearInterval(beep);
    if (isNeeded) {
      waiting = setTimeout(begin, graceMs);
      return;
    }
    const was = page;
    page = null;
    was?.destroy();
  };
}
