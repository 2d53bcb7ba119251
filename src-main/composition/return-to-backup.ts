/**
 * The store from before an update, at the start of the version that the update was taken back to: only where the newer version has changed
 * the layout, so that this one could not open it. In: the data folder, locked, and the name of the backup. Out: a restore ordered as a person
 * would, or nothing; asked for again at each start it does it once.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readNote } from '../backups/backup-folder.ts';
import { orderRestore } from '../backups/order-restore.ts';
import { stageRestore } from '../backups/stage-restore.ts';
import { createStoreThread } from '../backups/store-thread.ts';
import type { Clock } from '../clock.ts';
import { KavachError } from '../errors.ts';
import type { Log } from '../log.ts';
import { newestVersion } from '../store/migrate.ts';
import { migrations } from '../store/migrations/all.ts';
import { version } from '../version.ts';
import type { AppFiles } from './app-files.ts';
import { checkSite } from './backups.ts';

interface ReturnOptions {
  readonly dataFolder: string;
  readonly name: string;
  readonly files: Pick<AppFiles, 'backupWorker'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Throws KavachError where the backup is needed and can't be used. */
export async function returnToBackup({ dataFolder, name, files, clock, log }: ReturnOptions): Promise<void> {
  const storeFile = join(dataFolder, 'kavach.db');
  if (!existsSync(storeFile)) return;
  const thread = createStoreThread(files.backupWorker);
  const { signal } = new AbortController();
  const facts = await thread({ kind: 'facts', file: storeFile }, { signal });
  const newest = newestVersion(migrations);
  if (facts.version <= newest) return;
  const backupFolder = join(dataFolder, 'backups');
  const note = readNote(backupFolder, name);
  if (note === null)
    throw new KavachError('NOT_FOUND', `The backup ${name}, made before the update, is not in ${backupFolder} any more.`);
  const source = { dataFolder, storeFile, backupFolder, thread, station: () => note.station, kavachVersion: version };
  const candidate = await stageRestore(
    { ...source, newestVersion: newest, isEmpty: () => false, checkSite },
    { from: 'backup', name, passphrase: null },
    { signal, step: () => () => undefined },
  );
  await orderRestore(dataFolder, candidate, {
    by: 'the update that was taken back',
    address: null,
    session: null,
    nowMs: clock.nowMs(),
  });
  log.warn({ name, lost: candidate.lost }, 'the store of the newer version gives way to the backup made before the update');
}
