/** `npm run backup` before a data folder whose station doesn't run: copies, a sealed archive, its way to a new machine and back into the old. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockDataFolder } from '../../src-main/access/data-lock.ts';
import { applyPendingRestore } from '../../src-main/backups/pending-restore.ts';
import { makeTransition, openTestStore, type Place, temporaryPlace } from '../store/store-fixture.ts';
import { runCommand } from './run-command.ts';

const site = 'station: {id: DDR, name: Dadar, lines: [western], location: [72.843, 19.0186]}\n';
const passphrase = 'platform two at dawn';

async function stationFolder(): Promise<{ place: Place; secret: string; archive: string }> {
  const place = temporaryPlace();
  await addAlarms(place, 10);
  writeFileSync(join(place.folder, 'site.yaml'), site);
  writeFileSync(join(place.folder, 'admin.key'), 'a-key-of-the-station');
  const [secret, archive] = [join(place.folder, 'passphrase'), join(place.folder, 'dadar.kavach-backup')];
  writeFileSync(secret, `${passphrase}\n`, { mode: 0o600 });
  return { place, secret, archive };
}

async function addAlarms(place: Place, count: number): Promise<void> {
  const store = openTestStore(place);
  const from = store.alarms.newestSeq();
  store.alarms.append(Array.from({ length: count }, (_, i) => makeTransition({ id: `a${from + i}` })));
  await store.close();
}

const alarmsIn = (place: Place): number => openTestStore(place).alarms.open().length;

test('saves a sealed archive, verifies it, and brings it to a new machine', async () => {
  const { place, secret, archive } = await stationFolder();
  const pass = ['--passphrase-file', secret];
  const saved = await runCommand('backup', ['save', archive, '--data', place.folder, ...pass]);
  expect(saved, saved.said).toMatchObject({ code: 0, said: expect.stringContaining('10 alarm events') });
  expect(statSync(archive).mode & 0o777).toBe(0o600);
  expect(readFileSync(archive).includes('a-key-of-the-station')).toBe(false);
  expect(readdirSync(place.backupFolder)).toEqual([]);

  const sound = await runCommand('backup', ['verify', archive, ...pass]);
  expect(sound, sound.said).toMatchObject({
    code: 0,
    said: expect.stringMatching(/is sound: Dadar \(DDR\)[\s\S]*10 alarm events/),
  });
  const changed = Buffer.from(readFileSync(archive));
  changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1;
  writeFileSync(`${archive}.changed`, changed);
  expect(await runCommand('backup', ['verify', `${archive}.changed`, ...pass])).toMatchObject({
    code: 1,
    said: expect.stringMatching(/passphrase is wrong, or the file was changed/),
  });

  const there = temporaryPlace();
  const folder = join(there.folder, 'new');
  const restored = await runCommand('backup', ['restore', archive, '--data', folder, ...pass]);
  expect(restored, restored.said).toMatchObject({ code: 0, said: expect.stringContaining(`--site ${folder}/site.yaml`) });
  expect(readFileSync(join(folder, 'admin.key'), 'utf8')).toBe('a-key-of-the-station');
  expect(applyPendingRestore(folder)).toMatchObject({ from: 'upload', by: expect.stringMatching(/npm run backup/) });
  expect(alarmsIn({ folder, file: join(folder, 'kavach.db'), backupFolder: join(folder, 'backups') })).toBe(10);
});

test('a copy is made, verified and restored; nothing goes without the station’s name', async () => {
  const { place } = await stationFolder();
  const data = ['--data', place.folder];
  const made = await runCommand('backup', ['now', ...data]);
  const name = /made (\S+):/.exec(made.said)?.[1] ?? made.said;
  expect(await runCommand('backup', ['verify', join(place.backupFolder, `${name}.db`)])).toMatchObject({ code: 0 });
  await addAlarms(place, 5);
  const unasked = await runCommand('backup', ['restore', name, ...data]);
  expect(unasked).toMatchObject({
    code: 1,
    said: expect.stringMatching(/lacks what came since: 5 alarm events[\s\S]*--station "Dadar"/),
  });
  expect(alarmsIn(place)).toBe(15);
  const restored = await runCommand('backup', ['restore', name, ...data, '--station', 'Dadar']);
  expect(restored, restored.said).toMatchObject({ code: 0 });
  expect(alarmsIn(place)).toBe(10);
  expect((await runCommand('backup', ['list', ...data])).said).toMatch(
    /read again and sound: 10 alarm events[\s\S]*set aside by a restore/,
  );
});

test.each([
  ['a passphrase that others may read', { mode: 0o644, text: passphrase }, /others may read/],
  ['a short one', { mode: 0o600, text: 'short' }, /at least 12 characters/],
  ['none, and nobody to ask', null, /nobody can be asked/],
])('refuses %s', async (_name, file, reason) => {
  const { place, secret, archive } = await stationFolder();
  const named = `${secret}-other`;
  if (file !== null) writeFileSync(named, file.text, { mode: file.mode });
  const pass = file === null ? [] : ['--passphrase-file', named];
  const { code, said } = await runCommand('backup', ['save', archive, '--data', place.folder, ...pass]);
  expect({ code, said }).toMatchObject({ code: 1, said: expect.stringMatching(reason) });
  expect(existsSync(archive)).toBe(false);
});

test('says where no station has run, and where one doesn’t answer', async () => {
  const { place } = await stationFolder();
  expect((await runCommand('backup', ['now', '--data', join(place.folder, 'nothing')])).said).toMatch(/no station has run in/);
  const unlock = await lockDataFolder(place.folder);
  const { code, said } = await runCommand('backup', ['list', '--data', place.folder]);
  unlock();
  expect({ code, said }).toMatchObject({ code: 1, said: expect.stringMatching(/doesn’t answer at/) });
});
