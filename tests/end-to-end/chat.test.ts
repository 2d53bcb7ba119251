/**
 * Line chat in real browsers on a real station: a phone writes, two operators moderate on pages of their own, and text that would break
 * out of a page stays text in all of them.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { ChatActReply, QueuedMessageReply } from '../../src-contract/api/chat.ts';
import { openBrowser } from '../../src-main/commands/browser.ts';
import { runStationProcess, type StationProcess } from '../../src-main/commands/station-process.ts';
import { until } from '../fixtures/until.ts';

const folder = mkdtempSync(join(tmpdir(), 'kavach-e2e-chat-'));
const line = 'western';
const password = 'a long enough password';
/** No camera: nothing is alarmed over the phone's page, and what the sensors know of the place is nothing. */
const site = `
station: { id: DDR, name: Dadar, lines: [${line}, central], location: [72.84, 19.02] }
zones: [{ id: p1, name: Platform 1, kind: waiting, platform: "1", ground: [[0, 0], [9, 0], [9, 6], [0, 6]] }]
cameras: []
`;

let station: StationProcess;
let browser: Browser;
let phone: Page;
let asha: Page;
let binod: Page;
const faults: string[] = [];

beforeAll(async () => {
  const siteFile = join(folder, 'site.yaml');
  writeFileSync(siteFile, site);
  station = await runStationProcess({ siteFile, environment: { LOG_LEVEL: 'error', KAVACH_DETECTION: 'off' } });
  browser = await openBrowser();
  asha = await operatorPage('asha');
  binod = await operatorPage('binod');
  phone = await phonePage('<img src=x onerror=alert(1)>');
});
afterAll(async () => {
  await browser?.close();
  await station?.stop();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(() => expect(faults).toEqual([]));

async function openPage(width: number, height: number): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width, height }, locale: 'en-IN' })).newPage();
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('dialog', (dialog) => {
    faults.push(`a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  return page;
}

async function operatorPage(username: string): Promise<Page> {
  await station.post('/api/auth/register', { username, password, role: 'operator' });
  const page = await openPage(1366, 768);
  const signIn = await page.request.post(`${station.origin}/api/auth/login`, {
    data: { username, password, cookie: true },
    headers: { origin: station.origin },
  });
  expect(signIn.status()).toBe(200);
  await page.goto(`${station.origin}/#/chat`);
  await page.getByText('Nothing is held').waitFor();
  return page;
}

async function phonePage(name: string): Promise<Page> {
  const { code } = await station.post<{ code: string }>('/api/pairing-codes', { role: 'staff', lines: [line], minutes: 5 });
  const page = await openPage(390, 844);
  await page.goto(`${station.origin}/join#${code}`);
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByRole('button', { name: 'Chat' }).click();
  await page.getByLabel('Write to the line').waitFor();
  return page;
}

async function say(text: string): Promise<void> {
  await phone.getByLabel('Write to the line').fill(text);
  await phone.getByRole('button', { name: 'Send' }).click();
}

async function held(): Promise<QueuedMessageReply[]> {
  return (await station.get<{ items: QueuedMessageReply[] }>('/api/chat/queue')).items;
}

const options = (page: Page) => page.getByRole('option');

it('shows a message of the phone on the line, and a rumour to operators alone, with why and what the sensors say', async () => {
  await say('stairs two are free again');
  await asha.locator(`[data-line=${line}]`).getByText('stairs two are free again').waitFor();
  await say('stampede on platform 1');
  for (const page of [asha, binod]) {
    const article = page.getByRole('article');
    await article.getByText('it speaks of a stampede').waitFor();
    expect(await article.locator('mark').allInnerTexts()).toContain('stampede');
    await article.getByText('Platform 1').first().waitFor();
    const shown = await article.innerText();
    expect(shown).toMatch(/When written/);
    expect(shown).toMatch(/Unknown/);
    expect(shown).not.toMatch(/Normal/);
    await article.getByText('stairs two are free again').waitFor();
    expect(await page.locator(`[data-line=${line}]`).getByText('stampede').count()).toBe(0);
    await page.getByRole('navigation').getByText('1 held message').waitFor();
  }
  await phone.getByText('held until an operator has looked at it').waitFor();
});

it('lets one of two operators win, and shows both who it was', async () => {
  const [item] = await held();
  // Both pages hold their decision back until both have made it.
  const pressed: (() => void)[] = [];
  for (const page of [asha, binod]) {
    await page.route('**/api/chat/messages/*/*', async (route) => {
      await new Promise<void>((done) => {
        pressed.push(done);
        if (pressed.length === 2) for (const go of pressed) go();
      });
      await route.continue();
    });
  }
  await asha.keyboard.press('a');
  await binod.keyboard.press('x');
  const acts = await until('the decision', async () => {
    const all = (await station.get<{ acts: ChatActReply[] }>('/api/chat/acts')).acts;
    const decisions = all.filter(({ message_id: id, kind }) => id === item?.message.id && kind !== 'reported');
    return decisions.length > 0 ? decisions : null;
  });
  expect(acts).toHaveLength(1);
  const [act] = acts;
  const verdict = act?.kind === 'approved' ? 'approved' : 'removed';
  const isAshas = act?.actor.name === 'asha';
  const [loser, winner] = [isAshas ? binod : asha, isAshas ? asha : binod] as const;
  for (const page of [winner, loser]) {
    await page.getByText(new RegExp(`${act?.actor.name}.* ${verdict} the message`)).waitFor();
    await until('the list to follow', async () => (await options(page).count()) === 0);
    await page.unroute('**/api/chat/messages/*/*');
  }
  expect(await loser.getByText('Another operator was first').count()).toBe(1);
  expect(await winner.getByText('Another operator was first').count()).toBe(0);
});

it('pins an official line on the phone', async () => {
  const column = asha.locator(`[data-line=${line}]`);
  await column.getByLabel('Write on line Western').fill('Use the north footbridge');
  await column.getByLabel('Official').check();
  await column.getByLabel('and pin it').check();
  await column.getByRole('button', { name: 'Send' }).click();
  await phone.getByRole('complementary').getByText('Use the north footbridge').waitFor();
  await binod.locator(`[data-line=${line}]`).getByRole('complementary').getByText('Use the north footbridge').waitFor();
});

it('works through the queue by keys alone, letters being text where one writes', async () => {
  await say('call 98200 12345 for keys');
  await say('look at www.example.org');
  await until('two held messages', async () => (await options(asha).count()) === 2);
  await asha.getByLabel('Reason (optional)').fill('axm');
  expect(await held()).toHaveLength(2);
  await asha.getByLabel('Reason (optional)').fill('not for this line');
  await asha.getByRole('listbox', { name: 'Held messages' }).focus();
  await asha.keyboard.press('x');
  await until('one left', async () => (await held()).length === 1);
  await until('the next one', async () => (await options(asha).getAttribute('aria-selected')) === 'true');
  expect(await asha.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('listbox');
  await asha.keyboard.press('a');
  await until('none left', async () => (await held()).length === 0);
  const written = phone.getByText('look at www.example.org');
  await written.waitFor();
  // The newest stands above the field that one writes in, not under it.
  await until('the newest in sight', async () => {
    const [text, field] = [await written.boundingBox(), await phone.getByLabel('Write to the line').boundingBox()];
    return text !== null && field !== null && text.y + text.height <= field.y;
  });
  const { acts } = await station.get<{ acts: ChatActReply[] }>('/api/chat/acts');
  expect(acts.find(({ kind, reason }) => kind === 'removed' && reason === 'not for this line')).toBeDefined();
});

it('keeps hostile text text: in a name, in chat, in reasons', async () => {
  const long = 'w'.repeat(300);
  const hostile = ['<img src=x onerror=alert(1)>', '</script><script>alert(2)</script>', '\u202Etxet desrever', `bomb ${long}`];
  for (const text of hostile) await say(text);
  await until('what is held', async () => ((await held()).length > 0 ? true : null));
  await until('all of it', async () => {
    const shown = `${await asha.innerText('main')}`;
    return shown.includes(hostile[0] ?? '') && shown.includes(long);
  });
  await asha.getByLabel('Reason (optional)').fill(hostile[0] ?? '');
  await asha.getByRole('listbox', { name: 'Held messages' }).focus();
  await asha.keyboard.press('x');
  await asha.locator(`[data-line=${line}]`).getByText('Who did what').click();
  await asha
    .locator(`[data-line=${line}]`)
    .getByText(hostile[0] ?? '')
    .first()
    .waitFor();
  for (const page of [asha, binod, phone]) {
    expect(await page.evaluate(() => document.querySelectorAll('img[src="x"], main script').length)).toBe(0);
    // Nothing is pushed out of the page by a word without an end.
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  }
});
