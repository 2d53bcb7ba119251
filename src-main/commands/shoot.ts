/** What every set of screenshots uses: where they go, how one is taken, and a control room page that is signed in. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { repositoryRoot, type StationProcess } from './station-process.ts';

const docs = join(repositoryRoot, 'docs');
/** Until a screen has drawn all that it asks for. */
export const settleMs = 6000;

/** With a palette: a third of the size, and these pictures are in the repository. */
export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(docs, { recursive: true });
  await sharp(await page.screenshot({ timeout: 120_000 }))
    .png({ palette: true, quality: 90, effort: 7 })
    .toFile(join(docs, `${name}.png`));
  process.stderr.write(`docs/${name}.png\n`);
}

export async function signIn(browser: Browser, station: StationProcess): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 }, colorScheme: 'dark' });
  await page.goto(station.signInLink);
  return page;
}
