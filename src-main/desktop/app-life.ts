/** What the desktop is to the system: an application with one menu, one instance, an end in order, and a screen that stays lit. */
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { ElectronParts } from './electron-parts.ts';

/** The wall must not go dark while the station has something to show. */
export function keepAwake(blocker: ElectronParts['powerSaveBlocker']): (isNeeded: boolean) => void {
  let id: number | null = null;
  return (isNeeded) => {
    if (isNeeded === (id !== null)) return;
    if (id !== null) blocker.stop(id);
    id = isNeeded ? blocker.start('prevent-display-sleep') : null;
  };
}

interface AppLife {
  readonly open: () => void;
  readonly guard: (contents: Electron.WebContents) => void;
  readonly quit: () => Promise<void>;
  readonly log: Log;
}

export function followApp({ app, menu }: ElectronParts, { open, guard, quit, log }: AppLife): void {
  // The usual menu has what an operator must not press: reload, zoom, the developer's tools. macOS needs one to copy and paste.
  menu.setApplicationMenu(
    process.platform === 'darwin'
      ? menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  );
  app.on('web-contents-created', (_event, contents) => guard(contents));
  app.on('second-instance', open);
  app.on('activate', open);
  // The station goes on without a window; the tray or a second start brings it back.
  app.on('window-all-closed', () => log.info('no window is open; the station goes on'));
  app.on('before-quit', (event) => {
    event.preventDefault();
    quit().catch((error: unknown) => {
      log.error({ error: errorText(error) }, 'stopping failed');
      app.exit(1);
    });
  });
}
