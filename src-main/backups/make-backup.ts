/** One copy in the folder: made whole, read again, and noted as good. In: where things lie. Out: the copy's name. */
import { existsSync, mkdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupReason } from '../../src-contract/domain/backup.ts';
import { KavachError } from '../errors.ts';
import { hashOf, sitePath } from './archive.ts';
import { backupName, removeBackup, tidyBackups, writeNote } from './backup-folder.ts';
import type { Running } from './one-job.ts';
import type { StoreThread } from './store-thread.ts';

export interface BackupSource {
  readonly dataFolder: string;
  readonly storeFile: string;
  readonly backupFolder: string;
  readonly thread: StoreThread;
  readonly station: () => { readonly id: string; readonly name: string };
  readonly kavachVersion: string;
}

/** What must stay free for alarms while a copy lies beside the store. */
const spareBytes = 500 * 2 ** 20;

export async function makeBackup(source: BackupSource, reason: BackupReason, nowMs: number, running: Running): Promise<string> {
  const { backupFolder, storeFile, thread, dataFolder } = source;
  mkdirSync(backupFolder, { recursive: true, mode: 0o700 });
  requireRoom(backupFolder, fileBytes(storeFile) + fileBytes(`${storeFile}-wal`));
  const name = backupName(nowMs, reason);
  const file = join(backupFolder, `${name}.db`);
  // Read before the copy is taken: a later site with an earlier store could name what the store doesn't know.
  const site = existsSync(join(dataFolder, sitePath)) ? readFileSync(join(dataFolder, sitePath), 'utf8') : null;
  try {
    await thread({ kind: 'copy', from: storeFile, to: file }, { signal: running.signal, onShare: running.step('copying') });
    running.step('checking')(0);
    const facts = await thread({ kind: 'check', file }, { signal: running.signal });
    const sha256 = await hashOf(file, running.signal);
    const { station, kavachVersion } = source;
    writeNote(backupFolder, name, { madeMs: nowMs, reason, station: station(), kavachVersion, sha256, facts, site });
  } catch (error) {
    removeBackup(backupFolder, name);
    throw error;
  }
  tidyBackups(backupFolder);
  return name;
}

export function requireRoom(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize - spareBytes;
  if (bytes <= free) return;
  const mb = (count: number): number => Math.ceil(Math.max(0, count) / 2 ** 20);
  throw new KavachError(
    'UNAVAILABLE',
    `It needs ${mb(bytes)} MB and ${mb(free)} MB may be used on the disk of ${folder}. Remove old backups, or make room there.`,
  );
}

export function fileBytes(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
