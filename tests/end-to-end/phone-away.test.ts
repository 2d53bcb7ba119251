/** A phone whose network is gone for 30 s says how old its figures are, and comes back without a gap. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StationProcess } from '../../src-main/commands/station-process.ts';
import type { CutLine } from '../fixtures/cut-line.ts';
import { handheld } from '../fixtures/screens.ts';
import { type SmallStation, startSmallStation } from '../fixtures/small-station.ts';

const awayMs = 30_000;
const calls = 5;
/** Nobody counts on this station: the trend says so, and was asked for all the same. */
const trend = 'Nothing is known of the last 30 minutes.';
let small: SmallStation;
let station: StationProcess;
let line: CutLine;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  small = await startSmallStation();
  ({ station, line, browser } = small);
  page = await browser.newPage({ ...handheld, locale: 'en-IN' });
});
afterAll(() => small?.stop());

const alarmSeq = () => page.evaluate(() => JSON.parse(localStorage.getItem('kavach.phone.last-state') ?? '{}').alarmSeq);

async function callForHelp(i: number): Promise<void> {
  const location = [72.8 + i * 0.002, 19];
  await station.post('/api/panic', { station_id: 'T', severity: 'medium', description: `call ${i}`, location });
}

test('joins, is cut off, opens without a network, and has every alarm when it is back', { timeout: 180_000 }, async () => {
  const startMs = performance.now();
  const { code } = await station.post<{ code: string }>('/api/pairing-codes', { role: 'staff', zone: 'p1' });
  await page.goto(`http://127.0.0.1:${line.port}/join#${code}`);
  await page.getByLabel('Your name').fill('Asha');
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByText('Connected').waitFor();
  const joinedMs = performance.now() - startMs;
  expect(joinedMs).toBeLessThan(60_000);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.getByText(trend).waitFor();
  await callForHelp(0);
  await page.getByRole('button', { name: 'Alerts' }).click();
  await page.getByText('call 0').waitFor();

  await line.cut();
  const cutMs = performance.now();
  await page.getByText(/No link. This is how it was/).waitFor();
  for (let i = 1; i <= calls; i += 1) await callForHelp(i);
  // Opened anew while there is no network: the page and its last state are there, with its age.
  await page.reload();
  await page.getByText(/No link. This is how it was/).waitFor();
  await page.getByText('call 0').waitFor();
  await page.getByRole('button', { name: 'Now' }).click();
  await page.getByText(trend).waitFor();
  await page.getByRole('button', { name: 'Alerts' }).click();
  await page.waitForTimeout(awayMs - (performance.now() - cutMs));
  await line.mend();
  const backMs = performance.now();
  await page.getByText(`call ${calls}`).waitFor();
  for (let i = 0; i <= calls; i += 1) expect(await page.getByText(`call ${i}`).count()).toBe(1);
  const { seq } = await station.get<{ seq: number }>('/api/alarms');
  await expect.poll(alarmSeq, { timeout: 60_000 }).toBe(seq);
  process.stdout.write(
    `joined in ${Math.round(joinedMs)} ms; away ${awayMs / 1000} s; all there ${Math.round(performance.now() - backMs)} ms after the network was back\n`,
  );
});
