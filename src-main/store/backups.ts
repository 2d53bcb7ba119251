/**
 * Copies of the store in the backup folder: made whole under another name and then renamed, so that whatever bears a backup's
 * name is complete. Making them on a schedule is left to a later part.
 */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { errorText, KavachError } from '../errors.ts';
import type { Connection } from './database.ts';

export interface BackupPlace {
  /** The store's own file. */
  readonly file: string;
  readonly folder: string;
  readonly nowMs: number;
}

/** Copies made before migrations; more than these are of no use to anybody. */
const keptBeforeMigration = 3;

/** `2026-11-20T21-05-00-123Z`: sorts by time, allowed in file names everywhere. */
export function fileStamp(nowMs: number): string {
  return new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-');
}

/** Returns the copy's path. Throws UNAVAILABLE when it can't be made. */
export function backUp(connection: Connection, place: BackupPlace, reason: string): string {
  const target = join(place.folder, `kavach-${fileStamp(place.nowMs)}-${reason}.db`);
  const part = `${target}.part`;
  try {
    mkdirSync(place.folder, { recursive: true });
    rmSync(part, { force: true });
    connection.query<[string]>('VACUUM INTO ?').run(part);
    syncFile(part);
    renameSync(part, target);
  } catch (error) {
    dropPart(part);
    throw new KavachError(
      'UNAVAILABLE',
      `The store could not be backed up to ${place.folder} before it is brought to this version (${errorText(error)}). ` +
        'Make room there or make it writable, then start again; the store has not been changed.',
    );
  }
  for (const old of backupsNewestFirst(place.folder)
    .filter((path) => path.includes('-before-v'))
    .slice(keptBeforeMigration))
    rmSync(old, { force: true });
  return target;
}

export function backupsNewestFirst(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.startsWith('kavach-') && name.endsWith('.db'));
  return names
    .sort()
    .reverse()
    .map((name) => join(folder, name));
}

/** Half a copy is of no use; that it can't be removed (no such folder, no permission) hides no better reason. */
function dropPart(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The reason for the failed copy is thrown instead.
  }
}

function syncFile(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
