/**
 * Whether a station runs on a data folder, and who it is. In: the start options, as the station itself reads them. Out: a door to its
 * backups. Throws with what to do where there is none, or where the folder is somebody else's.
 */
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { lockDataFolder } from '../../access/data-lock.ts';
import { runningOrigin } from '../../access/running-note.ts';
import { listBackups } from '../../backups/backup-folder.ts';
import type { AppFiles } from '../../composition/app-files.ts';
import { KavachError } from '../../errors.ts';
import type { StartOptions } from '../../settings.ts';
import { loadSiteFile, readSiteText } from '../../site-file.ts';
import { createStationClient } from '../station-client.ts';
import type { BackupDoor } from './door.ts';
import { folderDoor, hasStore } from './folder-door.ts';
import { stationDoor } from './station-door.ts';

/** `mayBeNew`: a restore makes the folder where there is none. */
export async function openDoor(options: StartOptions, files: AppFiles, mayBeNew: boolean): Promise<BackupDoor> {
  const { dataFolder } = options;
  if (!mayBeNew && !hasStore(dataFolder))
    throw new Error(`no station has run in ${dataFolder}; name its data folder with --data DIR`);
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const unlock = await lockOrNull(dataFolder);
  if (unlock === null) return stationDoor(createStationClient(originOf(options), dataFolder));
  try {
    requireOwner(dataFolder);
    return folderDoor({ dataFolder, files, station: stationOf(options, files), unlock });
  } catch (error) {
    unlock();
    throw error;
  }
}

async function lockOrNull(dataFolder: string): Promise<(() => void) | null> {
  try {
    return await lockDataFolder(dataFolder);
  } catch (error) {
    if (error instanceof KavachError && error.code === 'DATA_TAKEN') return null;
    throw error;
  }
}

/** While it starts it has noted nothing yet, or what a run before it left. */
function originOf({ dataFolder, settings }: StartOptions): string {
  return runningOrigin(dataFolder) ?? `http://127.0.0.1:${settings.PORT}`;
}

/** What root leaves behind there the station could not read. */
function requireOwner(dataFolder: string): void {
  const { uid } = statSync(dataFolder);
  if (process.getuid === undefined || process.getuid() === uid) return;
  throw new Error(`${dataFolder} belongs to user number ${uid}: run this as that user, or start the station first`);
}

/** As a start would find it; where no site is named, as its newest backup says. */
function stationOf({ dataFolder, siteFile }: StartOptions, files: AppFiles): { readonly id: string; readonly name: string } {
  const copy = join(dataFolder, 'site.yaml');
  const reading = existsSync(copy) ? readSiteText(readFileSync(copy, 'utf8')) : null;
  if (reading?.ok === true) return reading.site.station;
  if (siteFile !== null) return loadSiteFile(siteFile).station;
  const note = listBackups(join(dataFolder, 'backups')).find((backup) => backup.note !== null)?.note;
  return note?.station ?? loadSiteFile(files.demoSite).station;
}
