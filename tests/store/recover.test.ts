/** A store with bad pages is set aside, the newest good backup takes its place, and what can be read of the alarms is kept. */
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { connect } from '../../src-main/store/database.ts';
import { checkExtent, markSuspect } from '../../src-main/store/integrity.ts';
import {
  makeSample,
  makeSession,
  makeTransition,
  morningMs,
  openTestStore,
  type Place,
  silentLog,
  temporaryPlace,
} from './store-fixture.ts';

const pageBytes = 4096;

function overwrite(file: string, offset: number, bytes: number): void {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(bytes, 0xa5), 0, bytes, offset);
  closeSync(descriptor);
}

/** First page of a table or index, counted from 1. */
function rootPage(file: string, name: string): number {
  const sqlite = new Sqlite(file, { readonly: true });
  const page = Number(sqlite.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name));
  sqlite.close();
  return page;
}

async function storeWithAlarms(count: number): Promise<Place> {
  const place = temporaryPlace();
  await addAlarms(place, count);
  return place;
}

async function addAlarms(place: Place, count: number): Promise<void> {
  const store = openTestStore(place);
  const from = store.alarms.newestSeq();
  store.alarms.append(Array.from({ length: count }, (_, i) => makeTransition({ id: `a${from + i + 1}` })));
  for (let second = 0; second < 600; second++) store.samples.add({ atMs: morningMs + second * 1000, zones: [makeSample()] });
  store.settle(morningMs + 3_600_000);
  await store.close();
}

function backUp(place: Place, name: string): string {
  mkdirSync(place.backupFolder, { recursive: true });
  const copy = join(place.backupFolder, name);
  copyFileSync(place.file, copy);
  return copy;
}

test('a bad page among the samples: new store, every alarm taken over', async () => {
  const place = await storeWithAlarms(30);
  overwrite(place.file, (rootPage(place.file, 'samples') - 1) * pageBytes, pageBytes);
  const store = openTestStore(place);
  expect(store.opened).toMatchObject({ kind: 'recovered', restoredFrom: null, salvagedEvents: 30 });
  expect(store.opened.detail).toContain('corrupt');
  expect(store.alarms.open()).toHaveLength(30);
  expect(store.alarms.append([makeTransition({ id: 'new' })]).map((event) => event.seq)).toEqual([31]);
  expect(
    readdirSync(place.folder).filter((name) => /^kavach\.db\.corrupt-[^.]*$/.test(name) && !/-(wal|shm)$/.test(name)),
  ).toHaveLength(1);
  store.samples.add({ atMs: morningMs, zones: [makeSample()] });
  store.settle(morningMs + 120_000);
  expect(store.health()).toMatchObject({ state: 'ok' });
});

test('the newest good backup is restored, and the events since are taken over', async () => {
  const place = await storeWithAlarms(10);
  const signedIn = openTestStore(place);
  signedIn.sessions.create(makeSession('h1'));
  const grant = { id: 'p', name: null, role: 'staff', lines: null, zone: null, createdBy: 'asha' } as const;
  signedIn.pairingCodes.add('h2', { ...grant, createdMs: morningMs, expiresMs: morningMs + 600_000 });
  await signedIn.close();
  const older = backUp(place, 'kavach-2026-11-01T00-00-00-000Z-nightly.db');
  const broken = backUp(place, 'kavach-2026-11-02T00-00-00-000Z-nightly.db');
  overwrite(broken, 0, 3 * pageBytes);
  writeFileSync(join(place.backupFolder, 'kavach-2026-11-03T00-00-00-000Z-nightly.db'), 'not a store');
  await addAlarms(place, 5);
  overwrite(place.file, (rootPage(place.file, 'samples') - 1) * pageBytes, pageBytes);
  const store = openTestStore(place);
  expect(store.opened).toMatchObject({ kind: 'recovered', restoredFrom: older, salvagedEvents: 5 });
  expect(store.alarms.newestSeq()).toBe(15);
  // It could have been revoked after the backup was made.
  expect(store.sessions.findBySecret('h1', morningMs)).toBeNull();
  // It could have been used since.
  expect(store.pairingCodes.find('h2', morningMs)).toBeNull();
  expect(store.alarms.open()).toHaveLength(15);
  const hour = {
    zone: 'p1',
    fromMs: morningMs,
    toMs: morningMs + 3_600_000,
    resolution: 'minute',
    limit: 100,
    estimates: true,
  } as const;
  expect(store.history.zone(hour).points).toHaveLength(10);
  await store.close();
  expect(openTestStore(place).opened).toMatchObject({ kind: 'ok', endedInOrder: true });
});

test('a bad page in the middle of the events costs what was on it', async () => {
  const place = await storeWithAlarms(200);
  const middle = Math.floor(statSync(place.file).size / pageBytes / 2);
  const root = rootPage(place.file, 'alarm_events');
  const sqlite = new Sqlite(place.file, { readonly: true });
  const leaf = Number(
    sqlite
      .prepare("SELECT pageno FROM dbstat WHERE name = 'alarm_events' AND pagetype = 'leaf' LIMIT 1 OFFSET 5")
      .pluck()
      .get() ?? middle,
  );
  sqlite.close();
  expect(leaf).not.toBe(root);
  overwrite(place.file, (leaf - 1) * pageBytes, pageBytes);
  const store = openTestStore(place);
  expect(store.opened.kind).toBe('recovered');
  const kept = store.opened.kind === 'recovered' ? store.opened.salvagedEvents : 0;
  expect(kept).toBeGreaterThan(180);
  expect(kept).toBeLessThan(200);
  expect(store.alarms.newestSeq()).toBe(200);
});

test.each([
  ['its header', (place: Place) => overwrite(place.file, 0, 100)],
  ['all of it', (place: Place) => overwrite(place.file, 0, statSync(place.file).size)],
  ['text instead', (place: Place) => writeFileSync(place.file, 'Dear diary, '.repeat(1000))],
])('%s: a new store takes over, and the bad one is kept', async (_, damage) => {
  const place = await storeWithAlarms(3);
  damage(place);
  const store = openTestStore(place);
  expect(store.opened).toMatchObject({ kind: 'recovered', restoredFrom: null, salvagedEvents: 0 });
  const aside = store.opened.kind === 'recovered' ? store.opened.setAside : '';
  expect(existsSync(aside)).toBe(true);
  expect(store.alarms.append([makeTransition()])).toHaveLength(1);
});

test('an empty file is a new store', () => {
  const place = temporaryPlace();
  writeFileSync(place.file, '');
  expect(openTestStore(place).opened.kind).toBe('new');
});

test('a bad page met while running: alarms go on, health says it, the next start repairs', async () => {
  const place = await storeWithAlarms(3);
  const store = openTestStore(place);
  const page = rootPage(place.file, 'rollups_hour');
  overwrite(place.file, (page - 1) * pageBytes, pageBytes);
  const hours = {
    zone: 'p1',
    fromMs: morningMs,
    toMs: morningMs + 3_600_000,
    resolution: 'hour',
    limit: 100,
    estimates: true,
  } as const;
  expect(() => store.history.zone(hours)).toThrow(/malformed/);
  expect(store.health()).toMatchObject({ state: 'down', detail: expect.stringContaining('bad pages') });
  expect(store.alarms.append([makeTransition({ id: 'during' })]).map((event) => event.seq)).toEqual([4]);
  await store.close();
  const next = openTestStore(place);
  expect(next.opened).toMatchObject({ kind: 'recovered', salvagedEvents: 4 });
  expect(next.health().state).toBe('ok');
});

test('of bad stores only the newest three are kept', async () => {
  const place = temporaryPlace();
  for (let day = 0; day < 5; day++) {
    writeFileSync(place.file, 'no store '.repeat(1000));
    await openTestStore(place, { nowMs: morningMs + day * 86_400_000 }).close();
  }
  const aside = readdirSync(place.folder).filter((name) => name.includes('.corrupt-'));
  expect(aside.map((name) => name.slice('kavach.db.corrupt-'.length, 'kavach.db.corrupt-'.length + 10))).toEqual([
    '2026-11-22',
    '2026-11-23',
    '2026-11-24',
  ]);
});

test.each([
  { mb: 100, orderly: true, suspect: false, extent: 'whole' },
  { mb: 600, orderly: true, suspect: false, extent: 'small-tables' },
  { mb: 600, orderly: false, suspect: false, extent: 'whole' },
  { mb: 3000, orderly: false, suspect: false, extent: 'small-tables' },
  { mb: 3000, orderly: true, suspect: true, extent: 'whole' },
])('$mb MB, in order $orderly, suspect $suspect: $extent', ({ mb, orderly, suspect, extent }) => {
  expect(checkExtent(mb * 2 ** 20, orderly, suspect)).toBe(extent);
});

test('the check of the small tables sees their bad pages and passes over those of the large', async () => {
  const { checkStore } = await import('../../src-main/store/integrity.ts');
  const place = await storeWithAlarms(3);
  const check = (bytes: number): string => {
    const connection = connect({ file: place.file, mode: 'normal', log: silentLog });
    const verdict = checkStore(connection, place.file, bytes);
    connection.close();
    return verdict.kind;
  };
  const large = 3000 * 2 ** 20;
  overwrite(place.file, (rootPage(place.file, 'samples') - 1) * pageBytes, pageBytes);
  expect(check(large)).toBe('sound');
  markSuspect(place.file, 'seen in a test');
  expect(check(large)).toBe('corrupt');
});
