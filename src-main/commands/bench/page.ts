/**
 * The control room page in Chromium with sixteen cameras of a recorded clip and 2,000 people who move on its map twice a second: how long a
 * frame takes on the Overview and on the wall of sixteen, how soon each screen stands and what it weighs, and what the page's memory grows
 * by on the Overview. Floors in the same run and browser: bare MapLibre with as many points, and a bare page with sixteen videos of
 * the same clip. `--seconds` of frames (20), `--minutes` of memory (1).
 */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { parse, stringify } from 'yaml';
import { routes } from '../../../src-contract/api/routes.ts';
import type { SiteReply } from '../../../src-contract/api/site.ts';
import { openBrowser } from '../browser.ts';
import { repositoryRoot, runStationProcess, type StationProcess } from '../station-process.ts';
import { rounded } from './figures.ts';
import { type HeapGrowth, heapGrowth, measureFrames, settleMs } from './page-frames.ts';
import { openBareMap, sendObjects } from './page-objects.ts';
import { type Opening, openScreen, standing } from './page-opening.ts';

const cameras = 16;
/** A slow machine is measured, too. */
const limitMs = 120_000;
const viewport = { width: 1920, height: 1080 };
const screens = [
  '/',
  '/map',
  '/cameras',
  '/alarms',
  '/incidents',
  '/chat',
  '/trains',
  '/site',
  '/forecast',
  '/analytics',
  '/setup',
];

export async function benchPage(): Promise<object> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      clip: { type: 'string', default: join(repositoryRoot, '../shared/media/intel_one-by-one-person-detection.mp4') },
      seconds: { type: 'string', default: '20' },
      minutes: { type: 'string', default: '1' },
    },
  });
  const folder = mkdtempSync(join(tmpdir(), 'kavach-bench-'));
  const siteFile = join(folder, 'site.yaml');
  copyFileSync(values.clip, join(folder, 'clip.mp4'));
  writeFileSync(siteFile, siteWithCameras());
  const station = await runStationProcess({ siteFile, environment: { KAVACH_DETECTION: 'off', LOG_LEVEL: 'error' } });
  const browser = await openBrowser();
  try {
    const frameMs = Number(values.seconds) * 1000;
    // One operator, who stays signed in.
    const context = await browser.newContext({ viewport });
    await signIn(context, station.signInLink);
    const { overview, wall, ...bare } = await measureFrames(pagesOf(browser, context, station, values.clip), frameMs);
    const opened: Record<string, Opening> = {};
    for (const screen of screens) opened[screen] = await openScreen(browser, context, `${station.origin}/#${screen}`);
    const heapMib = await measureHeap(context, station, Number(values.minutes));
    return {
      unit: 'ms a frame, 95th percentile, Overview with 2,000 moving people',
      ...{ value: overview.p95, floor: bare.bareMap.p95, ratio: rounded(overview.p95 / bare.bareMap.p95) },
      wallRatio: rounded(wall.p95 / bare.bareVideos.p95),
      ...{ overview, wall, ...bare, opened, heapMib },
    };
  } finally {
    await browser.close();
    await station.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The demo's plan, its cameras replaced: a picture that is drawn here would be measured along. */
function siteWithCameras(): string {
  const { station, zones } = parse(readFileSync(join(repositoryRoot, 'resources/demo-site/site.yaml'), 'utf8'));
  const camera = (_: unknown, i: number) => ({ id: `c${i + 1}`, name: `Camera ${i + 1}`, source: 'file:clip.mp4' });
  return stringify({ station, zones, cameras: Array.from({ length: cameras }, camera) });
}

async function signIn(context: BrowserContext, link: string): Promise<void> {
  const page = await context.newPage();
  page.setDefaultTimeout(limitMs);
  await page.goto(link);
  await page.waitForSelector(standing);
  await page.evaluate(
    (kept) => localStorage.setItem('kavach.preferences', kept),
    JSON.stringify({ mapPeople: true, layout: cameras }),
  );
  await page.close();
}

/** Ours, and the least that could be in their places. */
function pagesOf(browser: Browser, context: BrowserContext, station: StationProcess, clip: string) {
  return {
    overview: () => openOurs(context, station, '/'),
    bareMap: async () => openBareMap(await browser.newPage({ viewport }), await boundsOf(station)),
    wall: () => openOurs(context, station, '/cameras'),
    bareVideos: async () => openBareVideos(await browser.newPage({ viewport }), clip),
  };
}

async function openOurs(context: BrowserContext, station: StationProcess, screen: string): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(limitMs);
  await sendObjects(page, await boundsOf(station));
  await page.goto(`${station.origin}/#${screen}`);
  await page.waitForSelector(standing);
  return page;
}

async function boundsOf(station: StationProcess): Promise<SiteReply['bounds']> {
  return (await station.get<SiteReply>(routes.site.path)).bounds;
}

async function openBareVideos(page: Page, clip: string): Promise<Page> {
  const video = '<video muted autoplay loop src="/clip.mp4" style="width:25vw;height:25vh"></video>';
  await page.route('http://floor.invalid/**', (route) =>
    route.request().url().endsWith('.mp4')
      ? route.fulfill({ path: clip, contentType: 'video/mp4' })
      : route.fulfill({ body: `<!doctype html><body style="margin:0">${video.repeat(cameras)}`, contentType: 'text/html' }),
  );
  await page.goto('http://floor.invalid/');
  return page;
}

/** On the Overview, with the people that move on it. */
async function measureHeap(context: BrowserContext, station: StationProcess, minutes: number): Promise<HeapGrowth> {
  const page = await openOurs(context, station, '/');
  await page.waitForTimeout(settleMs);
  const grown = await heapGrowth(page, minutes);
  await page.close();
  return grown;
}
