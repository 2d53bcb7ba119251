/**
 * The desktop's entry: one instance, crash reports kept on this machine, then the desktop with Electron's real parts. What Electron wants
 * to know before it is ready is here; all else is in desktop/. Told to guard an update, it does that alone.
 */
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeImage,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
} from 'electron';
import { findAppFiles } from './composition/app-files.ts';
import { findInstalledStation } from './composition/installed-station.ts';
import type { ElectronParts } from './desktop/electron-parts.ts';
import { shellScheme } from './desktop/shell-page.ts';
import { startDesktop } from './desktop/start-desktop.ts';
import { stationArgs } from './desktop/station-args.ts';
import { readGuardOrder } from './desktop/updates/guard-order.ts';
import { guardTrial } from './desktop/updates/guard-trial.ts';
import { guardLimits, updateLimits } from './desktop/updates/limits.ts';
import { errorText } from './errors.ts';
import { createLog } from './log.ts';
import { logFolder, openLogFile } from './log-file.ts';

function realParts(): ElectronParts {
  return {
    ...{ app, screen, ipcMain, dialog, shell, powerSaveBlocker, menu: Menu, session: session.defaultSession },
    makeWindow: (options) => new BrowserWindow(options),
    makeTray: (image) => new Tray(image),
    makeNotification: (options) => new Notification(options),
    makeImage: (pixels, size) => nativeImage.createFromBitmap(pixels, size),
    fork: (modulePath, args, options) => utilityProcess.fork(modulePath, args, options),
  };
}

const log = createLog('info', openLogFile(logFolder(app.getPath('userData')))).child({ part: 'desktop' });
const guardOrder = readGuardOrder(process.argv.slice(1));
if (guardOrder !== null) {
  // Beside the newer version's desktop: no window, and none of its files but the state that both write.
  app.setPath('userData', join(guardOrder.folder, 'guard'));
  guardTrial({ ...guardOrder, limits: guardLimits, log })
    .catch((error: unknown) => log.error({ error: errorText(error) }, 'the guard of an update failed'))
    .finally(() => app.exit(0));
} else if (app.requestSingleInstanceLock()) {
  crashReporter.start({ uploadToServer: false });
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([shellScheme]);
  // A bug in the shell must not end the station beside it, nor put a box over the screen that nobody is there to close.
  process.on('uncaughtException', (error) =>
    process.stderr.write(`kavach: the desktop failed: ${error.stack ?? error.message}\n`),
  );
  // Not awaited here: Electron becomes ready only once this file has run.
  const file = findInstalledStation(findAppFiles(import.meta.dirname).root)?.updatesFile ?? null;
  const updates = file === null ? null : { file, limits: updateLimits };
  const words = stationArgs(process.argv.slice(1));
  app.whenReady().then(() => startDesktop({ parts: realParts(), stationArgs: words, updates, log }));
} else {
  app.exit(0);
}
