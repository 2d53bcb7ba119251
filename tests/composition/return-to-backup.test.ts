/** The store from before an update, where the version that comes back can't open the newer one. Stores and backups are real. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { createBackupDesk } from '../../src-main/backups/backup-desk.ts';
import { applyPendingRestore } from '../../src-main/backups/pending-restore.ts';
import { createStoreThread } from '../../src-main/backups/store-thread.ts';
import { returnToBackup } from '../../src-main/composition/return-to-backup.ts';
import { newestVersion } from '../../src-main/store/migrate.ts';
import { migrations } from '../../src-main/store/migrations/all.ts';
import { morningMs, openTestStore, silentLog, temporaryPlace } from '../store/store-fixture.ts';

const backupWorker = new URL('../../src-main/backups/worker.ts', import.meta.url);
const newest = newestVersion(migrations);

async function updatedStation() {
  const place = temporaryPlace();
  const store = openTestStore(place);
  const desk = createBackupDesk({
    ...{ dataFolder: place.folder, storeFile: place.file, backupFolder: place.backupFolder, log: silentLog },
    ...{
      clock: { nowMs: () => morningMs },
      thread: createStoreThread(backupWorker),
      kavachVersion: '1.0.0',
      newestVersion: newest,
    },
    ...{ station: () => ({ id: 'DDR', name: 'Dadar' }), isEmpty: () => false, checkSite: () => undefined },
    ...{ sessionRow: () => null, restart: () => undefined },
  });
  onTestFinished(() => desk.stop());
  store.audit.append({ atMs: morningMs, actor: 'asha', action: 'before', target: null, details: {}, address: null });
  const { name } = await desk.makeAndWait('before-update');
  store.audit.append({ atMs: morningMs, actor: 'asha', action: 'after', target: null, details: {}, address: null });
  await store.close();
  const back = () =>
    returnToBackup({
      dataFolder: place.folder,
      name,
      files: { backupWorker },
      clock: { nowMs: () => morningMs + 1 },
      log: silentLog,
    });
  return { place, desk, back };
}

it('a store that this version can open stays', async () => {
  const { place, back } = await updatedStation();
  await back();
  expect(applyPendingRestore(place.folder)).toBeNull();
});

it('a store with a newer layout gives way to the backup, once, and is set aside', async () => {
  const { place, desk, back } = await updatedStation();
  const newer = new Sqlite(place.file);
  newer.pragma(`user_version = ${newest + 1}`);
  newer.close();
  await back();
  expect(applyPendingRestore(place.folder)).toMatchObject({
    from: 'backup',
    madeMs: morningMs,
    by: 'the update that was taken back',
  });
  await back();
  expect(existsSync(join(place.folder, 'restore/ready'))).toBe(false);
  const store = openTestStore(place);
  expect(store.audit.history({ limit: 10 }).entries.map(({ action }) => action)).toEqual(['before']);
  expect(desk.setAside()).toHaveLength(1);
});

it('three of these backups are kept', async () => {
  const { place, desk } = await updatedStation();
  openTestStore(place);
  for (let more = 0; more < 3; more += 1) await desk.makeAndWait('before-update');
  expect(readdirSync(place.backupFolder).filter((name) => name.endsWith('.db')).length).toBeLessThanOrEqual(3);
});
