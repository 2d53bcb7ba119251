/**
 * `npm run screenshots`: the control room's screens in each state that an operator meets, from a real station on the demo site, into
 * docs/; `-- NAME…` takes some of the sets alone. The states are brought about, not drawn: a surge is waited for, a camera's address leads nowhere, no model is at hand.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { parse, stringify } from 'yaml';
import { openBrowser } from './browser.ts';
import { runShift } from './shift-run.ts';
import { shiftSite } from './shift-site.ts';
import { settleMs, shoot, signIn } from './shoot.ts';
import { shootPhoneRoute, shootSite, shootUjjain } from './site-screenshots.ts';
import { repositoryRoot, runStationProcess, type StationProcess } from './station-process.ts';

const screens = {
  overview: '/',
  map: '/#/map',
  cameras: '/#/cameras',
  alarms: '/#/alarms',
  incidents: '/#/incidents',
  chat: '/#/chat',
  trains: '/#/trains',
  forecast: '/#/forecast',
  analytics: '/#/analytics',
} as const;
type Screen = keyof typeof screens;
const all = Object.keys(screens) as Screen[];
/** What cameras and models make a difference to. */
const crowdScreens = ['overview', 'map', 'cameras', 'alarms'] as const;
const surgeLimitMs = 240_000;

const folder = mkdtempSync(join(tmpdir(), 'kavach-screenshots-'));
const browser = await openBrowser({ forPictures: true });
const sets = {
  demo: shootDemo,
  phone: shootPhone,
  'camera-lost': shootCameraLost,
  saturated: shootSaturated,
  'no-model': shootNoModel,
  'set-up': shootSetUp,
  site: shootSite,
  ujjain: shootUjjain,
  'phone-route': shootPhoneRoute,
  shift: shootShift,
};
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(sets, name));
if (unknown.length > 0) throw new Error(`no set ${unknown.join(', ')}; there are ${Object.keys(sets).join(', ')}`);
for (const [name, shootSet] of Object.entries(sets)) {
  if (wanted.length === 0 || wanted.includes(name)) await shootSet(browser);
}
await browser.close();
rmSync(folder, { recursive: true, force: true });
process.exit(0);

/** A shift by keyboard, step by step. */
async function shootShift(browser: Browser): Promise<void> {
  const siteFile = join(folder, 'shift-site.yaml');
  writeFileSync(siteFile, shiftSite());
  const station = await runStationProcess({ siteFile, environment: { LOG_LEVEL: 'error' } });
  await runShift({ station, browser, archive: join(folder, 'case.zip'), onStep: (name, page) => shoot(page, `shift-${name}`) });
  await station.stop();
}

async function shootDemo(browser: Browser): Promise<void> {
  const station = await runStationProcess({ environment: { LOG_LEVEL: 'error' } });
  const page = await signIn(browser, station);
  await page.waitForTimeout(settleMs);
  await shootAll(page, station, 'normal');
  await writeChat(station);
  await waitForAlarm(station);
  await shootAll(page, station, 'alarm');
  await shootLight(page, station, 'alarm', ['overview', 'alarms', 'chat', 'trains']);
  await shootCall(page, station);
  await page.close();
  await station.stop();
}

async function shootCall(page: Page, station: StationProcess): Promise<void> {
  await callForHelp(station);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(station.origin + screens.incidents);
  // The pictures before were light, and an address behind the # opens no new page.
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
  await page.waitForTimeout(settleMs);
  await shoot(page, 'incidents-call-dark');
  await shootLight(page, station, 'call', ['incidents']);
}

/** Two staff call for help at one place, and somebody is sent. */
async function callForHelp(station: StationProcess): Promise<void> {
  const call = { station_id: 'DDR', severity: 'critical', zone_id: 'p3' };
  const words = ['Two people fell on the stairs, others keep pushing', 'Crush at the foot of the stairs'];
  const calls = words.map((description) => station.post<{ id: string }>('/api/panic', { ...call, description }));
  const [incident] = await Promise.all(calls);
  await station.post(`/api/incidents/${incident?.id}/tasks`, {
    text: 'Bring a stretcher',
    assignee: { kind: 'zone', to: call.zone_id },
  });
}

/** A staff phone that joins while the call is open: it fills the screen, then each of the phone's own screens. */
async function shootPhone(browser: Browser): Promise<void> {
  const station = await runStationProcess({ environment: { LOG_LEVEL: 'error' } });
  await writeChat(station);
  await waitForAlarm(station);
  await callForHelp(station);
  const { code } = await station.post<{ code: string }>('/api/pairing-codes', { zone: 'p3' });
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  await page.goto(`${station.origin}/join#${code}`);
  await page.getByLabel('Your name').fill('Asha Patil');
  await shoot(page, 'phone-join-dark');
  await page.getByRole('button', { name: 'Join' }).click();
  const alert = page.locator('dialog[open]');
  await alert.waitFor();
  await shoot(page, 'phone-alert-dark');
  // Also those that come later.
  await page.addLocatorHandler(alert, (dialog) => dialog.getByRole('button', { name: 'Seen' }).click(), { noWaitAfter: true });
  for (const name of ['now', 'alerts', 'panic', 'report', 'chat', 'more']) {
    await page.locator(`nav button[data-screen="${name === 'report' ? 'panic' : name}"]`).click();
    if (name === 'report') await page.getByRole('link', { name: 'Report' }).click();
    await page.waitForTimeout(settleMs / 4);
    await shoot(page, `phone-${name}-dark`);
  }
  await page.close();
  await station.stop();
}

/** Some talk on the first line, of which rules hold a part. */
async function writeChat(station: StationProcess): Promise<void> {
  const { lines } = (await station.get<{ station: { lines: string[] } }>('/api/site')).station;
  const said = ['Crowd at platform 1 is growing', 'Two people are on their way', 'stampede on platform 1', 'call 98200 12345'];
  for (const message of said) await station.post('/api/chat/message', { line: lines[0], message });
  const official = { line: lines[0], message: 'Use the north footbridge', official: true };
  const { id } = await station.post<{ id: string }>('/api/chat/message', official);
  await station.post(`/api/chat/messages/${id}/pin`);
}

/** The first camera of the demo gets an address where nobody answers. */
async function shootCameraLost(browser: Browser): Promise<void> {
  const change = ([first, ...others]: object[]) => [
    { ...first, source: 'rtsp://127.0.0.1:1/stream', offline_after_s: 2 },
    ...others,
  ];
  const station = await runDemo('camera-lost', change);
  const page = await signIn(browser, station);
  await waitForAlarm(station);
  await shootAll(page, station, 'camera-lost', crowdScreens);
  await page.close();
  await station.stop();
}

/** Views that hold more people than their cameras are trusted to tell apart. */
async function shootSaturated(browser: Browser): Promise<void> {
  const station = await runDemo('saturated', (cameras) => cameras.map((camera) => ({ ...camera, saturates_at: 5 })));
  const page = await signIn(browser, station);
  await waitForAlarm(station);
  await shootAll(page, station, 'saturated', crowdScreens);
  await shootLight(page, station, 'saturated', ['overview']);
  await page.close();
  await station.stop();
}

async function runDemo(name: string, change: (cameras: object[]) => object[]): Promise<StationProcess> {
  const demo = parse(readFileSync(join(repositoryRoot, 'resources/demo-site/site.yaml'), 'utf8'));
  const siteFile = join(folder, `${name}.yaml`);
  writeFileSync(siteFile, stringify({ ...demo, cameras: change(demo.cameras) }));
  return runStationProcess({ siteFile, environment: { LOG_LEVEL: 'error' } });
}

async function shootNoModel(browser: Browser): Promise<void> {
  const station = await runStationProcess({ environment: { LOG_LEVEL: 'error', BODY_MODEL_PATH: join(folder, 'absent.onnx') } });
  const page = await signIn(browser, station);
  await page.waitForTimeout(settleMs * 2);
  await shootAll(page, station, 'no-model', crowdScreens);
  await page.close();
  await station.stop();
}

/** A phone that has joined, one that is expected, and the code that it would scan. */
async function shootSetUp(browser: Browser): Promise<void> {
  const station = await runStationProcess({ environment: { LOG_LEVEL: 'error', KAVACH_DETECTION: 'off' } });
  await joinPhone(station, 'Ravi’s phone');
  await station.post('/api/pairing-codes', { name: 'Meena’s phone', minutes: 30 });
  const page = await signIn(browser, station);
  await page.goto(`${station.origin}/#/setup`);
  await page.getByRole('row', { name: /Ravi/ }).waitFor();
  await shoot(page, 'set-up-phones-dark');
  await page.getByRole('button', { name: 'Let a phone join' }).click();
  await page.getByRole('button', { name: 'Make the code' }).click();
  await page.getByRole('img', { name: /^QR code/ }).waitFor();
  await shoot(page, 'set-up-join-dark');
  await hearSensors(station);
  await page.goto(`${station.origin}/#/setup?section=sensors&sensor=road-1`);
  await page.reload();
  await page.getByRole('row', { name: /roof-1/ }).waitFor();
  await page.waitForTimeout(settleMs / 2);
  await shoot(page, 'set-up-sensors-dark');
  await page.close();
  await station.stop();
}

/** Two that are approved and one that only speaks. */
async function hearSensors(station: StationProcess): Promise<void> {
  const common = { type: 'traffic', sensor_id: 'road-1' };
  await station.post('/api/sensors', { id: 'road-1', type: 'traffic', name: 'Tilak bridge, eastbound' });
  await station.post('/api/sensors', { id: 'roof-1', type: 'environment', name: 'Roof of platform 3' });
  for (const speed of [38, 35, 31]) await station.post('/api/traffic/readings', { ...common, speed, volume: 12 });
  await station.post('/api/traffic/readings', { type: 'environment', sensor_id: 'roof-1', temperature: 31.5, humidity: 74 });
  await station.post('/api/traffic/readings', { type: 'people_counter', sensor_id: 'gate-2', in: 14, out: 9 });
}

async function joinPhone(station: StationProcess, name: string): Promise<void> {
  const { code } = await station.post<{ code: string }>('/api/pairing-codes');
  await station.post('/join', { code, name });
}

async function waitForAlarm(station: StationProcess): Promise<void> {
  const endMs = Date.now() + surgeLimitMs;
  for (;;) {
    const { alarms } = await station.get<{ alarms: unknown[] }>('/api/alarms');
    if (alarms.length > 0) return;
    if (Date.now() > endMs) throw new Error('no alarm came');
    await new Promise((done) => setTimeout(done, 500));
  }
}

async function shootAll(page: Page, station: StationProcess, state: string, names: readonly Screen[] = all): Promise<void> {
  for (const name of names) {
    await page.goto(station.origin + screens[name]);
    await page.waitForTimeout(settleMs);
    await shoot(page, `${name}-${state}-dark`);
  }
}

async function shootLight(page: Page, station: StationProcess, state: string, names: readonly Screen[]): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  for (const name of names) {
    await page.goto(station.origin + screens[name]);
    await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'light'));
    await page.waitForTimeout(settleMs);
    await shoot(page, `${name}-${state}-light`);
  }
}
