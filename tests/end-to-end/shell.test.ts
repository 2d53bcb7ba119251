/**
 * Every screen of both pages as axe-core sees it, in both themes, and what of its text doesn't fit in the longer languages; the palette and
 * the second window by keyboard. A new screen is a line in the lists below.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StationProcess } from '../../src-main/commands/station-process.ts';
import { handheld, workstation } from '../fixtures/screens.ts';
import { type SmallStation, startSmallStation } from '../fixtures/small-station.ts';
import { tinyMap } from '../fixtures/tiny-pmtiles.ts';
import { until } from '../fixtures/until.ts';

const screens = [
  ...[
    '/',
    '/map',
    '/map?zone=p1&camera=c1',
    `/map?at=${new Date(Date.now() - 60_000).toISOString()}`,
    '/cameras',
    '/cameras/set-up',
  ],
  ...['open', 'aside', 'history', 'cards', 'health'].map((tab) => `/alarms?tab=${tab}`),
  ...['/incidents', '/chat', '/trains', '/forecast', '/evidence', '/evidence?tab=exports', '/first-run'],
  ...['places', 'weather', 'walks', 'events'].map((section) => `/site?section=${section}`),
  ...['crowd', 'traffic', 'activity'].map((section) => `/analytics?section=${section}`),
  ...['phones', 'people', 'programs', 'cameras', 'sensors', 'thresholds', 'retention', 'backups', 'relay', 'health', 'audit'].map(
    (section) => `/setup?section=${section}`,
  ),
];
const phoneScreens = ['now', 'alerts', 'panic', 'chat', 'more'];
/** Found by its words, chosen by Enter. */
const dialogs = ['New incident', 'Keep this arrangement', 'All keys', 'Shelve'];
/** Cameras that lead nowhere cost nothing, and are alarms. */
const site = `
station: {id: T, name: Dadar, lines: [western], location: [72.8, 19]}
cameras:
${['c1', 'c2', 'c3'].map((id) => `  - {id: ${id}, name: Camera ${id}, source: "rtsp://127.0.0.1:1/x", offline_after_s: 2}`).join('\n')}
zones:
  - {id: p1, name: Platform 1, kind: waiting, ground: [[0, 0], [9, 0], [9, 6], [0, 6]]}
  - {id: fob, name: "Footbridge, street end", kind: moving, ground: [[12, 0], [16, 0], [16, 20], [12, 20]]}
`;
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const limitMs = 300_000;

let small: SmallStation;
let station: StationProcess;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  small = await startSmallStation(site);
  ({ station, browser } = small);
  const context = await browser.newContext({ ...workstation, locale: 'en-IN', reducedMotion: 'reduce' });
  context.setDefaultTimeout(limitMs);
  page = await context.newPage();
  await page.goto(station.signInLink);
  await page.getByText('Dadar').first().waitFor();
}, limitMs);
afterAll(async () => {
  await small?.stop();
});

/** What axe finds against, in words that lead to the place. In the second theme only colours can be otherwise. */
async function violations(of: Page, only = rules): Promise<string[]> {
  if (!(await of.evaluate(() => 'axe' in window))) await of.evaluate(axe);
  const found: AxeResults = await of.evaluate(
    (runOnly) =>
      (window as unknown as { axe: { run(root: Document, options: object): Promise<AxeResults> } }).axe.run(document, {
        runOnly,
        resultTypes: ['violations'],
      }),
    only,
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  );
}

/** Text that is cut off and that no title gives in full. */
function cutTexts(of: Page): Promise<string[]> {
  return of.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => {
        if (element.scrollWidth <= element.clientWidth + 1 || element.clientWidth < 4) return false;
        const { overflowX, textOverflow } = getComputedStyle(element);
        const isText = [...element.childNodes].some(
          (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
        );
        if (!isText || (overflowX !== 'hidden' && textOverflow !== 'ellipsis')) return false;
        return element.closest('[title]') === null && !element.matches('.visually-hidden, input, textarea');
      })
      .map(
        (element) =>
          `${element.textContent?.slice(0, 60)} (${element.className}, ${element.scrollWidth} > ${element.clientWidth})`,
      ),
  );
}

/** As the preferences do, without a reload; seen once it is painted. */
async function look(of: Page, theme: 'dark' | 'light'): Promise<void> {
  await of.evaluate(async (name) => {
    document.documentElement.setAttribute('data-theme', name);
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  }, theme);
}

/** From the palette: Ctrl+K, its words, Enter. */
async function choose(words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.locator('dialog[open] [role=combobox]').fill(words);
  await page.locator('dialog[open] [role=option]').first().waitFor();
  await page.keyboard.press('Enter');
}

/** A screen is there when its part of the page no longer changes. */
async function open(address: string): Promise<void> {
  await page.goto(`${station.origin}/#${address}`);
  let before = '';
  await until(
    `a settled ${address}`,
    async () => {
      const now = await page.locator('main').innerText();
      const isSettled = now !== '' && now.length === before.length;
      before = now;
      return isSettled;
    },
    limitMs,
  );
}

describe('the control room', () => {
  test(
    'every screen, in both themes',
    async () => {
      const found: string[] = [];
      for (const address of screens) {
        await open(address);
        for (const theme of ['dark', 'light'] as const) {
          await look(page, theme);
          found.push(
            ...(await violations(page, theme === 'dark' ? rules : ['color-contrast'])).map(
              (text) => `${address} ${theme}: ${text}`,
            ),
          );
        }
      }
      expect(found).toEqual([]);
    },
    limitMs,
  );

  test(
    'no text is cut off in the longer languages',
    async () => {
      const cut: string[] = [];
      for (const language of ['मराठी', 'हिन्दी']) {
        await choose(language);
        for (const address of screens) {
          await open(address);
          cut.push(...(await cutTexts(page)).map((text) => `${language} ${address}: ${text}`));
        }
      }
      await choose('English');
      expect([...new Set(cut)]).toEqual([]);
    },
    limitMs,
  );

  test(
    'its dialogs, opened from the palette by keyboard; the focus comes back',
    async () => {
      const found: string[] = [];
      await open('/alarms');
      for (const words of dialogs) {
        await choose(words);
        await page.locator('dialog[open]').waitFor();
        found.push(...(await violations(page)).map((text) => `${words}: ${text}`));
        await page.keyboard.press('Escape');
        await page.locator('dialog[open]').waitFor({ state: 'detached' });
      }
      expect(found).toEqual([]);
    },
    limitMs,
  );

  test(
    'the dialogs of a snapshot and of other thresholds',
    async () => {
      await open('/cameras');
      await page.getByRole('button', { name: 'Snapshot' }).first().click();
      const dialog = page.locator('dialog[open]');
      await dialog.getByRole('alert').waitFor();
      const found = await violations(page);
      await page.keyboard.press('Escape');
      await open('/setup?section=thresholds');
      await page.getByRole('row').getByRole('textbox').first().fill('0.7');
      await page.getByRole('button', { name: 'Put in force' }).click();
      await dialog.waitFor();
      found.push(...(await violations(page)));
      await page.keyboard.press('Escape');
      expect(found).toEqual([]);
    },
    limitMs,
  );

  test(
    'a layout is kept, comes back by its key, and is there at another workstation',
    async () => {
      await choose('Keep this arrangement');
      await page.getByLabel('Name', { exact: true }).fill('Rush hour');
      await page.getByLabel('Key', { exact: true }).selectOption('7');
      await page.keyboard.press('Enter');
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
      await page.keyboard.press('1');
      await page.locator('[data-layout="1"]').waitFor();
      await page.keyboard.press('7');
      await page.locator('[data-layout="4"]').waitFor();
      expect(await station.get('/api/me/layouts')).toMatchObject({ layouts: [{ name: 'Rush hour', key: 7 }] });
    },
    limitMs,
  );

  test(
    'arrow keys on a tile’s grip move it',
    async () => {
      const order = () =>
        page.locator('article[data-camera]').evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute('data-camera')));
      const [first, second, ...others] = await order();
      await page.locator(`[data-grip="${first}"]`).focus();
      await page.keyboard.press('ArrowRight');
      await until('the moved tile', async () => (await order())[1] === first, limitMs);
      expect(await order()).toEqual([second, first, ...others]);
      expect(await page.evaluate(() => document.activeElement?.getAttribute('data-grip'))).toBe(first);
    },
    limitMs,
  );

  test(
    'the second window follows the main one',
    async () => {
      const opened = page.waitForEvent('popup');
      await choose('On another screen: Map');
      const second = await opened;
      await second.getByText('Dadar').first().waitFor();
      expect(await violations(second)).toEqual([]);
      await open('/map?zone=p1');
      await second.waitForURL(/#\/window\/map\?zone=p1/);
      await second.close();
    },
    limitMs,
  );

  test(
    'a base map that is put into the data folder lies under the plan, and can be switched off',
    async () => {
      writeFileSync(join(station.dataFolder, 'map.pmtiles'), tinyMap([72.8, 19]).bytes);
      // Beyond the archive's head there are tiles alone.
      const tile = page.waitForResponse((response) => {
        const part = response.headers()['content-range'] ?? '';
        return response.url().endsWith('/base-map.pmtiles') && response.status() === 206 && !part.startsWith('bytes 0-');
      });
      await page.goto(`${station.origin}/#/map`);
      await page.reload();
      await tile;
      const source = page.getByText('© OpenStreetMap contributors');
      await source.waitFor();
      await page.getByRole('button', { name: 'Layers' }).click();
      await page.getByText('Base map').click();
      await source.waitFor({ state: 'detached' });
    },
    limitMs,
  );
});

test(
  'the phone, in both themes',
  async () => {
    const { code } = await station.post<{ code: string }>('/api/pairing-codes', { zone: 'p1' });
    const context = await browser.newContext({ ...handheld, locale: 'en-IN', reducedMotion: 'reduce' });
    context.setDefaultTimeout(limitMs);
    const phone = await context.newPage();
    await phone.goto(`${station.origin}/join#${code}`);
    const found: string[] = [...(await violations(phone))];
    await phone.getByLabel('Your name').fill('Asha Patil');
    await phone.getByRole('button', { name: 'Join' }).click();
    const alert = phone.locator('dialog[open]');
    await phone.addLocatorHandler(alert, (dialog) => dialog.getByRole('button', { name: 'Seen' }).click(), { noWaitAfter: true });
    for (const name of phoneScreens) {
      await phone.locator(`nav button[data-screen="${name}"]`).click();
      await phone.locator('main').waitFor();
      for (const theme of ['dark', 'light'] as const) {
        await look(phone, theme);
        found.push(
          ...(await violations(phone, theme === 'dark' ? rules : ['color-contrast'])).map((text) => `${name} ${theme}: ${text}`),
        );
      }
    }
    expect(found).toEqual([]);
  },
  limitMs,
);
