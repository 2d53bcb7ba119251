/** Weather and events in a real Chromium on a real station: a provider that tells, lies, falls silent and comes back; a start without the net; an event entered, repeated, imported. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../src-main/commands/browser.ts';
import { runStationProcess, type StationProcess } from '../../src-main/commands/station-process.ts';
import { workstation } from '../fixtures/screens.ts';
import { until } from '../fixtures/until.ts';
import { startWeatherStandIn, type WeatherStandIn } from '../fixtures/weather-provider.ts';

const limit = { timeout: 300_000 };
const place = [72.8435, 19.0186] as const;
const folder = mkdtempSync(join(tmpdir(), 'kavach-weather-'));
const dataFolder = join(folder, 'data');
const siteFile = join(folder, 'site.yaml');
writeFileSync(siteFile, `station: {id: T, name: Test, lines: [western], location: [${place}]}`);

let standIn: WeatherStandIn;
let browser: Browser;
let station: StationProcess;
let page: Page;

async function open(url: string): Promise<void> {
  station = await runStationProcess({
    ...{ siteFile, dataFolder },
    environment: { LOG_LEVEL: 'error', KAVACH_DETECTION: 'off', KAVACH_ONLINE: 'on', KAVACH_OPEN_METEO_URL: url },
  });
  page = await browser.newPage({ ...workstation, locale: 'en-IN' });
  await page.goto(station.signInLink);
  await show('weather');
}
const show = async (section: 'weather' | 'events') => {
  await page.goto(`${station.origin}/#/site?section=${section}`);
};

beforeAll(async () => {
  browser = await openBrowser();
  standIn = await startWeatherStandIn({ nowMs: Date.now, place });
  standIn.tell({ temperatureC: 36, apparentC: 43.2, visibilityM: 150 });
  await open(standIn.url);
});
afterAll(async () => {
  await station?.stop();
  await browser?.close();
  await standIn?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const now = () => page.getByRole('region', { name: 'Weather now' });

test('the weather with its source, what is severe now and to come, its alarm, and whom to thank', limit, async () => {
  await now().getByText('43.2').first().waitFor();
  await now()
    .getByText(/Open-Meteo, of .* ago/)
    .waitFor();
  await now().getByText('Severe heat: feels like 43.2 °C, limit 41').waitFor();
  await now().getByText('Dense fog: sight of 150 m, limit 200').waitFor();
  await page.getByRole('region', { name: 'Severe weather to come' }).getByText('Severe heat').first().waitFor();
  await page.getByRole('img', { name: 'Temperature in the hours to come' }).waitFor();
  await page.getByRole('link', { name: /Open-Meteo.com/ }).waitFor();
  const kinds = await until('the alarms', async () => {
    const { alarms } = await station.get<{ alarms: { kind: string }[] }>('/api/alarms');
    const weather = alarms.map(({ kind }) => kind).filter((kind) => kind.startsWith('weather-'));
    return weather.length === 2 ? weather.toSorted() : null;
  });
  expect(kinds).toEqual(['weather-fog', 'weather-heat']);
});

test('the chart shows another figure and says by key what stands there', limit, async () => {
  await page.getByRole('radio', { name: 'Rain' }).locator('..').click();
  const chart = page.getByRole('img', { name: 'Rain in the hours to come' });
  await chart.focus();
  await page.keyboard.press('ArrowLeft');
  await page.getByText(/Rain: 0\.0 mm\/h/).waitFor();
});

test('a start without the net shows what was known, with its age and the reason, never a blank', limit, async () => {
  await station.stop();
  standIn.behave({ kind: 'status', status: 503 });
  await page.close();
  await open(standIn.url);
  await now().getByText('43.2').first().waitFor();
  await now()
    .getByText(/Open-Meteo, of .* ago/)
    .waitFor();
});

test('an event is entered, repeats in plain words, stands on the timeline, is changed and removed', limit, async () => {
  await show('events');
  await page.getByText('No event is planned').waitFor();
  await page.getByRole('button', { name: 'Add an event' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('A name is needed').waitFor();
  await dialog.getByLabel('Name').fill('Evening market');
  await dialog.getByLabel('Expected people').fill('1,200');
  await dialog.getByLabel('Place').fill('Shivaji Park');
  await dialog.getByLabel('Latitude').fill('19.0268');
  await dialog.getByLabel('Longitude').fill('72.8385');
  await dialog.getByLabel('Repeats').selectOption('daily');
  await dialog.getByLabel('Every so many days').fill('2');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const row = page.getByRole('row', { name: /Evening market/ });
  await row.getByText('daily, only every 2. time').waitFor();
  await row.getByText('1,200').waitFor();
  expect(await page.getByRole('region', { name: 'The coming two weeks' }).getByRole('listitem').count()).toBeGreaterThanOrEqual(
    7,
  );
  await page.getByRole('img', { name: 'Where events take place' }).waitFor();
  await row.getByRole('button', { name: /^Change/ }).click();
  await dialog.getByLabel('Expected people').fill('1500');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await row.getByText('1,500').waitFor();
  await row.getByRole('button', { name: /^Remove/ }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('No event is planned').waitFor();
});

test('a calendar is taken over with a result; a broken one says at which line', limit, async () => {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  const ics = (last: string) =>
    [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'UID:1',
      'SUMMARY:Procession',
      `DTSTART;VALUE=DATE:${tomorrow}`,
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:2',
      'SUMMARY:Ticker',
      `DTSTART:${tomorrow}T000000Z`,
      'RRULE:FREQ=SECONDLY',
      'END:VEVENT',
      last,
    ].join('\r\n');
  const send = (text: string) =>
    page.setInputFiles('input[type=file]', { name: 'events.ics', mimeType: 'text/calendar', buffer: Buffer.from(text) });
  const dialog = page.getByRole('dialog', { name: 'Calendar import' });
  await send(ics('oh dear'));
  await dialog.getByText(/line 13/).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await send(ics('END:VCALENDAR'));
  await dialog.getByText(/FREQ=SECONDLY is not understood/).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('row', { name: /Procession/ }).waitFor();
  await page.getByRole('region', { name: 'The coming two weeks' }).getByText('Procession').waitFor();
});
