/**
 * An update of the desktop on a real station, with a stand-in of Electron: found in a feed, put off by a real alarm, then backed up by the
 * station, put in place and handed to its guard. What the guard and the newer version do then is in tests/desktop/updates.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openBrowser } from '../../src-main/commands/browser.ts';
import { type Desktop, startDesktop } from '../../src-main/desktop/start-desktop.ts';
import { updateLimits } from '../../src-main/desktop/updates/limits.ts';
import { moveOf, openUpdateState } from '../../src-main/desktop/updates/update-state.ts';
import { createLog } from '../../src-main/log.ts';
import { version } from '../../src-main/version.ts';
import { openStandIn, type StandIn } from '../fixtures/electron/stand-in.ts';
import { until } from '../fixtures/until.ts';
import { makeFeed } from '../fixtures/updates/feed.ts';
import { versionIn } from '../fixtures/updates/write-program.ts';

const isHere = process.platform === 'linux';
if (!isHere) process.stderr.write('kavach: the update of a station was NOT tested: AppImages are Linux’s\n');

const site = `
station: {id: DDR, name: Dadar, lines: [western], location: [72.8, 19]}
zones: [{id: p1, name: Platform 1, kind: waiting, ground: [[0, 0], [9, 0], [9, 6], [0, 6]]}]
`;
const settings = { HOST: '127.0.0.1', KAVACH_MDNS: 'off', KAVACH_ONLINE: 'off', KAVACH_DETECTION: 'off', LOG_LEVEL: 'error' };
const next = '9.0.0';
const feed = makeFeed();
const program = join(feed.root, 'place/kavach.AppImage');
const userData = join(feed.root, 'desktop');

let browser: Browser;
let standIn: StandIn;
let desktop: Desktop;

/** As after an update, and after the way back: the same folders, another start. */
async function start(): Promise<void> {
  standIn = await openStandIn(browser, userData, { ...settings, MQTT_PORT: '0', TCP_PORT: '0' });
  desktop = startDesktop({
    parts: standIn.parts,
    stationArgs: ['--site', join(feed.root, 'site.yaml'), '--data', join(feed.root, 'data'), '--port', '0'],
    updates: { file: join(feed.root, 'updates.json'), limits: { ...updateLimits, firstLookMs: 100 } },
    log: createLog('silent'),
  });
  await until('the station', () => standIn.said.tooltip.includes('Dadar') && origin().startsWith('http'), 90_000);
}

/** With its windows, as Electron ends: a page that still loads would be asked for again and again when the browser goes. */
async function end(): Promise<void> {
  await desktop?.quit();
  for (const window of standIn?.windows ?? []) window.destroy();
}

beforeAll(async () => {
  if (!isHere) return;
  mkdirSync(join(feed.root, 'place'));
  // The one in use is only ever started as a guard here.
  writeFileSync(program, `#!/bin/sh\necho "$@" > '${feed.root}/guard.txt'\n# "version":"${version}"`, { mode: 0o755 });
  vi.stubEnv('APPIMAGE', program);
  writeFileSync(join(feed.root, 'updates.json'), JSON.stringify(feed.settings));
  writeFileSync(join(feed.root, 'site.yaml'), site);
  await feed.publish({ version: next, does: 'runs', data: feed.root, updates: null });
  browser = await openBrowser();
  await start();
});
afterAll(async () => {
  await end();
  await browser?.close();
  vi.unstubAllEnvs();
  rmSync(feed.root, { recursive: true, force: true });
});

const origin = (): string => new URL(standIn.windows[0]?.webContents.getURL() ?? '').origin;
const notes = (): unknown[] => standIn.notifications.map(({ options }) => options.body);

function backups(): string[] {
  const folder = join(feed.root, 'data/backups');
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

async function ask<T>(method: string, path: string, body: object | null = null): Promise<T> {
  const key = readFileSync(join(feed.root, 'data/admin.key'), 'utf8').trim();
  const headers = { 'X-API-Key': key, 'Content-Type': 'application/json' };
  const response = await fetch(origin() + path, { method, headers, ...(body === null ? {} : { body: JSON.stringify(body) }) });
  expect(response.status).toBeLessThan(300);
  return (await response.json()) as T;
}

function clickInTray(label: string): boolean {
  const item = standIn.said.menu.find((one) => one.label === label);
  item?.click?.(...([] as unknown as Parameters<NonNullable<typeof item.click>>));
  return item !== undefined;
}

const offer = `Install version ${next}…`;

describe.skipIf(!isHere)('an update of a station that runs', () => {
  it('is offered in the tray, and waits while a high alarm is active', async () => {
    await until('the offer', () => standIn.said.menu.some(({ label }) => label === offer));
    const report = { station_id: 'DDR', severity: 'high', description: 'Somebody fell', zone_id: 'p1' };
    const incident = await ask<{ id: string }>('POST', '/api/panic', report);
    await until('the alarm', () => standIn.said.tooltip.includes('1 high'));
    await until('the offer', () => clickInTray(offer));
    await until('the word', () => notes().includes('The update waits: a high alarm is active. See to it first.'));
    expect(backups()).toEqual([]);
    await ask('PATCH', `/api/incidents/${incident.id}`, { status: 'resolved', outcome: 'Helped up, unhurt' });
  });

  it('is put in place once the alarm is over, after a backup that the station has made, and is handed to its guard', async () => {
    await until('the end of the desktop', () => {
      clickInTray(offer);
      return standIn.said.exits.length > 0;
    });
    const [store = '', noteFile = ''] = backups();
    expect(backups()).toEqual([expect.stringMatching(/-before-update\.db$/), expect.stringMatching(/-before-update\.json$/)]);
    const note = JSON.parse(readFileSync(join(feed.root, 'data/backups', noteFile), 'utf8')) as unknown;
    expect(note).toMatchObject({ reason: 'before-update', station: { id: 'DDR' }, kavachVersion: version });
    expect(versionIn(readFileSync(program, 'utf8'))).toBe(next);
    const folder = join(userData, 'updates');
    expect(versionIn(readFileSync(join(folder, 'previous/program'), 'utf8'))).toBe(version);
    const { phase } = openUpdateState(folder, createLog('silent')).read();
    expect(phase).toMatchObject({ kind: 'trial', from: version, to: next, program, backup: { name: store.slice(0, -3) } });
    const words = await until(
      'the guard',
      () => existsSync(join(feed.root, 'guard.txt')) && readFileSync(join(feed.root, 'guard.txt'), 'utf8'),
    );
    expect(words).toContain(`--guard-update=${process.pid}:${folder}`);
    expect(standIn.stations.map(({ exitCode }) => exitCode)).toEqual([0]);
  });

  it('that changed the layout of the store and was taken back gives the store back too, and says what is missing', async () => {
    await end();
    const state = openUpdateState(join(userData, 'updates'), createLog('silent'));
    const { phase } = state.read();
    if (phase.kind !== 'trial') throw new Error(`the phase is ${phase.kind}`);
    state.write({ phase: { kind: 'returned', ...moveOf(phase), why: 'it ended with 3', atMs: Date.now(), isSettled: false } });
    const newer = new Sqlite(join(feed.root, 'data/kavach.db'));
    newer.pragma('user_version = 9999');
    newer.close();
    await start();
    const missing =
      /^Version 9\.0\.0 did not run well \(it ended with 3\)\. .* is missing from it\. The newer store is set aside\.$/;
    await until('the word', () => notes().some((body) => missing.test(String(body))));
    const acts = async (): Promise<string[]> => {
      const { entries } = await ask<{ entries: { action: string }[] }>('GET', '/api/audit');
      return entries.map(({ action }) => action).filter((action) => /Update|restore/.test(action));
    };
    await until('the note', async () => (await acts()).length === 2);
    expect(await acts()).toEqual(['takeBackUpdate', 'restoreBackup']);
    expect(readdirSync(join(feed.root, 'data/set-aside'))).toHaveLength(1);
    expect(state.read().phase).toMatchObject({ kind: 'returned', isSettled: true });
  });
});
