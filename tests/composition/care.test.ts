/** What leaves the station in a diagnostics bundle, what it keeps and for how long, and the naming of a new one; with the real store and files. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import StreamZip from 'node-stream-zip';
import { describe, expect, it } from 'vitest';
import { siteConfigSchema } from '../../src-contract/site-config.ts';
import { createStoreThread } from '../../src-main/backups/store-thread.ts';
import { findAppFiles } from '../../src-main/composition/app-files.ts';
import { createCare } from '../../src-main/composition/care.ts';
import { lastLogLines, openLogFile } from '../../src-main/log-file.ts';
import { retentionReplyOf } from '../../src-main/server/wire/retention.ts';
import { settingsSchema } from '../../src-main/settings.ts';
import { loadSiteFile } from '../../src-main/site-file.ts';
import {
  makeSession,
  makeTransition,
  morningMs,
  openTestStore,
  temporaryFolder,
  temporaryPlace,
} from '../store/store-fixture.ts';

const files = findAppFiles(join(import.meta.dirname, '../../src-main'));
const thread = createStoreThread(new URL('../../src-main/backups/worker.ts', import.meta.url));
const adminKey = 'Adm1nKeyThatNobodyMaySeeOutside-123456789';
const dayMs = 86_400_000;

function care(station = { id: 'DDR', name: 'Dadar' }) {
  const place = temporaryPlace();
  const store = openTestStore(place);
  let restarts = 0;
  const site = siteConfigSchema.parse({
    station: { ...station, lines: ['western'], location: [72.84, 19.02] },
    cameras:
      station.id === 'NEW'
        ? []
        : [{ id: 'c1', name: 'Gate', source: 'rtsp://operator1:geheim%2F42@10.20.30.40:554/stream1?token=abcd1234' }],
  });
  const port = createCare({
    ...{ store, site, files, adminKey, thread, dataFolder: place.folder, siteFile: files.demoSite, cameras: () => [] },
    settings: settingsSchema.parse({
      DATABASE_URL: 'postgres://kavach:PgSecret99@db.example/kavach',
      OPENWEATHER_API_KEY: 'a1b2c3d4e5f6a7b8c9d0',
    }),
    clock: { nowMs: () => morningMs },
    restart: () => {
      restarts += 1;
    },
  });
  return { port, store, folder: place.folder, restarts: () => restarts };
}

async function unzipped(folder: string, bytes: Uint8Array): Promise<Record<string, string>> {
  const file = join(folder, 'bundle.zip');
  writeFileSync(file, bytes);
  const zip = new StreamZip.async({ file });
  const names = Object.keys(await zip.entries());
  const texts = await Promise.all(names.map(async (name) => [name, (await zip.entryData(name)).toString('utf8')] as const));
  await zip.close();
  return Object.fromEntries(texts);
}

describe('a diagnostics bundle', () => {
  it('tells what a specialist needs and none of the planted secrets', async () => {
    const { port, store, folder } = care();
    store.accounts.create(
      {
        id: 'a1',
        username: 'asha.kulkarni',
        email: 'asha@rail.example',
        role: 'operator',
        lines: null,
        createdMs: 1,
        createdBy: 'x',
        disabledMs: null,
      },
      'argon2-hash-of-asha',
    );
    store.sessions.create(makeSession('phone-secret-hash', { id: 'p', kind: 'phone', name: 'Ravi Pawar' }));
    writeFileSync(join(folder, 'secret.key'), 'TheKeyThatTokensAreSignedWith-0123456789\n');
    store.alarms.append([makeTransition()]);
    const log = openLogFile(join(folder, 'logs'));
    log.write('{"msg":"asha.kulkarni signed in from 10.20.30.41"}\n');
    log.write('{"msg":"Ravi Pawar, +91 98200 12345 or 9820012345, called"}\n');
    log.write(`{"msg":"cookie: kavach_session=S3cretCookieValue, x-api-key: ${adminKey}"}\n`);
    log.write('{"msg":"ffmpeg: rtsp://operator1:geheim/42@10.20.30.40:554 refused; password geheim/42"}\n');
    log.write('{"by":"Meena who left","msg":"a code was made"}\n');
    log.write('{"msg":"part started","tookMs":12}\n');
    const texts = await unzipped(folder, await port.diagnostics({ 'metrics.txt': 'kavach_http 1', 'health.json': '[]' }));
    const all = Object.values(texts).join('\n');
    for (const secret of [
      ...[
        'geheim',
        '10.20.30',
        'abcd1234',
        'operator1',
        'PgSecret99',
        'a1b2c3d4e5f6',
        adminKey,
        'TheKeyThatTokens',
        'S3cretCookie',
      ],
      ...['asha', 'Kulkarni', 'rail.example', 'argon2-hash', 'Ravi', 'Pawar', 'Meena', '98200', 'phone-secret-hash'],
    ])
      expect(all.toLowerCase()).not.toContain(secret.toLowerCase());
    expect(Object.keys(texts).sort()).toEqual([
      'README.txt',
      'about.json',
      'alarms.json',
      'cameras.json',
      'health.json',
      'log.txt',
      'metrics.txt',
      'settings.json',
      'site.json',
      'store.json',
    ]);
    expect(texts['log.txt']).toMatch(/part started/);
    expect(texts['site.json']).toMatch(/rtsp:\/\/\*\*\*@\(host\)\/stream1/);
    expect(texts['alarms.json']).toMatch(/crowd-density/);
    expect(JSON.parse(texts['about.json'] ?? '')).toMatchObject({
      version: expect.any(String),
      notices: expect.arrayContaining([]),
    });
  });

  it('has a log of bounded size, the newest lines of which stay', () => {
    const folder = join(temporaryFolder(), 'logs');
    const log = openLogFile(folder, 1000);
    for (let line = 0; line < 500; line++) log.write(`line ${line}\n`);
    const kept = lastLogLines(folder, 10_000);
    expect(kept.at(-1)).toBe('line 499');
    expect(kept.length).toBeLessThan(700);
    expect(lastLogLines(folder, 3)).toEqual(['line 497', 'line 498', 'line 499']);
  });
});

describe('what is kept', () => {
  it('is counted by setting, with what a shorter time would let go and what will be there once it is full', async () => {
    const { port, store } = care();
    store.alarms.append([makeTransition({ id: 'old', changedMs: morningMs - 40 * dayMs }), makeTransition()]);
    const keepFrom = { samples_days: 0, tracks_days: 0, rollups_days: 0, alarms_days: morningMs - 30 * dayMs, chat_days: 0 };
    const kept = await port.kept(keepFrom);
    const alarms = kept.find(({ setting }) => setting === 'alarms_days');
    expect(alarms).toMatchObject({ rows: 2, older: 1, oldestMs: morningMs - 40 * dayMs });
    const reply = retentionReplyOf({ kept, limits: port.retention(), storeBytes: 1, revision: 'r', nowMs: morningMs });
    const told = reply.kept.find(({ setting }) => setting === 'alarms_days');
    expect(told?.bytes_per_day).toBe(Math.round((alarms?.bytes ?? 0) / 40));
    expect(told?.expected_bytes).toBe((told?.bytes_per_day ?? 0) * 1825);
    expect(reply.kept.find(({ setting }) => setting === 'chat_days')).toMatchObject({ rows: 0, bytes_per_day: null });
  });
});

describe('the first run', () => {
  const dadar = { id: 'DDR', name: 'Dadar', lines: ['western'], location: [72.84, 19.02], network: 'mumbai-suburban' } as const;

  it('names a new station once, and remembers what was skipped or put away', () => {
    const { port, folder, restarts } = care({ id: 'NEW', name: 'New station' });
    expect(port.firstRun.read()).toMatchObject({ state: 'open', done: [], station: { is_new: true } });
    expect(port.firstRun.read().networks[0]?.stations).toContainEqual(expect.objectContaining({ code: 'DDR' }));
    port.firstRun.skip('camera');
    port.firstRun.dismiss(true);
    expect(port.firstRun.read()).toMatchObject({ state: 'dismissed', skipped: ['camera'] });
    port.firstRun.name(dadar);
    expect(restarts()).toBe(1);
    expect(loadSiteFile(join(folder, 'site.yaml'))).toMatchObject({
      network: 'mumbai-suburban',
      station: { id: 'DDR', name: 'Dadar' },
    });
    expect(port.firstRun.read()).toMatchObject({ state: 'open', skipped: ['camera'] });
  });

  it('keeps what was set up before the name, and leaves a station that has one alone', () => {
    const { port, folder } = care({ id: 'NEW', name: 'New station' });
    const before = readFileSync(join(import.meta.dirname, '../../resources/new-site/site.yaml'), 'utf8');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'site.yaml'), `${before}zones:\n  - { id: p1, name: Platform 1, kind: waiting }\n`);
    port.firstRun.name(dadar);
    expect(loadSiteFile(join(folder, 'site.yaml')).zones.map(({ id }) => id)).toEqual(['p1']);
    const named = care().port.firstRun;
    expect(named.read().state).toBe('not-needed');
    expect(() => named.name(dadar)).toThrow(/is Dadar already/);
  });
});
