/**
 * The desktop in Electron itself, wherever a binary is found: ELECTRON_PATH, or the one that its package has fetched. Where there is none it
 * says so on stderr; desktop.test.ts then has shown all that can be shown without it. What is looked at here is what a stand-in can't prove:
 * the sandbox, the isolated world, the custom protocol, the port to the station's process.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repositoryRoot } from '../../src-main/commands/station-process.ts';
import { until } from '../fixtures/until.ts';

const binary = electronBinary();
if (binary === null)
  process.stderr.write(
    '\n*** The desktop was NOT tested in Electron: there is no binary. Name one in ELECTRON_PATH, or: node node_modules/electron/install.js ***\n\n',
  );

function electronBinary(): string | null {
  const named = process.env['ELECTRON_PATH'];
  if (named !== undefined) return named;
  const folder = join(repositoryRoot, 'node_modules/electron');
  if (!existsSync(join(folder, 'path.txt'))) return null;
  const own = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
  return existsSync(own) ? own : null;
}

describe.skipIf(binary === null)('the desktop in Electron', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kavach-electron-'));
  let app: ElectronApplication;
  let page: Page;

  beforeAll(async () => {
    // A container has no place for Chromium's sandbox of processes; that of the pages is looked at below.
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const station = ['--data', join(folder, 'data'), '--port', '0', '--host', '127.0.0.1'];
    const own = { KAVACH_MDNS: 'off', KAVACH_ONLINE: 'off', KAVACH_DETECTION: 'off', MQTT_PORT: '0', TCP_PORT: '0' };
    const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
    app = await _electron.launch({
      executablePath: binary ?? '',
      args: [...asRoot, `--user-data-dir=${join(folder, 'desktop')}`, repositoryRoot, ...station],
      env: { ...Object.fromEntries(inherited), ...own },
    });
    page = await app.firstWindow();
  });
  afterAll(async () => {
    await app?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('opens the control room, signed in', async () => {
    await page.locator('[data-look="connected"]').waitFor({ timeout: 90_000 });
    expect(page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/(#\/)?$/);
  });

  it('locks its page in', async () => {
    const seen = await page.evaluate(() => ({
      node: ['require', 'process', 'module', 'ipcRenderer'].filter((name) => name in window),
      calls: Object.keys((window as unknown as { kavachDesktop: object }).kavachDesktop).sort(),
    }));
    expect(seen).toEqual({ node: [], calls: ['openWindow', 'quit', 'setKiosk', 'startStation'] });
    const before = page.url();
    await page.evaluate(() => window.location.assign('https://example.invalid/'));
    await page.evaluate(() => window.open('http://example.invalid/'));
    expect(page.url()).toBe(before);
    expect(app.windows()).toHaveLength(1);
  });

  it('has its page back after the station’s process was killed', async () => {
    const kill = () =>
      app.evaluate(({ app: electron }) => {
        const station = electron.getAppMetrics().find(({ name }) => name === 'Kavach station');
        if (station !== undefined) process.kill(station.pid, 'SIGKILL');
        return station?.pid ?? null;
      });
    expect(await kill()).not.toBeNull();
    await until('the lost link', async () => (await page.locator('[data-look="connected"]').count()) === 0);
    await page.locator('[data-look="connected"]').waitFor({ timeout: 90_000 });
  });
});
