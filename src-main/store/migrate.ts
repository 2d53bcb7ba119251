/**
 * Brings a store to this version's layout. In: an open connection, the ordered migrations, where backups go. Out: what was done.
 * All pending steps run in one transaction with the version number, so a kill half-way leaves the old store as it was.
 */
import { KavachError } from '../errors.ts';
import { type BackupPlace, backUp } from './backups.ts';
import type { Connection } from './database.ts';

export interface Migration {
  /** Rises by one from 1. */
  readonly version: number;
  readonly sql: string;
}

export interface Migrated {
  /** 0 for a new store. */
  readonly fromVersion: number;
  readonly toVersion: number;
  /** The copy that was made before; null when nothing had to be changed, or there was nothing to keep. */
  readonly backupFile: string | null;
}

export function storeVersion(connection: Connection): number {
  return Number(connection.pragma('user_version'));
}

export function newestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

/** Throws STORE_NEWER when the store was written by a later version of Kavach. */
export function refuseNewer(connection: Connection, migrations: readonly Migration[], place: BackupPlace): void {
  const found = storeVersion(connection);
  const known = newestVersion(migrations);
  if (found <= known) return;
  throw new KavachError(
    'STORE_NEWER',
    `The store ${place.file} was written by a newer Kavach (its layout is version ${found}, this one knows up to ${known}). ` +
      `Start that newer Kavach again; or stop the station, move the file away, and put an older backup from ${place.folder} in its place.`,
    { found, known },
  );
}

export function migrate(connection: Connection, migrations: readonly Migration[], place: BackupPlace): Migrated {
  refuseNewer(connection, migrations, place);
  const fromVersion = storeVersion(connection);
  const toVersion = newestVersion(migrations);
  if (fromVersion === toVersion) return { fromVersion, toVersion, backupFile: null };
  const backupFile = fromVersion === 0 ? null : backUp(connection, place, `before-v${toVersion}`);
  connection.transaction('migrate', () => {
    for (const migration of migrations) {
      if (migration.version > fromVersion) connection.sqlite.exec(migration.sql);
    }
    connection.pragma(`user_version = ${toVersion}`);
  });
  return { fromVersion, toVersion, backupFile };
}
