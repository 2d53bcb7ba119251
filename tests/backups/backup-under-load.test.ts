/**
 * A backup taken while a thousand rows a second are written, laid out elsewhere and compared row by row with the store that it was taken
 * of: all that was acknowledged before it began is in it, each transaction as a whole or not at all, and nothing else.
 */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { makeBackup } from '../../src-main/backups/make-backup.ts';
import { stageRestore, stagingFolder } from '../../src-main/backups/stage-restore.ts';
import { createStoreThread } from '../../src-main/backups/store-thread.ts';
import { newestVersion } from '../../src-main/store/migrate.ts';
import { migrations } from '../../src-main/store/migrations/all.ts';
import type { Store } from '../../src-main/store/open-store.ts';
import { repeats } from '../fixtures/thorough.ts';
import { makeSample, makeTransition, morningMs, openTestStore, temporaryPlace } from '../store/store-fixture.ts';

const rowsPerS = 1000;
/** What makes the copy take long enough for a load. */
const ballastMb = repeats(16, 600);
const running = { signal: new AbortController().signal, step: () => () => undefined };

interface Load {
  /** Rows that somebody was told of: they are on the disk. */
  readonly acknowledged: () => number;
  readonly written: () => number;
  stop(): Promise<void>;
}

/** Of ten rows, an alarm's two events in one transaction, two acts in the audit log, and six zones' figures in the batch writer's. */
function beginLoad(store: Store): Load {
  let written = 0;
  let acknowledged = 0;
  let isOver = false;
  const startedMs = performance.now();
  const writeTen = (no: number): void => {
    const transition = makeTransition({ id: `a${no}` });
    acknowledged = store.alarms.append([transition, { ...transition, note: 'the second of two' }]).at(-1)?.seq ?? 0;
    for (const action of ['one', 'other'])
      store.audit.append({ atMs: morningMs + no, actor: 'load', action, target: null, details: {}, address: null });
    const zones = Array.from({ length: 6 }, (_, zone) => makeSample({ zoneId: `z${zone}`, count: no }));
    store.samples.add({ atMs: morningMs + no * 1000, zones });
    written += 10;
  };
  const ended = (async () => {
    while (!isOver) {
      const due = (rowsPerS * (performance.now() - startedMs)) / 1000;
      while (written < due) writeTen(written / 10);
      await rest(5);
    }
  })();
  return {
    acknowledged: () => acknowledged,
    written: () => written,
    async stop() {
      isOver = true;
      await ended;
    },
  };
}

/** Rows of the copy that the store hasn't, and rows of the store up to the copy's newest that the copy hasn't. */
function differences(live: string, copy: string, table: string, order: string): { more: number; less: number; newest: number } {
  const sqlite = new Sqlite(live, { readonly: true });
  sqlite.prepare('ATTACH ? AS copy').run(copy);
  const count = (sql: string): number => Number(sqlite.prepare(sql).pluck().get() ?? 0);
  const newest = count(`SELECT max(${order}) FROM copy.${table}`);
  const more = count(`SELECT count(*) FROM (SELECT * FROM copy.${table} EXCEPT SELECT * FROM main.${table})`);
  const upTo = `SELECT * FROM main.${table} WHERE ${order} <= ${newest}`;
  const less = count(`SELECT count(*) FROM (${upTo} EXCEPT SELECT * FROM copy.${table})`);
  sqlite.close();
  return { more, less, newest };
}

it(`holds what was acknowledged before it, whole, at ${rowsPerS} rows a second`, async () => {
  const here = temporaryPlace();
  const store = openTestStore(here);
  for (let mb = 0; mb < ballastMb; mb++) store.settings.set(`ballast-${mb}`, 'x'.repeat(2 ** 20));
  const source = {
    ...{ dataFolder: here.folder, storeFile: here.file, backupFolder: here.backupFolder },
    thread: createStoreThread(new URL('../../src-main/backups/worker.ts', import.meta.url)),
    station: () => ({ id: 'DDR', name: 'Dadar' }),
    kavachVersion: '0.0.0-test',
  };
  const load = beginLoad(store);
  await rest(500);
  const [before, rowsBefore, startedMs] = [load.acknowledged(), load.written(), performance.now()];
  const name = await makeBackup(source, 'by-hand', morningMs, running);
  const tookS = (performance.now() - startedMs) / 1000;
  const [after, rowsMeanwhile] = [load.acknowledged(), load.written() - rowsBefore];
  await load.stop();
  await store.close();

  const there = temporaryPlace();
  mkdirSync(there.folder, { recursive: true });
  const bare = { ...source, dataFolder: there.folder, storeFile: there.file };
  const rules = { newestVersion: newestVersion(migrations), isEmpty: () => true, checkSite: () => undefined };
  const request = { from: 'backup', name, passphrase: null } as const;
  const { facts } = await stageRestore({ ...bare, ...rules }, request, running);
  const copy = join(stagingFolder(there.folder), 'kavach.db');
  const tables = {
    alarm_events: differences(here.file, copy, 'alarm_events', 'seq'),
    audit: differences(here.file, copy, 'audit', 'seq'),
    samples: differences(here.file, copy, 'samples', 'at_s'),
    names: differences(here.file, copy, 'names', 'rowid'),
  };
  process.stderr.write(
    `backup under load: ${Math.round(rowsMeanwhile / tookS)} rows/s for ${tookS.toFixed(1)} s, ${(statSync(copy).size / 1e6).toFixed(0)} MB; acknowledged ${before} events before it, ${after} at its end, in it ${facts.alarmEvents}\n`,
  );
  for (const [table, { more, less, newest }] of Object.entries(tables)) {
    expect([table, more, less]).toEqual([table, 0, 0]);
    expect(newest).toBeGreaterThan(0);
  }
  expect(tables.alarm_events.newest).toBeGreaterThanOrEqual(before);
  expect(tables.alarm_events.newest).toBeLessThanOrEqual(after);
  // An alarm's two events are one transaction.
  expect(facts.alarmEvents % 2).toBe(0);
  expect(rowsMeanwhile / tookS).toBeGreaterThan(rowsPerS * 0.5);
});
