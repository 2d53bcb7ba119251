/**
 * The desktop's entry: one instance, crash reports kept on this machine, then the desktop with Electron's real parts. What Electron wants
 * to know before it is ready is here; all else is in desktop/.
 */
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
import type { ElectronParts } from './desktop/electron-parts.ts';
import { shellScheme } from './desktop/shell-page.ts';
import { startDesktop } from './desktop/start-desktop.ts';
import { stationArgs } from './desktop/station-args.ts';
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

if (app.requestSingleInstanceLock()) {
  const log = createLog('info', openLogFile(logFolder(app.getPath('userData')))).child({ part: 'desktop' });
  crashReporter.start({ uploadToServer: false });
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([shellScheme]);
  // A bug in the shell must not end the station beside it, nor put a box over the screen that nobody is there to close.
  process.on('uncaughtException', (error) =>
    process.stderr.write(`kavach: the desktop failed: ${error.stack ?? error.message}\n`),
  );
  // Not awaited here: Electron becomes ready only once this file has run.
  app.whenReady().then(() => startDesktop({ parts: realParts(), stationArgs: stationArgs(process.argv.slice(1)), log }));
} else {
  app.exit(0);
}
