/** No space left: alarms are still stored, at the cost of the reserve and of the oldest samples; samples wait and are counted. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createAlarms } from '../../src-main/store/alarms.ts';
import { openConnections } from '../../src-main/store/connections.ts';
import { createFullDisk } from '../../src-main/store/full-disk.ts';
import { createOldestSeconds } from '../../src-main/store/oldest-seconds.ts';
import { createReserve } from '../../src-main/store/reserve.ts';
import { emptyDisk, fillDisk, mountSmallDisk } from '../fixtures/small-disk.ts';
import { makeSample, makeTransition, morningMs, openTestStore, type Place, silentLog, temporaryPlace } from './store-fixture.ts';

test('a file that may not grow: the oldest samples make room for alarms', async () => {
  const place = temporaryPlace();
  const filling = openTestStore(place);
  const zones = Array.from({ length: 10 }, (_, i) => makeSample({ zoneId: `z${i}` }));
  for (let second = 0; second < 4000; second++) filling.samples.add({ atMs: morningMs + second * 1000, zones });
  await filling.close();
  const connections = openConnections(place.file, silentLog, () => undefined);
  onTestFinished(() => Object.values(connections).forEach((connection) => void connection.close()));
  for (const connection of [connections.durable, connections.batch])
    connection.pragma(`max_page_count = ${Number(connection.pragma('page_count'))}`);
  const reserve = createReserve(place.file);
  const oldest = createOldestSeconds(connections.batch);
  const { durably } = createFullDisk({ connections, reserve, oldest, log: silentLog });
  const alarms = createAlarms({ connections, durably, log: silentLog });
  for (let i = 0; i < 150; i++) alarms.append([makeTransition({ id: `a${i}` })]);
  expect(alarms.open()).toHaveLength(150);
  expect(reserve.held()).toBe(false);
  const left = connections.reader
    .query<[], { n: number; first: number }>('SELECT count(*) AS n, min(at_s) AS first FROM samples')
    .get();
  expect(left?.n).toBeLessThan(40_000);
  expect(left?.n).toBeGreaterThan(0);
  expect(left?.first).toBeGreaterThan(morningMs / 1000);
});

test('with nothing left to drop the failure reaches the caller, and the next success clears it', () => {
  const place = temporaryPlace();
  const connections = openConnections(place.file, silentLog, () => undefined);
  onTestFinished(() => Object.values(connections).forEach((connection) => void connection.close()));
  connections.durable.sqlite.exec(
    `CREATE TABLE samples (at_s INTEGER); CREATE TABLE tracks (at_s INTEGER); CREATE TABLE judged_runs (from_ms INTEGER);
     CREATE TABLE readings (seq INTEGER PRIMARY KEY, received_ms INTEGER); CREATE TABLE t (x TEXT)`,
  );
  connections.durable.pragma('max_page_count = 1');
  const reserve = createReserve(place.file);
  const { durably } = createFullDisk({ connections, reserve, oldest: createOldestSeconds(connections.batch), log: silentLog });
  const insert = connections.durable.query<[string]>('INSERT INTO t VALUES (?)');
  expect(() => durably('too much', () => insert.run('x'.repeat(100_000)))).toThrow(
    expect.objectContaining({ code: 'SQLITE_FULL' }),
  );
  expect(durably('little', () => insert.run('x'))).toBe(1);
});

const noMount = 'no permission to mount a tmpfs';

async function filledDisk(end: 'in order' | 'killed'): Promise<Place | null> {
  const folder = mountSmallDisk(100);
  if (folder === null) return null;
  const place = { folder, file: join(folder, 'kavach.db'), backupFolder: join(folder, 'backups') };
  const store = openTestStore(place);
  for (let second = 0; second < 2000; second++) store.samples.add({ atMs: morningMs + second * 1000, zones: [makeSample()] });
  store.settle(morningMs);
  store.alarms.append([makeTransition({ id: 'before' })]);
  if (end === 'in order') await store.close();
  fillDisk(folder);
  return place;
}

test.for(['in order', 'killed'] as const)(
  'a start on a full disk after a run that ended %s: alarms go on',
  async (end, context) => {
    const place = await filledDisk(end);
    if (place === null) return context.skip(noMount);
    const store = openTestStore(place);
    expect(store.opened).toMatchObject({ kind: 'ok', endedInOrder: end === 'in order' });
    for (let i = 0; i < 300; i++) store.alarms.append([makeTransition({ id: `a${i}` })]);
    expect(store.alarms.open()).toHaveLength(301);
    expect(store.health()).toMatchObject({ state: 'degraded', detail: expect.stringContaining('disk is nearly full') });
    await store.close();
    expect(openTestStore(place).alarms.open()).toHaveLength(301);
  },
);

test('without even the reserve a start says what to do, and harms nothing', async (context) => {
  const place = await filledDisk('in order');
  if (place === null) return context.skip(noMount);
  rmSync(`${place.file}.reserve`);
  emptyDisk(place.folder);
  fillDisk(place.folder);
  expect(() => openTestStore(place)).toThrow(/no space is left on the disk of .*: make room there/);
  emptyDisk(place.folder);
  expect(openTestStore(place).alarms.open()).toHaveLength(1);
});

test('a disk that is really full: alarms are stored, samples never stop the station, and all is well once there is room', async (context) => {
  const folder = mountSmallDisk(100);
  if (folder === null) return context.skip(noMount);
  const place = { folder, file: join(folder, 'kavach.db'), backupFolder: join(folder, 'backups') };
  const store = openTestStore(place);
  expect(existsSync(`${place.file}.reserve`)).toBe(true);
  for (let second = 0; second < 2000; second++) store.samples.add({ atMs: morningMs + second * 1000, zones: [makeSample()] });
  store.settle(morningMs);
  fillDisk(folder);
  for (let i = 0; i < 1000; i++) store.alarms.append([makeTransition({ id: `a${i}` })]);
  expect(store.alarms.open()).toHaveLength(1000);
  for (let second = 2000; second < 2100; second++) store.samples.add({ atMs: morningMs + second * 1000, zones: [makeSample()] });
  store.settle(morningMs);
  expect(existsSync(`${place.file}.reserve`)).toBe(false);
  expect(store.health()).toMatchObject({ state: 'degraded', detail: expect.stringContaining('disk') });
  emptyDisk(folder);
  expect(createReserve(place.file).restore()).toBe(true);
  expect(store.health()).toMatchObject({ state: 'ok', detail: null });
  await store.close();
  const again = openTestStore(place);
  expect(again.opened).toMatchObject({ kind: 'ok', endedInOrder: true });
  expect(again.alarms.newestSeq()).toBe(1000);
});
