/** What is too old goes, what is too much goes oldest first, alarms stay their time, and nothing blocks for long. */
import { statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { connect } from '../../src-main/store/database.ts';
import {
  limits,
  makeSample,
  makeSession,
  makeTransition,
  morningMs,
  openTestStore,
  type Place,
  silentLog,
  temporaryPlace,
} from './store-fixture.ts';

const day = 86_400_000;

function countRows(place: Place, table: string): number {
  const connection = connect({ file: place.file, mode: 'read', log: silentLog });
  const count = connection.query<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? -1;
  connection.close();
  return count;
}

/** Rows of samples a second apart, up to `untilMs`. */
function fillSamples(place: Place, rows: number, untilMs: number): void {
  const connection = connect({ file: place.file, mode: 'normal', log: silentLog });
  connection.sqlite.exec(`INSERT INTO names VALUES (1, 'p1');
    WITH RECURSIVE seconds(i) AS (SELECT ${rows} UNION ALL SELECT i - 1 FROM seconds WHERE i > 1)
    INSERT INTO samples SELECT ${untilMs / 1000} - i, 1, 5.25, 1.125, 1, 1, 1, 0.875, 1 FROM seconds`);
  connection.close();
}

test('by age, each kind by its own limit', async () => {
  const place = temporaryPlace();
  const store = openTestStore(place, { retention: { ...limits, alarms_days: 100, rollups_days: 50 } });
  const agesDays = [0, 1, 3, 29, 31, 49, 51, 99, 101];
  for (const age of agesDays) {
    const atMs = morningMs - age * day;
    store.samples.add({ atMs, zones: [makeSample()] });
    store.tracks.add({ atMs, positions: [{ cameraId: 'c1', trackId: 1, at: [1, 2] }] });
    store.crossings.add([{ atMs, lineId: 'l1', cameraId: 'c1', trackId: 1, direction: 'in' }]);
    const closed = { id: `closed-${age}`, changedMs: atMs, closedMs: atMs, life: 'normal', active: false } as const;
    store.alarms.append([makeTransition(closed, 'closed')]);
    store.sessions.create(makeSession(`${age}`, { createdMs: atMs, expiresMs: atMs + 2 * day }));
  }
  store.alarms.append([makeTransition({ id: 'still-open', changedMs: morningMs - 300 * day })]);
  store.settle(morningMs + 120_000);
  await store.runRetention(morningMs);
  const left = ['samples', 'tracks', 'crossings', 'rollups_minute', 'rollups_hour', 'alarm_events', 'alarms', 'sessions'];
  expect(left.map((table) => [table, countRows(place, table)])).toEqual([
    ['samples', 4],
    ['tracks', 2],
    ['crossings', 4],
    ['rollups_minute', 6],
    ['rollups_hour', 6],
    ['alarm_events', 8],
    ['alarms', 9],
    ['sessions', 2],
  ]);
  expect(store.alarms.open().map((alarm) => alarm.id)).toEqual(['still-open']);
  expect(store.alarms.newestSeq()).toBe(10);
  const total = store.crossings.totals({ fromMs: 0, toMs: morningMs + 1 });
  expect([...total]).toEqual([['l1', { in: 4, out: 0 }]]);
});

test('numbers are never given again, even when every event has gone', async () => {
  const place = temporaryPlace();
  const first = openTestStore(place);
  first.alarms.append([makeTransition({ closedMs: morningMs }, 'closed')]);
  await first.runRetention(morningMs + 3000 * day);
  expect(countRows(place, 'alarm_events')).toBe(0);
  expect(first.alarms.newestSeq()).toBe(1);
  await first.close();
  expect(openTestStore(place).alarms.append([makeTransition()])[0]?.seq).toBe(2);
});

test('by size: oldest samples first, alarms never; the file shrinks and the loop stays free', async () => {
  const place = temporaryPlace();
  await openTestStore(place).close();
  fillSamples(place, 120_000, morningMs);
  const before = statSync(place.file).size;
  const store = openTestStore(place, { retention: { ...limits, max_database_mb: 2 } });
  store.alarms.append(Array.from({ length: 50 }, (_, i) => makeTransition({ id: `a${i}`, changedMs: morningMs - 40 * day })));
  let turns = 0;
  let watching = true;
  const watch = (): void => {
    turns++;
    if (watching) setImmediate(watch);
  };
  watch();
  const report = await store.runRetention(morningMs);
  watching = false;
  expect(report.overSize).toBe(false);
  expect(report.removedRows).toBeGreaterThan(50_000);
  expect(store.alarms.open()).toHaveLength(50);
  const newest = {
    zone: 'p1',
    fromMs: morningMs - 10_000,
    toMs: morningMs,
    resolution: 'second',
    limit: 100,
    estimates: true,
  } as const;
  expect(store.history.zone(newest).points).toHaveLength(10);
  await store.close();
  expect(before).toBeGreaterThan(4 * 2 ** 20);
  // 2 MB of rows, and up to 1.8 MB of pages kept free for what comes next.
  expect(statSync(place.file).size).toBeLessThan(4 * 2 ** 20);
  // 1,000 rows take about a millisecond; between any two pieces everything else had its turn.
  expect(turns).toBeGreaterThan(report.removedRows / 1000);
});

test('when alarms alone are more than the limit they stay, and health says so', async () => {
  const store = openTestStore(temporaryPlace(), { retention: { ...limits, max_database_mb: 0.1 } });
  store.alarms.append(Array.from({ length: 200 }, (_, i) => makeTransition({ id: `a${i}` })));
  expect(await store.runRetention(morningMs)).toMatchObject({ overSize: true });
  expect(store.alarms.open()).toHaveLength(200);
  expect(store.health()).toMatchObject({ state: 'degraded', detail: expect.stringContaining('max_database_mb') });
});

test('closing in the middle of a run ends it', async () => {
  const place = temporaryPlace();
  await openTestStore(place).close();
  fillSamples(place, 50_000, morningMs - 40 * day);
  const store = openTestStore(place);
  const run = store.runRetention(morningMs);
  await store.close();
  await run;
  expect(countRows(place, 'samples')).toBeGreaterThan(0);
});
