/** SQLite's log (`-wal`) taken away, or another store's in its place: the store opens with what its file holds, says what is lost, and goes on. */
import { copyFileSync, cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { storeConditions } from '../../src-main/composition/health.ts';
import type { Store } from '../../src-main/store/open-store.ts';
import { makeTransition, openTestStore, type Place, temporaryFolder, temporaryPlace } from './store-fixture.ts';

/** As a kill leaves it: `kept` events in the file from a run before, and a log with 200 more, of which some are in the file as well. */
async function killedStore(prefix: string, kept = 50): Promise<Place> {
  const running = temporaryPlace();
  const before = openTestStore(running);
  before.alarms.append(Array.from({ length: kept }, (_, i) => makeTransition({ id: `${prefix}-kept-${i}` })));
  await before.close();
  const store = openTestStore(running);
  for (let i = 0; i < 200; i++) store.alarms.append([makeTransition({ id: `${prefix}-${i}` })]);
  const folder = join(temporaryFolder(), 'killed');
  cpSync(running.folder, folder, { recursive: true });
  return { folder, file: join(folder, 'kavach.db'), backupFolder: join(folder, 'backups') };
}

const idsOf = (store: Store): string[] => store.alarms.open().map(({ id }) => id);

function expectGoesOn(store: Store): void {
  const before = store.alarms.newestSeq();
  expect(store.alarms.append([makeTransition({ id: 'next' })]).map(({ seq }) => seq)).toEqual([before + 1]);
}

test('with its log nothing is lost, and nobody is told', async () => {
  const store = openTestStore(await killedStore('a'));
  expect(idsOf(store)).toHaveLength(250);
  expect(store.opened).toMatchObject({ endedInOrder: false, logLost: null });
  expect(storeConditions(store)).toEqual([]);
});

test('without its log: what the file holds is there, the operator is told, and it goes on', async () => {
  const place = await killedStore('a');
  rmSync(`${place.file}-wal`);
  const store = openTestStore(place);
  expect(idsOf(store).filter((id) => id.startsWith('a-kept-'))).toHaveLength(50);
  expect(idsOf(store).length).toBeLessThan(250);
  expect(storeConditions(store)).toMatchObject([
    { kind: 'store-fault', facts: { reason: expect.stringMatching(/-wal is missing/) } },
  ]);
  expectGoesOn(store);
  await store.close();
  expect(storeConditions(openTestStore(place))).toEqual([]);
});

test.each([
  ['as large', 50],
  ['smaller', 5],
  ['larger', 800],
])('with the log of another store, %s: none of its events gets in', async (_name, kept) => {
  const [place, other] = [await killedStore('a'), await killedStore('other', kept)];
  copyFileSync(`${other.file}-wal`, `${place.file}-wal`);
  rmSync(`${place.file}-shm`, { force: true });
  const store = openTestStore(place);
  expect(idsOf(store).filter((id) => id.startsWith('other'))).toEqual([]);
  expect(idsOf(store).filter((id) => id.startsWith('a-kept-'))).toHaveLength(50);
  const [told] = storeConditions(store);
  expect(told?.facts).toMatchObject({ reason: expect.stringMatching(/another store's/) });
  expect(existsSync(/set aside as (\S+);/.exec(String(told?.facts['reason']))?.[1] ?? '')).toBe(true);
  expectGoesOn(store);
});
