/**
 * Ways on foot in a real Chromium on a real station: a way is found by the keyboard alone, a stretch of it is closed on the page, and the way
 * goes round it within a second, on a phone too; a phone without a link shows its last way with its age.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StationProcess } from '../../src-main/commands/station-process.ts';
import type { CutLine } from '../fixtures/cut-line.ts';
import { handheld, workstation } from '../fixtures/screens.ts';
import { type SmallStation, startSmallStation } from '../fixtures/small-station.ts';

const limit = { timeout: 180_000 };
/** A platform with two stairs to a bridge with one exit; the left ones are shorter. */
const twoStairs = `
station: {id: T, name: Test, lines: [western], location: [72.8, 19]}
zones: [{id: p1, name: Platform 1, kind: waiting, ground: [[0, 0], [9, 0], [9, 6], [0, 6]]}]
walk:
  points:
    - {id: middle, at: [4, 3], name: Middle}
    - {id: bridge, at: [24, 3], name: Bridge}
    - {id: exit, at: [40, 3], name: West exit, exit: {capacity_per_min: 200}}
  stretches:
    - {id: left, from: middle, to: bridge, kind: stairs, name: Left stairs, length_m: 21, width_m: 3, rise_m: 5}
    - {id: right, from: middle, to: bridge, kind: stairs, name: Right stairs, length_m: 24, width_m: 3, rise_m: 5}
    - {id: out, from: bridge, to: exit, name: Way out, width_m: 4}
`;
let small: SmallStation;
let station: StationProcess;
let line: CutLine;
let browser: Browser;
let page: Page;
let phone: Page;

beforeAll(async () => {
  small = await startSmallStation(twoStairs);
  ({ station, line, browser } = small);
  page = await browser.newPage({ ...workstation, locale: 'en-IN' });
  await page.goto(station.signInLink);
  await page.goto(`${station.origin}/#/site?section=walks`);
  await page.getByRole('tab', { name: 'Routes' }).waitFor();
  // Two maps are drawn without a graphics card.
  page.setDefaultTimeout(90_000);
  const { code } = await station.post<{ code: string }>('/api/pairing-codes', { zone: 'p1' });
  phone = await (await browser.newContext({ ...handheld, locale: 'en-IN' })).newPage();
  phone.setDefaultTimeout(90_000);
  await phone.goto(`http://127.0.0.1:${line.port}/join#${code}`);
  await phone.getByLabel('Your name').fill('Asha');
  await phone.getByRole('button', { name: 'Join' }).click();
  await phone.getByRole('button', { name: 'Way' }).click();
}, 180_000);
afterAll(() => small?.stop());

const step = (where: Page, text: string) => where.getByRole('listitem').filter({ hasText: text });
/** Presses Tab until what has the focus is named so. */
async function tabTo(name: RegExp): Promise<void> {
  for (let i = 0; i < 60; i += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])].map((label) => label.textContent) : [];
      return [element?.getAttribute('aria-label'), ...labels, element?.textContent].join(' ');
    });
    if (name.test(focused)) return;
  }
  throw new Error(`Tab leads to nothing that is named ${name}`);
}

async function choose(field: RegExp, text: string): Promise<void> {
  await tabTo(field);
  await page.keyboard.type(text);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
}

test(
  'a way is found, a stretch closed and opened again, by the keyboard alone; the way is another within a second',
  limit,
  async () => {
    await page.getByRole('tab', { name: 'Routes' }).focus();
    await choose(/^ ?From/, 'Platform');
    await choose(/^ ?To/, 'West');
    await step(page, 'Left stairs').waitFor();
    await step(phone, 'Left stairs').waitFor();

    await page.getByRole('tab', { name: 'Routes' }).focus();
    await tabTo(/Find a way/);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await tabTo(/Close: Left stairs/);
    await page.keyboard.press('Enter');
    await page.keyboard.type('Crush on the stairs');
    await tabTo(/^ *Close$/);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Open again: Left stairs' }).waitFor();
    const closedMs = performance.now();
    await step(phone, 'Right stairs').waitFor();
    process.stdout.write(`the phone has another way ${Math.round(performance.now() - closedMs)} ms after the key that closed the stretch
`);
    await page.getByRole('button', { name: 'Open again: Left stairs' }).waitFor();
    await page.getByText('Crush on the stairs').waitFor();
    await page.getByRole('radio', { name: 'Find a way' }).focus();
    await page.keyboard.press('Space');
    await step(page, 'Right stairs').waitFor();
    expect(await step(page, 'Left stairs').count()).toBe(0);
  },
);

test('a zone on the map leads to the way out of it', limit, async () => {
  await page.goto(`${station.origin}/#/map?zone=p1`);
  await page.getByRole('link', { name: 'Way out from here' }).press('Enter');
  await step(page, 'Leave by West exit').waitFor();
  expect(await page.getByRole('radio', { name: 'Out, to safety' }).isChecked()).toBe(true);
});

test('a phone without a link shows its last way with its age, and the open one when it is back', limit, async () => {
  await line.cut();
  await phone.getByText(/No link. As of .* may be closed or crowded since/).waitFor();
  expect(await step(phone, 'Right stairs').count()).toBe(1);
  await page.getByRole('radio', { name: 'Open and closed' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Open again: Left stairs' }).press('Enter');
  await page.getByText('Nothing is closed').waitFor();
  await line.mend();
  await step(phone, 'Left stairs').waitFor();
});
