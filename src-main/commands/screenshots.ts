/**
 * `npm run screenshots`: the control room's screens in each state that an operator meets, from a real station on the demo site, into
 * docs/. The states are brought about, not drawn: a surge is waited for, a camera's address leads nowhere, no model is at hand.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { parse, stringify } from 'yaml';
import { openBrowser } from './browser.ts';
import { repositoryRoot, runStationProcess, type StationProcess } from './station-process.ts';

const docs = join(repositoryRoot, 'docs');
const screens = { overview: '/', map: '/#/map', cameras: '/#/cameras', alarms: '/#/alarms', chat: '/#/chat' } as const;
const settleMs = 6000;
const surgeLimitMs = 240_000;

mkdirSync(docs, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'kavach-screenshots-'));
const browser = await openBrowser();
await shootDemo(browser);
await shootCameraLost(browser);
await shootSaturated(browser);
await shootNoModel(browser);
await browser.close();
rmSync(folder, { recursive: true, force: true });
process.exit(0);

async function shootDemo(browser: Browser): Promise<void> {
  const station = await runStationProcess({ environment: { LOG_LEVEL: 'error' } });
  const page = await signIn(browser, station);
  await page.waitForTimeout(settleMs);
  await shootAll(page, station, 'normal');
  await writeChat(station);
  await waitForAlarm(station);
  await shootAll(page, station, 'alarm');
  await shootLight(page, station, 'alarm', ['overview', 'alarms', 'chat']);
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
  await shootAll(page, station, 'camera-lost');
  await page.close();
  await station.stop();
}

/** Views that hold more people than their cameras are trusted to tell apart. */
async function shootSaturated(browser: Browser): Promise<void> {
  const station = await runDemo('saturated', (cameras) => cameras.map((camera) => ({ ...camera, saturates_at: 5 })));
  const page = await signIn(browser, station);
  await waitForAlarm(station);
  await shootAll(page, station, 'saturated');
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
  await shootAll(page, station, 'no-model');
  await page.close();
  await station.stop();
}

async function signIn(browser: Browser, station: StationProcess): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, colorScheme: 'dark' });
  await page.goto(station.signInLink);
  return page;
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

async function shootAll(page: Page, station: StationProcess, state: string): Promise<void> {
  for (const [name, path] of Object.entries(screens)) {
    await page.goto(station.origin + path);
    await page.waitForTimeout(settleMs);
    await shoot(page, `${name}-${state}-dark`);
  }
}

async function shootLight(page: Page, station: StationProcess, state: string, names: (keyof typeof screens)[]): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  for (const name of names) {
    await page.goto(station.origin + screens[name]);
    await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'light'));
    await page.waitForTimeout(settleMs);
    await shoot(page, `${name}-${state}-light`);
  }
}

/** With a palette: a third of the size, and these pictures are in the repository. */
async function shoot(page: Page, name: string): Promise<void> {
  await sharp(await page.screenshot())
    .png({ palette: true, quality: 90, effort: 7 })
    .toFile(join(docs, `${name}.png`));
  process.stderr.write(`docs/${name}.png\n`);
}
