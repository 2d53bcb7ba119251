/**
 * A station from empty to set up in a real Chromium, then looked after: named in the first run (it begins anew), a zone, a backup made and
 * restored while the page waits, retention with its preview, health and diagnostics.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../../src-main/commands/browser.ts';
import { runStationProcess, type StationProcess } from '../../src-main/commands/station-process.ts';
import { downloaded } from '../fixtures/downloaded.ts';
import { workstation } from '../fixtures/screens.ts';
import { until } from '../fixtures/until.ts';

let station: StationProcess;
let browser: Browser;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  const environment = { LOG_LEVEL: 'error', KAVACH_DETECTION: 'off', KAVACH_ONLINE: 'off', TCP_PORT: 'off', MQTT_PORT: 'off' };
  station = await runStationProcess({ siteFile: 'new', environment });
  browser = await openBrowser();
  page = await browser.newPage({ ...workstation, acceptDownloads: true });
  page.on('pageerror', (error) => faults.push(String(error)));
});
afterAll(async () => {
  await browser?.close();
  await station?.stop();
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
const field = (name: string) => page.getByRole('textbox', { name, exact: true });
const section = (name: string) => page.goto(`${station.origin}/#/setup?section=${name}`);

describe('a new station', () => {
  it('says on Overview that it isn’t set up, and is named from the railway network; it begins anew as that one', async () => {
    await page.goto(station.signInLink);
    await page.getByRole('link', { name: 'Set up this station' }).click();
    await page.getByRole('combobox', { name: 'Station' }).selectOption('DDR');
    expect(await field('Name').inputValue()).toBe('Dadar');
    await field('Longitude, degrees').fill('72.8430');
    await field('Latitude, degrees').fill('19.0186');
    await button('Save; the station begins anew').click();
    await page.getByText('The station begins anew under its name.').waitFor();
    await page.getByRole('button', { name: /^Name and line\s*done/ }).waitFor();
    expect(await station.get('/api/stations')).toMatchObject({ stations: [{ id: 'DDR', name: 'Dadar' }] });
    expect(existsSync(join(station.dataFolder, 'site.yaml'))).toBe(true);
  });

  it('gets its first zone; what is skipped is remembered by the station', async () => {
    await button('Skip').click();
    await page.getByRole('button', { name: /^First camera\s*skipped/ }).waitFor();
    await field('Name').fill('Platform 1');
    await field('Rated persons').fill('600');
    await button('Save').click();
    await page.getByRole('button', { name: /^First zone\s*done/ }).waitFor();
    await button('Skip').click();
    await page.getByText('The station is set up.').waitFor();
    expect(await station.get('/api/first-run')).toMatchObject({ done: ['station', 'zone'], skipped: ['camera', 'phone'] });
  });
});

describe('looking after it', () => {
  it('a backup is made, and restored once the station’s name was typed; the page waits and comes back signed in', async () => {
    await section('backups');
    await button('Make one now').click();
    await page.getByRole('button', { name: /^Restore: / }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Dadar (DDR)').waitFor();
    await field('Type the station’s name: Dadar').fill('Dadar');
    await dialog.getByRole('button', { name: 'Restore' }).click();
    await page.getByText('The station begins anew with the backup.').waitFor();
    await page.getByRole('button', { name: /^Put back: In use until/ }).waitFor();
    await section('audit');
    await page.getByRole('cell', { name: 'Restored a backup' }).waitFor();
  });

  it('a backup is sealed and saved as one file', async () => {
    await section('backups');
    await page.getByRole('button', { name: /^Download: / }).click();
    await field('Passphrase').fill('platform two at dawn');
    await button('Seal it').click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Save the file' }).click(),
    ]);
    expect((await downloaded(download)).subarray(0, 8).toString()).toBe('KAVACHB1');
  });

  it('other times to keep things are shown with what they would remove, then put in force', async () => {
    await section('retention');
    await button('Change the times').click();
    await field('Chat, days (1 to 36,500)').fill('30');
    await button('Show what it would remove').click();
    await page.getByText('Nothing would be removed now.').waitFor();
    await button('Put in force').click();
    await page.getByRole('row', { name: /^Chat 30 / }).waitFor();
    await until('the new time in the site', () =>
      /chat_days: 30/.test(readFileSync(join(station.dataFolder, 'site.yaml'), 'utf8')),
    );
  });

  it('health tells of every part, and the diagnostics are one file', async () => {
    await section('health');
    await page.getByRole('row', { name: /^Store Works/ }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Save the diagnostics' }).click(),
    ]);
    expect((await downloaded(download)).subarray(0, 2).toString()).toBe('PK');
  });

  it('the page had no error', () => {
    expect(faults).toEqual([]);
  });
});
