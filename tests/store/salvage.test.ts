/** What a corrupt store still holds and its backup doesn't: people, incidents and chat are taken over, and what was taken from somebody stays taken. */
import { closeSync, copyFileSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Account, ServiceKey } from '../../src-contract/domain/account.ts';
import type { SensorRecord } from '../../src-contract/domain/sensor.ts';
import type { Store } from '../../src-main/store/open-store.ts';
import { openChat, write } from './chat-fixture.ts';
import { append, opened, ravi } from './incident-fixture.ts';
import { morningMs, openTestStore, type Place, temporaryPlace } from './store-fixture.ts';

const account = (id: string): Account => ({
  ...{ id, username: id, email: null, role: 'admin', lines: null, createdMs: morningMs, createdBy: 'link', disabledMs: null },
});
const key = (id: string): ServiceKey => ({
  ...{ id, name: id, scopes: ['crowd:read'], createdBy: 'asha', createdMs: morningMs, lastUsedMs: null, expiresMs: null },
});
const sensor = (id: string): SensorRecord => ({
  ...{ id, type: 'traffic', name: id, location: null, approved: true, thresholds: [], calibration: [] },
  ...{ silentAfterS: null, addresses: [], addedBy: 'asha', addedMs: morningMs },
});
const block = (stretchId: string) => ({ stretchId, reason: 'crush', by: 'asha', atMs: morningMs, untilMs: null });
const act = (action: string) => ({ atMs: morningMs, actor: 'asha', action, target: null, details: {}, address: null });

function breakPage(place: Place, table: string): void {
  const sqlite = new Sqlite(place.file, { readonly: true });
  const page = Number(sqlite.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table));
  sqlite.close();
  const file = openSync(place.file, 'r+');
  writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, (page - 1) * 4096);
  closeSync(file);
}

/** What stands in the backup, and what happened after it was made. */
async function brokenStore(table: string, withBackup = true): Promise<Place> {
  const place = temporaryPlace();
  const before = openTestStore(place);
  for (const id of ['asha', 'meena']) before.accounts.create(account(id), 'hash');
  for (const id of ['revoked', 'kept']) before.serviceKeys.add(`hash of ${id}`, key(id));
  before.sensors.save([sensor('gone'), sensor('stays')]);
  for (const id of ['opened-again', 'closed-before']) before.walkBlocks.put(block(id));
  append(before, 'old', [opened]);
  write(
    openChat(before, () => morningMs),
    'before the backup',
    'c1',
  );
  before.audit.append(act('before'));
  await before.close();
  if (withBackup) {
    mkdirSync(place.backupFolder, { recursive: true });
    copyFileSync(place.file, join(place.backupFolder, 'kavach-2026-11-02T00-00-00-000Z-nightly.db'));
  }
  const after = openTestStore(place);
  after.accounts.change('meena', { disabledMs: morningMs + 1 });
  after.serviceKeys.revoke('revoked');
  after.serviceKeys.add('hash of new', key('new'));
  after.sensors.remove('gone');
  after.sensors.save([sensor('fresh')]);
  after.sensors.setKey('fresh', 'hash of its key');
  after.walkBlocks.remove('opened-again');
  after.walkBlocks.put(block('closed-since'));
  append(after, 'old', [{ kind: 'started' }], { before: after.incidents.find('old') });
  append(after, 'new', [opened]);
  write(
    openChat(after, () => morningMs + 5000),
    'after the backup',
    'c2',
  );
  after.settings.set('shift', { by: 'asha' });
  after.audit.append(act('after'));
  await after.close();
  breakPage(place, table);
  return place;
}

function known(store: Store) {
  return {
    incidents: store.incidents.open().map(({ id, status }) => [id, status]),
    report: store.incidents.findReport(ravi.id, 'new'),
    chat: store.chat.newest('western', 10).map(({ text }) => text),
    keys: store.serviceKeys
      .list()
      .map(({ id }) => id)
      .toSorted(),
    sensors: store.sensors.list().map(({ record, hasKey }) => [record.id, hasKey]),
    closed: store.walkBlocks.list().map(({ stretchId }) => stretchId),
    disabled: store.accounts
      .list()
      .filter(({ disabledMs }) => disabledMs !== null)
      .map(({ id }) => id),
    setting: store.settings.get('shift'),
    audit: store.audit.prove(),
  };
}

const everything = {
  incidents: [
    ['old', 'in-progress'],
    ['new', 'open'],
  ],
  report: { incidentId: 'new' },
  chat: ['before the backup', 'after the backup'],
  keys: ['kept', 'new'],
  sensors: [
    ['fresh', true],
    ['stays', false],
  ],
  closed: ['closed-before', 'closed-since'],
  disabled: ['meena'],
  setting: { by: 'asha' },
};

test.each([
  ['with a backup', true],
  ['without any backup', false],
])('a bad page among the samples, %s: nothing that anybody was told is lost', async (_name, withBackup) => {
  const store = openTestStore(await brokenStore('samples', withBackup));
  expect(store.opened).toMatchObject({
    kind: 'recovered',
    detail: expect.stringMatching(/\d+ records of people, incidents and chat/),
  });
  expect(known(store)).toMatchObject({ ...everything, audit: { kind: 'whole', entries: 2 } });
  // Numbers go on from where they were.
  expect(append(store, 'next', [opened]).events.map(({ seq }) => seq)).toEqual([4]);
  expect(store.audit.append(act('next')).seq).toBe(3);
  expect(store.audit.prove()).toMatchObject({ kind: 'whole', entries: 3 });
});

test('a table that can’t be read stays as the backup has it; the others are taken over', async () => {
  const store = openTestStore(await brokenStore('service_keys'));
  const { keys, ...rest } = everything;
  expect(keys).toHaveLength(2);
  expect(known(store)).toMatchObject({ ...rest, keys: ['kept', 'revoked'] });
});
