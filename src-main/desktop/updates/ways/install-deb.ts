/** Installs one Debian package by electron-updater: with dpkg, and with the rights of root, which a person is asked for. Throws what dpkg said. */
import { DebUpdater } from 'electron-updater';
import { errorText } from '../../../errors.ts';
import type { Log } from '../../../log.ts';
import { appOf, loggerOf } from '../make-updater.ts';

interface DebPlace {
  readonly folder: string;
  readonly version: string;
  readonly log: Log;
}

export function installDeb(file: string, { folder, version, log }: DebPlace): void {
  const faults: Error[] = [];
  const updater = new DebUpdater(null, appOf(folder, version));
  updater.logger = loggerOf(log);
  updater.on('error', (error) => faults.push(error));
  // What it would have noted of a package that it had fetched itself.
  Object.assign(updater, { downloadedUpdateHelper: { file, downloadedFileInfo: { isAdminRightsRequired: false } } });
  if (!updater.install(true, false)) throw new Error(`dpkg did not install it: ${errorText(faults[0] ?? 'it gave no reason')}`);
}
