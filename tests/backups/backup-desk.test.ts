/** Copies of a real store: made while it is written to, sealed and opened again, checked, restored, and a kill at every moment of that. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, type renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { BackupJob } from '../../src-contract/domain/backup.ts';
import { type BackupDesk, createBackupDesk } from '../../src-main/backups/backup-desk.ts';
import { backupName } from '../../src-main/backups/backup-folder.ts';
import { applyPendingRestore, type RestoreOrder, undoRestore } from '../../src-main/backups/pending-restore.ts';
import { createStoreThread } from '../../src-main/backups/store-thread.ts';
import { backupsHealth } from '../../src-main/composition/backups.ts';
import { newestVersion } from '../../src-main/store/migrate.ts';
import { migrations } from '../../src-main/store/migrations/all.ts';
import type { Store } from '../../src-main/store/open-store.ts';
import { until } from '../fixtures/until.ts';
import { makeSession, morningMs, openTestStore, silentLog, temporaryPlace } from '../store/store-fixture.ts';

const workerUrl = new URL('../../src-main/backups/worker.ts', import.meta.url);
const passphrase = 'platform two at dawn';
const dayMs = 86_400_000;

/** Renames fail from this one on, as after a kill. */
let renamesLeft = Number.POSITIVE_INFINITY;
vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  const rename: typeof renameSync = (from, to) => {
    renamesLeft -= 1;
    if (renamesLeft < 0) throw new Error('killed');
    real.renameSync(from, to);
  };
  return { ...real, renameSync: rename };
});

interface Bench {
  readonly folder: string;
  readonly store: Store;
  readonly desk: BackupDesk;
  readonly restarts: () => number;
  setNow(nowMs: number): void;
}

function bench({ folder, file, backupFolder } = temporaryPlace(), stationId = 'DDR'): Bench {
  let nowMs = morningMs;
  let restarts = 0;
  const store = openTestStore({ folder, file, backupFolder });
  const desk = createBackupDesk({
    ...{ dataFolder: folder, storeFile: file, backupFolder, log: silentLog, clock: { nowMs: () => nowMs } },
    thread: createStoreThread(workerUrl),
    station: () => ({ id: stationId, name: stationId === 'NEW' ? 'New station' : 'Dadar' }),
    isEmpty: () => stationId === 'NEW',
    kavachVersion: '0.0.0-test',
    newestVersion: newestVersion(migrations),
    checkSite: () => {},
    sessionRow: store.handOver.sessionRow,
    restart: () => {
      restarts += 1;
    },
  });
  onTestFinished(() => desk.stop());
  const setNow = (next: number): void => {
    nowMs = next;
  };
  return { folder, store, desk, restarts: () => restarts, setNow };
}

const ended = (desk: BackupDesk): Promise<BackupJob> =>
  until('the end of the job', () => (desk.job().kind === 'running' ? null : desk.job()));

async function made(desk: BackupDesk): Promise<string> {
  desk.make('by-hand');
  expect(await ended(desk)).toEqual({ kind: 'idle' });
  return desk.backups()[0]?.name ?? '';
}

async function send(desk: BackupDesk, bytes: Uint8Array): Promise<void> {
  const half = Math.floor(bytes.length / 2);
  await desk.receive(0, bytes.subarray(0, half));
  await expect(desk.receive(half + 1, bytes.subarray(half + 1))).rejects.toThrow(/Send the file anew/);
  expect(await desk.receive(half, bytes.subarray(half))).toBe(bytes.length);
}

async function checked(desk: BackupDesk, request: Parameters<BackupDesk['check']>[0]): Promise<BackupJob> {
  desk.check(request);
  return ended(desk);
}

const note = (store: Store, action: string): void => {
  store.audit.append({ atMs: morningMs, actor: 'asha', action, target: null, details: {}, address: null });
};
const acts = (store: Store): string[] => store.audit.history({ limit: 100 }).entries.map(({ action }) => action);

describe('a copy', () => {
  it('is whole while the store is written to, is noted with what it holds, and a second job is refused', async () => {
    const { desk, store } = bench();
    const writing = setInterval(() => note(store, 'busy'), 1);
    desk.make('by-hand');
    expect(() => desk.make('by-hand')).toThrow(/under way/);
    expect(await ended(desk)).toEqual({ kind: 'idle' });
    clearInterval(writing);
    const [backup] = desk.backups();
    expect(backup?.note?.facts).toMatchObject({ version: newestVersion(migrations), accounts: 0 });
    expect(backup?.note?.station).toEqual({ id: 'DDR', name: 'Dadar' });
    expect(desk.newestGoodMs()).toBe(morningMs);
  });

  it('is made once a day, a week of them stays, and health says when two were missed', async () => {
    const { desk, folder, setNow } = bench();
    const backups = join(folder, 'backups');
    mkdirSync(backups);
    for (let day = -8; day < 0; day++) writeFileSync(join(backups, `${backupName(morningMs + day * dayMs, 'daily')}.db`), '');
    writeFileSync(join(backups, `${backupName(morningMs - 20 * dayMs, 'by-hand')}.db`), '');
    await desk.advance(morningMs);
    setNow(morningMs + dayMs - 1);
    await desk.advance(morningMs + dayMs - 1);
    const ages = desk.backups().map(({ madeMs }) => (madeMs - morningMs) / dayMs);
    expect(ages).toEqual([0, -1, -2, -3, -4, -5, -6, -20]);
    const health = { newestMs: morningMs, overdue: true, fault: 'no room', nowMs: morningMs + 2.5 * dayMs };
    expect(backupsHealth(health)).toMatchObject({ state: 'degraded', detail: expect.stringMatching(/48 h.*60 h old.*no room/) });
    expect(backupsHealth({ ...health, overdue: false, fault: null }).state).toBe('ok');
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const { desk, folder } = bench();
    desk.make('by-hand');
    expect(await desk.cancel()).toBe(true);
    expect(desk.backups()).toEqual([]);
    expect(readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('.json'))).toEqual([]);
  });
});

describe('an archive', () => {
  it('holds store, site, keys and pictures, sealed, and brings them to a new machine', async () => {
    const here = bench();
    writeFileSync(join(here.folder, 'site.yaml'), 'station: rtsp://user:geheim@10.0.0.5/1');
    writeFileSync(join(here.folder, 'admin.key'), 'a-key-of-the-station');
    mkdirSync(join(here.folder, 'attachments/i1'), { recursive: true });
    writeFileSync(join(here.folder, 'attachments/i1/p1.jpg'), 'picture');
    note(here.store, 'before');
    here.desk.pack(await made(here.desk), passphrase);
    expect(await ended(here.desk)).toMatchObject({ kind: 'packed' });
    const bytes = readFileSync(join(here.folder, 'restore/packed'));
    expect(bytes.includes('geheim')).toBe(false);

    const there = bench(undefined, 'NEW');
    await send(there.desk, bytes);
    const upload = { from: 'upload', name: 'dadar.kavach-backup' } as const;
    expect(await checked(there.desk, { ...upload, passphrase: 'another passphrase' })).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/passphrase is wrong/),
    });
    expect(await checked(there.desk, { ...upload, passphrase })).toMatchObject({
      kind: 'checked',
      candidate: { station: { id: 'DDR' }, withSite: true, withKeys: true },
    });
    await there.desk.restore('Dadar', { by: 'asha', address: '127.0.0.1', sessionId: null });
    expect(there.restarts()).toBe(1);
    await there.store.close();
    const order = applyPendingRestore(there.folder);
    expect(order?.files.sort()).toEqual(['admin.key', 'attachments/i1/p1.jpg', 'kavach.db', 'site.yaml']);
    expect(readFileSync(join(there.folder, 'admin.key'), 'utf8')).toBe('a-key-of-the-station');
    const again = openTestStore({ ...temporaryPlace(), folder: there.folder, file: join(there.folder, 'kavach.db') });
    expect(acts(again)).toEqual(['before']);
  });

  it('is refused when a byte was changed, when it is another station’s, and when it is no archive', async () => {
    const here = bench();
    here.desk.pack(await made(here.desk), passphrase);
    await ended(here.desk);
    const bytes = readFileSync(join(here.folder, 'restore/packed'));
    const other = bench(undefined, 'TNA');
    const reasonFor = async (sent: Uint8Array): Promise<unknown> => {
      await send(other.desk, sent);
      const job = await checked(other.desk, { from: 'upload', name: 'x', passphrase });
      return job.kind === 'failed' ? job.reason : job.kind;
    };
    expect(await reasonFor(bytes)).toMatch(/backup of Dadar/);
    const changed = Uint8Array.from(bytes);
    changed[bytes.length >> 1] = (changed[bytes.length >> 1] ?? 0) ^ 1;
    expect(await reasonFor(changed)).toMatch(/was changed/);
    expect(await reasonFor(new TextEncoder().encode('PK'.repeat(100)))).toMatch(/no backup of a Kavach/);
  });
});

describe('a restore', () => {
  async function ordered(): Promise<{ folder: string; staged: string }> {
    const { desk, store, folder } = bench();
    note(store, 'before');
    store.sessions.create(makeSession('mine', { id: 'mine' }));
    store.sessions.create(makeSession('other'));
    const name = await made(desk);
    note(store, 'after');
    const job = await checked(desk, { from: 'backup', name, passphrase: null });
    expect(job).toMatchObject({ kind: 'checked', candidate: { lost: { alarmEvents: 0 } } });
    await expect(desk.restore('Thane', { by: 'asha', address: '::1', sessionId: null })).rejects.toThrow(/Dadar/);
    await desk.restore(' Dadar ', { by: 'asha', address: '::1', sessionId: 'mine' });
    expect(desk.job()).toEqual({ kind: 'restoring' });
    await store.close();
    return { folder, staged: join(folder, 'restore/ready') };
  }

  it('keeps whoever asked for it signed in, sets the old store aside, and gives it back', async () => {
    const { folder } = await ordered();
    const order = applyPendingRestore(folder);
    const place = { folder, file: join(folder, 'kavach.db'), backupFolder: join(folder, 'backups') };
    const { store, desk } = bench(place);
    store.handOver.takeOver(order?.session ?? null);
    expect(acts(store)).toEqual(['before']);
    expect(store.sessions.list(morningMs).map(({ id }) => id)).toEqual(['mine']);
    const [aside] = desk.setAside();
    expect(await checked(desk, { from: 'set-aside', name: aside?.name ?? '', passphrase: null })).toMatchObject({
      kind: 'checked',
    });
    await desk.restore('Dadar', { by: 'asha', address: '::1', sessionId: null });
    await store.close();
    applyPendingRestore(folder);
    expect(acts(openTestStore(place))).toEqual(['after', 'before']);
  });

  it('killed at any moment leaves one good store and goes on at the next start', async () => {
    const { folder } = await ordered();
    const trial = (step: number): string => `${folder}-${step}`;
    const place = (step: number) => ({
      folder: trial(step),
      file: join(trial(step), 'kavach.db'),
      backupFolder: join(trial(step), 'b'),
    });
    let step = 0;
    for (let isDone = false; !isDone; step++) {
      copyFolder(folder, trial(step));
      renamesLeft = step;
      try {
        applyPendingRestore(trial(step));
        isDone = true;
      } catch (error) {
        expect(String(error)).toMatch(/killed/);
      } finally {
        renamesLeft = Number.POSITIVE_INFINITY;
      }
      expect(applyPendingRestore(trial(step))).toMatchObject({ by: 'asha' });
      expect(acts(openTestStore(place(step)))).toEqual(['before']);
      const aside = readdirSync(join(trial(step), 'set-aside'));
      expect(aside.length).toBe(1);
      expect(acts(openTestStore({ ...place(step), file: join(trial(step), 'set-aside', aside[0] ?? '', 'kavach.db') }))).toEqual([
        'after',
        'before',
      ]);
    }
    expect(step).toBeGreaterThan(2);
  });

  it('is taken out again when the station can’t begin with it', async () => {
    const { folder } = await ordered();
    const order = applyPendingRestore(folder) as RestoreOrder;
    expect(undoRestore(folder, order, morningMs + 1)).toBe(true);
    expect(applyPendingRestore(folder)).toBeNull();
    expect(acts(openTestStore({ folder, file: join(folder, 'kavach.db'), backupFolder: join(folder, 'b') }))).toEqual([
      'after',
      'before',
    ]);
    expect(readdirSync(join(folder, 'set-aside')).length).toBe(2);
  });
});

function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isDirectory()) copyFolder(join(from, entry.name), join(to, entry.name));
    else copyFileSync(join(from, entry.name), join(to, entry.name));
  }
  expect(existsSync(to)).toBe(true);
}
