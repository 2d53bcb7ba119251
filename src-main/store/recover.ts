/**
 * What is done with a corrupt store: set aside under its own name and time, and the newest good backup put in its place (else
 * nothing, and a new store is made). What the backup lacks is read out of the bad file by salvage.ts; telling the operator is left to
 * whoever reads `Store.opened`.
 */
import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import { type BackupPlace, backupsNewestFirst, fileStamp } from './backups.ts';
import { connect } from './database.ts';
import { checkStore } from './integrity.ts';
import { type Migration, newestVersion, storeVersion } from './migrate.ts';

/** Bad stores kept for a specialist; each can be as large as the store. */
const keptSetAside = 3;

/** Moves the file and its log out of the way; returns the new path. */
export function setAside(place: BackupPlace): string {
  const target = `${place.file}.corrupt-${fileStamp(place.nowMs)}`;
  renameSync(place.file, target);
  for (const suffix of ['-wal', '-shm']) {
    if (existsSync(place.file + suffix)) renameSync(place.file + suffix, target + suffix);
  }
  dropOldSetAside(place.file);
  return target;
}

function dropOldSetAside(file: string): void {
  const prefix = `${basename(file)}.corrupt-`;
  const found = readdirSync(dirname(file)).filter((name) => name.startsWith(prefix) && !/-(wal|shm)$/.test(name));
  for (const name of found.sort().reverse().slice(keptSetAside)) {
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(dirname(file), name + suffix), { force: true });
  }
}

/** Puts the newest sound backup in the store's place; returns its path, or null when there is none. */
export function restoreNewestBackup(place: BackupPlace, migrations: readonly Migration[], log: Log): string | null {
  for (const backup of backupsNewestFirst(place.folder)) {
    const trial = `${place.file}.restoring`;
    try {
      copyFileSync(backup, trial);
      if (isUsable(trial, newestVersion(migrations), log)) {
        syncAndRename(trial, place.file);
        return backup;
      }
      log.warn({ backup }, 'backup is not usable, trying an older one');
    } catch (error) {
      log.warn({ backup, error: errorText(error) }, 'backup is not usable, trying an older one');
    } finally {
      for (const suffix of ['', '-wal', '-shm']) rmSync(trial + suffix, { force: true });
    }
  }
  return null;
}

function isUsable(file: string, newest: number, log: Log): boolean {
  const connection = connect({ file, mode: 'normal', log });
  try {
    const version = storeVersion(connection);
    return version > 0 && version <= newest && checkStore(connection, file).kind === 'sound';
  } finally {
    connection.close();
  }
}

function syncAndRename(from: string, to: string): void {
  const descriptor = openSync(from, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(from, to);
}
