/**
 * Whether a backup could be restored, without a station: a sealed archive or a copy, laid out in a folder of its own and read page by page.
 * In: the file, the passphrase of a sealed one. Out: what it holds; throws with the reason where it is no good.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { RestoreCandidate } from '../../../src-contract/domain/backup.ts';
import { fileBytes, requireRoom } from '../../backups/make-backup.ts';
import { restoreFolder } from '../../backups/pending-restore.ts';
import { stageRestore, uploadFile } from '../../backups/stage-restore.ts';
import { createStoreThread } from '../../backups/store-thread.ts';
import type { AppFiles } from '../../composition/app-files.ts';
import { checkSite } from '../../composition/backups.ts';
import { newestVersion } from '../../store/migrate.ts';
import { migrations } from '../../store/migrations/all.ts';
import { version } from '../../version.ts';

/** A copy as it lies in a station's `backups/`; anything else is read as a sealed archive. */
export const isCopy = (file: string): boolean => file.endsWith('.db');

export async function verifyFile(
  file: string,
  passphrase: string | null,
  files: Pick<AppFiles, 'backupWorker'>,
): Promise<RestoreCandidate> {
  // Holds the cameras' passwords for a moment: mkdtemp makes it for its owner alone.
  const dataFolder = mkdtempSync(join(tmpdir(), 'kavach-verify-'));
  try {
    await mkdir(restoreFolder(dataFolder));
    if (!isCopy(file)) {
      requireRoom(dataFolder, fileBytes(file));
      await copyFile(file, uploadFile(dataFolder));
    }
    const request = isCopy(file)
      ? { from: 'backup' as const, name: basename(file, '.db') }
      : { from: 'upload' as const, name: basename(file) };
    const options = {
      ...{ dataFolder, storeFile: join(dataFolder, 'kavach.db'), backupFolder: dirname(resolve(file)) },
      thread: createStoreThread(files.backupWorker),
      station: () => ({ id: 'unknown', name: 'not told by the backup' }),
      isEmpty: () => true,
      ...{ kavachVersion: version, newestVersion: newestVersion(migrations), checkSite },
    };
    const running = { signal: new AbortController().signal, step: () => () => undefined };
    return await stageRestore(options, { ...request, passphrase }, running);
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
