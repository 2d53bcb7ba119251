/**
 * The desktop shell on a real station, with a stand-in of Electron: its windows are real Chromium pages with the real, built preload in a
 * world of its own; the station is the real, built one in a process of its own. What only Electron itself can show is in electron.test.ts.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ipcChannel } from '../../src-contract/ipc.ts';
import { openBrowser } from '../../src-main/commands/browser.ts';
import { type Desktop, startDesktop } from '../../src-main/desktop/start-desktop.ts';
import { createLog } from '../../src-main/log.ts';
import { openStandIn, type StandIn } from '../fixtures/electron/stand-in.ts';
import type { StandInWindow } from '../fixtures/electron/stand-in-window.ts';
import { isThorough } from '../fixtures/thorough.ts';
import { until } from '../fixtures/until.ts';

const site = `
station: {id: T, name: Dadar, lines: [western], location: [72.8, 19]}
zones: [{id: p1, name: Platform 1, kind: waiting, ground: [[0, 0], [9, 0], [9, 6], [0, 6]]}]
`;
const settings = { HOST: '127.0.0.1', KAVACH_MDNS: 'off', KAVACH_ONLINE: 'off', KAVACH_DETECTION: 'off', LOG_LEVEL: 'error' };
const folder = mkdtempSync(join(tmpdir(), 'kavach-desktop-'));
const userData = join(folder, 'desktop');

let browser: Browser;
let standIn: StandIn;
let desktop: Desktop;

beforeAll(async () => {
  writeFileSync(join(folder, 'site.yaml'), site);
  browser = await openBrowser();
  standIn = await openStandIn(browser, userData, { ...settings, MQTT_PORT: '0', TCP_PORT: '0' });
  const stationArgs = ['--site', join(folder, 'site.yaml'), '--data', join(folder, 'data'), '--port', '0'];
  desktop = startDesktop({ parts: standIn.parts, stationArgs, updates: null, log: createLog('silent') });
});
afterAll(async () => {
  await desktop?.quit();
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The first that the desktop has made, the control room. */
function room(): StandInWindow {
  const [first] = standIn.windows;
  if (first === undefined) throw new Error('there is no window');
  return first;
}

function pageOf(window: StandInWindow): Promise<Page> {
  return window.page();
}

/** Signed in, and its live link up. */
async function isLive(): Promise<boolean> {
  return (await (await pageOf(room())).locator('[data-look="connected"]').count()) > 0;
}

const roomIsLive = (): Promise<boolean> => until('a live control room', isLive);

const origin = (): string => new URL(room().webContents.getURL()).origin;

describe('the desktop shell', () => {
  it('shows its own page first, then opens the control room signed in, without the link in sight', async () => {
    const page = await pageOf(room());
    await page.getByText('The station is starting').waitFor();
    expect(room().webContents.getURL()).toBe('kavach://shell/station');
    await roomIsLive();
    expect(room().webContents.getURL()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/(#\/)?$/);
    expect(room().options.webPreferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
    expect(standIn.said.tooltip).toContain('Dadar');
    expect(standIn.said.awake).toBe(1);
  });

  it('gives the page its calls and nothing of what lies behind them', async () => {
    const page = await pageOf(room());
    const seen = await page.evaluate(() => ({
      calls: Object.keys((window as unknown as { kavachDesktop: object }).kavachDesktop).sort(),
      behind: ['standInInvoke', 'standInRaw', 'require', 'process', 'ipcRenderer'].filter((name) => name in window),
    }));
    expect(seen).toEqual({ calls: ['openWindow', 'quit', 'setKiosk', 'startStation'], behind: [] });
  });

  it('opens a further window on the other screen, and remembers both', async () => {
    const page = await pageOf(room());
    await page.evaluate(() =>
      (window as unknown as { kavachDesktop: { openWindow(payload: object): Promise<void> } }).kavachDesktop.openWindow({
        screen: 'map',
      }),
    );
    const map = await until('the second window', () => standIn.windows[1]);
    await until('its page', () => map.webContents.getURL().endsWith('/#/window/map'));
    await (await pageOf(map)).getByText('Dadar').first().waitFor();
    expect(map.options.x).toBeGreaterThanOrEqual(1366);
    await page.evaluate(() =>
      (window as unknown as { kavachDesktop: { setKiosk(payload: object): Promise<void> } }).kavachDesktop.setKiosk({ on: true }),
    );
    expect(room().isKiosk()).toBe(true);
    const places = JSON.parse(readFileSync(join(userData, 'windows.json'), 'utf8')) as unknown;
    expect(places).toMatchObject({ 'control-room': { kiosk: true, open: true }, map: { display: 2, open: true } });
    map.close();
  });

  it('refuses forged senders and malformed payloads', async () => {
    const { id } = room().webContents;
    const ours = { id, url: `${origin()}/` };
    const open = ipcChannel('openWindow');
    const refused = [
      standIn.invokeFrom(open, { id, url: 'https://evil.example/' }, { screen: 'map' }),
      standIn.invokeFrom(open, { id, url: `${origin()}.evil.example/` }, { screen: 'map' }),
      standIn.invokeFrom(open, { ...ours, isTop: false }, { screen: 'map' }),
      standIn.invokeFrom(open, { ...ours, id: 9999 }, { screen: 'map' }),
      standIn.invokeFrom(open, ours, { screen: 'https://evil.example/' }),
      standIn.invokeFrom(open, ours, { screen: 'map', also: 1 }),
      standIn.invokeFrom(ipcChannel('setKiosk'), ours, { on: 'yes' }),
      standIn.invokeFrom(ipcChannel('startStation'), ours, undefined),
    ];
    for (const call of refused) await expect(call).rejects.toThrow('was refused');
    const preload = await room().preload();
    expect(await preload.invokeRaw(open, { screen: 'nowhere' })).toBe('openWindow was refused');
    expect(await preload.invokeRaw('kavach:readFile', '/etc/passwd')).toBe('nobody answers kavach:readFile');
    expect(standIn.windows).toHaveLength(2);
  });

  it('lets no page go elsewhere, nor open what it likes', async () => {
    const page = await pageOf(room());
    const before = room().webContents.getURL();
    await page.evaluate(() => window.location.assign('https://evil.example/'));
    await page.evaluate(() => window.open('http://evil.example/', '_blank', 'noopener'));
    await page.evaluate(() => window.open('https://open-meteo.com/', '_blank', 'noopener'));
    await until('the person’s own browser', () => standIn.external.length > 0);
    expect(standIn.external).toEqual(['https://open-meteo.com/']);
    expect(standIn.popups).toEqual([]);
    expect(room().webContents.getURL()).toBe(before);
    const check = (permission: string, from: string): boolean | undefined =>
      standIn.permission.check?.(null, permission as 'fullscreen', from, { isMainFrame: true });
    expect(['fullscreen', 'notifications', 'geolocation', 'media', 'usb'].filter((name) => check(name, origin()))).toEqual([
      'fullscreen',
    ]);
    expect(check('fullscreen', 'https://evil.example')).toBe(false);
    await roomIsLive();
  });

  it('starts a killed station again, and the page is back within 10 s', async () => {
    await roomIsLive();
    const address = origin();
    standIn.stations[0]?.kill('SIGKILL');
    const killedMs = performance.now();
    await until('the lost link', async () => !(await isLive()));
    expect(standIn.said.tooltip).toContain('starting again');
    await roomIsLive();
    const tookMs = performance.now() - killedMs;
    process.stderr.write(`the page was back ${(tookMs / 1000).toFixed(1)} s after its station was killed\n`);
    expect(tookMs).toBeLessThan(30_000);
    expect(origin()).toBe(address);
    expect(standIn.stations).toHaveLength(2);
  });

  it.skipIf(!isThorough)('ends a station that hangs, and starts it again', async () => {
    standIn.stations.at(-1)?.kill('SIGSTOP');
    await until('another station', () => standIn.stations.length === 3);
    await roomIsLive();
  });

  it('notifies of a high alarm while nobody looks; a click opens that alarm', async () => {
    room().blur();
    const headers = {
      'X-API-Key': readFileSync(join(folder, 'data/admin.key'), 'utf8').trim(),
      'Content-Type': 'application/json',
    };
    const body = JSON.stringify({ station_id: 'T', severity: 'high', description: 'Somebody fell', zone_id: 'p1' });
    const { status } = await fetch(`${origin()}/api/panic`, { method: 'POST', headers, body });
    expect(status).toBeLessThan(300);
    const notification = await until('the notification', () => standIn.notifications[0]);
    expect(notification.options.title).toContain('Platform 1');
    expect(standIn.said.tooltip).toContain('1 high');
    notification.click();
    const page = await pageOf(room());
    await page.waitForURL(/#\/alarms\?alarm=/);
    await page.locator('main').getByText('Platform 1').first().waitFor();
    expect(room().isFocused()).toBe(true);
  });

  it('loads a page again that has died', async () => {
    const dead = await pageOf(room());
    room().webContents.forcefullyCrashRenderer();
    await until('a page in its place', async () => (await pageOf(room())) !== dead);
    await roomIsLive();
  });

  it('sounds by itself while a high alarm calls and no control room is there', async () => {
    const made = standIn.windows.length;
    room().close();
    const sound = await until('the sound page', () => standIn.windows[made]);
    await until('its address', () => sound.webContents.getURL() === 'kavach://shell/sound');
    expect(await (await pageOf(sound)).evaluate(() => new AudioContext().state)).toBe('running');
    expect(standIn.said.beeps).toBeGreaterThan(0);
    const open = standIn.said.menu.find(({ label }) => label === 'Control room');
    open?.click?.(...([] as unknown as Parameters<NonNullable<typeof open.click>>));
    await until('the end of the sound', () => sound.isDestroyed());
  });
});
