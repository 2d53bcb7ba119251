/** A store of an earlier version keeps its data; a newer one is refused; a migration that dies half-way has changed nothing. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { connect } from '../../src-main/store/database.ts';
import { type Migration, migrate } from '../../src-main/store/migrate.ts';
import { migrations } from '../../src-main/store/migrations/all.ts';
import {
  makeAlarm,
  makeSample,
  makeTransition,
  morningMs,
  openTestStore,
  type Place,
  silentLog,
  temporaryPlace,
} from './store-fixture.ts';

/** A store as version 1 left it, with one open alarm. */
function storeOfVersionOne(): Place {
  const place = temporaryPlace();
  const connection = connect({ file: place.file, mode: 'full', log: silentLog });
  migrate(connection, migrations.slice(0, 1), { ...place, folder: place.backupFolder, nowMs: morningMs });
  const alarm = JSON.stringify(makeAlarm());
  connection.query<[string]>("INSERT INTO alarms (id, alarm) VALUES ('a1', ?)").run(alarm);
  connection
    .query<[string]>("INSERT INTO alarm_events (at_ms, kind, actor, note, alarm) VALUES (1, 'raised', 'station', NULL, ?)")
    .run(alarm);
  connection.close();
  return place;
}

test('versions are numbered from 1 without gaps', () => {
  expect(migrations.map((migration) => migration.version)).toEqual(migrations.map((_, i) => i + 1));
});

test.each(migrations.map((migration) => migration.version))(
  'from version %i to the newest, layout equal to a new store',
  (version) => {
    const layout = (file: string): unknown => {
      const sqlite = new Sqlite(file, { readonly: true });
      const rows = sqlite.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
      sqlite.close();
      return rows;
    };
    const old = temporaryPlace();
    const connection = connect({ file: old.file, mode: 'full', log: silentLog });
    migrate(connection, migrations.slice(0, version), { ...old, folder: old.backupFolder, nowMs: morningMs });
    connection.close();
    const fresh = temporaryPlace();
    openTestStore(old);
    openTestStore(fresh);
    expect(layout(old.file)).toEqual(layout(fresh.file));
  },
);

test('a store of version 1 is backed up, brought up, and keeps its alarms', async () => {
  const place = storeOfVersionOne();
  const store = openTestStore(place);
  expect(store.opened).toMatchObject({ kind: 'ok', migratedFrom: 1 });
  expect(store.alarms.open()).toEqual([makeAlarm()]);
  expect(store.alarms.append([makeTransition({ id: 'a2' })]).map((event) => event.seq)).toEqual([2]);
  store.samples.add({ atMs: morningMs, zones: [makeSample()] });
  store.settle(morningMs + 120_000);
  const copies = readdirSync(place.backupFolder);
  expect(copies).toHaveLength(1);
  const copy = new Sqlite(join(place.backupFolder, copies[0] ?? ''), { readonly: true });
  expect(copy.pragma('user_version', { simple: true })).toBe(1);
  expect(copy.prepare('SELECT count(*) FROM alarms').pluck().get()).toBe(1);
  copy.close();
});

test('a store of a newer version is refused with what to do, and is not touched', async () => {
  const place = temporaryPlace();
  await openTestStore(place).close();
  const sqlite = new Sqlite(place.file);
  sqlite.pragma(`user_version = ${migrations.length + 1}`);
  sqlite.close();
  expect(() => openTestStore(place)).toThrow(
    expect.objectContaining({ code: 'STORE_NEWER', message: expect.stringContaining('Start that newer Kavach') }),
  );
  const after = new Sqlite(place.file, { readonly: true });
  expect(after.pragma('user_version', { simple: true })).toBe(migrations.length + 1);
  after.close();
  expect(existsSync(place.backupFolder)).toBe(false);
});

test('a migration that is killed half-way leaves the old store as it was', () => {
  const place = storeOfVersionOne();
  const run = spawnSync(process.execPath, [
    join(import.meta.dirname, 'migrate-and-die.child.ts'),
    place.file,
    place.backupFolder,
  ]);
  expect(run.signal).toBe('SIGKILL');
  const store = openTestStore(place);
  expect(store.opened).toMatchObject({ kind: 'ok', migratedFrom: 1 });
  expect(store.alarms.open()).toEqual([makeAlarm()]);
});

test('a migration that fails undoes itself, with those before it', () => {
  const place = storeOfVersionOne();
  const connection = connect({ file: place.file, mode: 'full', log: silentLog });
  const broken: Migration = { version: 4, sql: 'CREATE TABLE half (x); SELECT * FROM nowhere' };
  expect(() => migrate(connection, [...migrations, broken], { ...place, folder: place.backupFolder, nowMs: morningMs })).toThrow(
    /nowhere/,
  );
  expect(connection.pragma('user_version')).toBe(1);
  const tables = connection
    .query<[], { name: string }>("SELECT name FROM sqlite_schema WHERE name IN ('half', 'samples', 'alarms')")
    .all();
  expect(tables).toEqual([{ name: 'alarms' }]);
  connection.close();
});

test('without a backup nothing is migrated', () => {
  const place = storeOfVersionOne();
  mkdirSync(place.folder, { recursive: true });
  writeFileSync(place.backupFolder, 'a file where the folder should be');
  expect(() => openTestStore(place)).toThrow(expect.objectContaining({ code: 'UNAVAILABLE' }));
  const sqlite = new Sqlite(place.file, { readonly: true });
  expect(sqlite.pragma('user_version', { simple: true })).toBe(1);
  sqlite.close();
});
