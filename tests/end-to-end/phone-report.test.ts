/**
 * A report with a photo, written on a phone without a network: it outlives a closed page, is one incident with one picture however often
 * it was sent, and its writer learns who has seen it. In a real browser on a real station, over a line that is really cut.
 */
import type { Browser, Page, Route } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentReply } from '../../src-contract/api/incidents.ts';
import type { StationProcess } from '../../src-main/commands/station-process.ts';
import type { CutLine } from '../fixtures/cut-line.ts';
import { handheld } from '../fixtures/screens.ts';
import { type SmallStation, startSmallStation } from '../fixtures/small-station.ts';

const words = 'A railing is loose <img src=x onerror=alert(1)>';
let small: SmallStation;
let station: StationProcess;
let line: CutLine;
let browser: Browser;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  small = await startSmallStation();
  ({ station, line, browser } = small);
  page = await joinPhone();
});
afterAll(() => small?.stop());

async function joinPhone(): Promise<Page> {
  const { code } = await station.post<{ code: string }>('/api/pairing-codes', { role: 'staff', zone: 'p1' });
  const phone = await browser.newPage({ ...handheld, locale: 'en-IN', hasTouch: true });
  phone.on('pageerror', (error) => faults.push(String(error)));
  await phone.goto(`http://127.0.0.1:${line.port}/join#${code}`);
  await phone.getByLabel('Your name').fill('Asha');
  await phone.getByRole('button', { name: 'Join' }).click();
  await phone.getByText('Connected').waitFor();
  await phone.evaluate(async () => void (await navigator.serviceWorker.ready));
  return phone;
}

async function incidents(): Promise<IncidentReply[]> {
  return (await station.get<{ incidents: IncidentReply[] }>('/api/incidents')).incidents;
}

/** The station has it, and the phone never hears of it, once each. */
async function dropFirstAnswers(): Promise<string[]> {
  const tries: string[] = [];
  const drop = async (route: Route): Promise<void> => {
    const request = route.request();
    const what = `${request.method()} ${new URL(request.url()).pathname.split('/').at(-1)}`;
    if (request.method() !== 'POST') return route.continue();
    const response = await route.fetch();
    tries.push(`${what} ${response.status()}`);
    if (tries.filter((told) => told.startsWith(what)).length === 1) await route.abort('connectionreset');
    else await route.fulfill({ response });
  };
  await page.route('**/api/incidents', drop);
  await page.route('**/api/incidents/*/attachments', drop);
  return tries;
}

async function photo(): Promise<Buffer> {
  const colour = { create: { width: 2400, height: 1800, channels: 3, background: '#705030' } } as const;
  return sharp(colour)
    .withExif({ IFD0: { Make: 'SecretPhone' } })
    .jpeg()
    .toBuffer();
}

describe('a report with a photo', () => {
  it('waits on a phone without a network', async () => {
    await line.cut();
    await page.getByText(/^No link/).waitFor();
    await page.getByRole('button', { name: 'Help' }).click();
    await page.getByRole('link', { name: 'Report something else' }).click();
    await page.getByLabel('What is it?').fill(words);
    await page.getByLabel('Photo').setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: await photo() });
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('It is on its way').waitFor();
    await page.getByText('Waiting for the network').waitFor();
    expect(await incidents()).toEqual([]);
  });

  it('is there after the page was closed', async () => {
    await page.reload();
    await page.getByText('Waiting for the network').waitFor();
    await page.getByText(words).waitFor();
    await page.getByText('The photo follows the report').waitFor();
  });

  it('is one incident with one picture, though the first answers were lost', async () => {
    const tries = await dropFirstAnswers();
    await line.mend();
    await page.getByText('With its photo').waitFor();
    expect(tries).toEqual(['POST incidents 201', 'POST incidents 201', 'POST attachments 201']);
    const [only, ...others] = await incidents();
    expect(others).toEqual([]);
    expect(only).toMatchObject({ kind: 'manual', description: words, severity: 'medium', place: { zone_id: 'p1' } });
    expect(only?.attachments).toMatchObject([{ width: 1600, height: 1200, by: 'Asha' }]);
  });

  it('was seen by an operator, and its writer learns by whom', async () => {
    const [only] = await incidents();
    await station.post(`/api/incidents/${only?.id}/seen`);
    await page.getByText(/^Seen by /).waitFor();
  });

  it('went without an error in the page', () => {
    expect(faults).toEqual([]);
  });
});

describe('a report that the station refuses', () => {
  it('says why, and goes when its writer drops it', async () => {
    const refused = { severity: 'low', zoneId: null, atMs: Date.now(), lateNote: '', photo: { kind: 'none' } };
    const report = { ...refused, clientId: 'too-long', description: 'x'.repeat(2500), delivery: { kind: 'queued' } };
    await page.evaluate((kept) => localStorage.setItem('kavach.phone.reports', kept), JSON.stringify([report]));
    await page.reload();
    await page.getByText('Refused', { exact: true }).waitFor();
    await page.getByText(/has more than 2000 characters/).waitFor();
    await page.getByRole('button', { name: 'Remove from this list' }).click();
    await page.getByText('Refused', { exact: true }).waitFor({ state: 'detached' });
    expect(await page.evaluate(() => localStorage.getItem('kavach.phone.reports'))).toBe('[]');
    expect(await incidents()).toHaveLength(1);
  });
});
