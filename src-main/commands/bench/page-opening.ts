/** How soon each screen stands in a browser that has nothing of the page yet, and what scripts and styles it took until then. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext } from 'playwright-core';
import { repositoryRoot } from '../station-process.ts';
import { progress } from './figures.ts';

/** A slow machine is measured, too. */
const limitMs = 120_000;
const pages = join(repositoryRoot, 'out/renderer');

/** In sight once a screen stands: its heading, or its first picture. */
export const standing = '#screen :is(h2, article)';

export interface Opening {
  readonly firstPaintMs: number;
  /** Until its heading is there and the page answers. */
  readonly interactiveMs: number;
  readonly gzippedBytes: number;
}

/** `signedIn`: whose session is taken along. */
export async function openScreen(browser: Browser, signedIn: BrowserContext, address: string): Promise<Opening> {
  const context = await browser.newContext({ storageState: await signedIn.storageState() });
  const page = await context.newPage();
  page.setDefaultTimeout(limitMs);
  const fetched = new Set<string>();
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (/\.(js|mjs|css)$/.test(pathname)) fetched.add(pathname);
  });
  await page.goto(address);
  await page.waitForSelector(standing);
  const times = await page.evaluate(() => ({
    firstPaintMs: Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN),
    interactiveMs: Math.round(performance.now()),
  }));
  const gzippedBytes = [...fetched].reduce((sum, name) => sum + gzipSync(readFileSync(join(pages, name))).length, 0);
  await context.close();
  progress(`${new URL(address).hash}: ${JSON.stringify({ ...times, gzippedBytes })}`);
  return { ...times, gzippedBytes };
}
