/** Trains in a real Chromium on a real station: a timetable by the screen, a report over REST, the phone's next trains, and a lost link. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StationProcess } from '../../src-main/commands/station-process.ts';
import type { CutLine } from '../fixtures/cut-line.ts';
import { feedZip, smallFeed } from '../fixtures/gtfs.ts';
import { handheld, workstation } from '../fixtures/screens.ts';
import { type SmallStation, startSmallStation } from '../fixtures/small-station.ts';

const limit = { timeout: 300_000 };
const trainSite = `
station: {id: DDR, name: Dadar, lines: [western], location: [72.843, 19.0186]}
network: mumbai-suburban
zones: [{id: p1, name: Platform 1, kind: waiting, platform: "1", capacity: 60}]
`;
let small: SmallStation;
let station: StationProcess;
let line: CutLine;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  small = await startSmallStation(trainSite);
  ({ station, line, browser } = small);
  page = await browser.newPage({ ...workstation, locale: 'en-IN' });
  await page.goto(station.signInLink.replace(/:\d+\//, `:${line.port}/`));
  await page.getByRole('link', { name: 'Trains' }).click();
});
afterAll(() => small?.stop());

const panel = () => page.getByRole('region', { name: 'Timetable' });
const row = (train: string) => page.getByRole('row', { name: new RegExp(train) });
const send = (name: string, bytes: Uint8Array) =>
  page.setInputFiles('input[type=file]', { name, mimeType: 'application/zip', buffer: Buffer.from(bytes) });

/** Trains of today, whatever the time is: every ten minutes through the day. */
const hourly = feedZip({
  ...smallFeed,
  'calendar_dates.txt': [['service_id', 'date', 'exception_type']],
  'trips.txt': [
    ['route_id', 'service_id', 'trip_id', 'trip_short_name', 'trip_headsign'],
    ...['weekdays', 'sundays'].map((service) => ['r1', service, `all-${service}`, 'local', 'Lower Parel']),
  ],
  'stop_times.txt': [
    ['trip_id', 'arrival_time', 'departure_time', 'stop_id', 'stop_sequence'],
    ...['weekdays', 'sundays'].flatMap((service) =>
      ['mru', 'dadar-1', 'pl'].map((stop, i) => [`all-${service}`, `00:0${i * 4}:00`, `00:0${i * 4}:00`, stop, i]),
    ),
  ],
  'frequencies.txt': [
    ['trip_id', 'start_time', 'end_time', 'headway_secs'],
    ...['weekdays', 'sundays'].map((service) => [`all-${service}`, '00:00:00', '24:00:00', 600]),
  ],
});

test('without a timetable nothing is known; a broken feed is refused in words; a good one fills the list', limit, async () => {
  await page.getByText('No train is known').waitFor();
  await panel().getByText('No timetable', { exact: true }).waitFor();
  await send('broken.zip', new TextEncoder().encode('not a feed'));
  await panel()
    .getByText(/was not imported, and nothing was changed.*no ZIP archive/)
    .waitFor();
  await send('feed.zip', hourly);
  await panel().getByText('288 (Western 288)').waitFor();
  await panel().getByText('winter 2026').waitFor();
  await expect.poll(() => row('local').count(), limit).toBeGreaterThanOrEqual(5);
  expect(await row('local').first().innerText()).toMatch(/min\n|<1 min|due/);
  expect(await row('local').last().innerText()).toMatch(/Western[\s\S]*Lower Parel[\s\S]*1[\s\S]*Unknown[\s\S]*timetable alone/);
});

test('a report stands in the list with its age, on the phone too, and in the reader’s script', limit, async () => {
  await station.post('/api/trains/updates', {
    ...{ train_id: '90541', line: 'western', current_station: 'BA', destination: 'Churchgate', platform: '1' },
    ...{ eta_minutes: 6.5, load: { occupancy: 1.3 } },
  });
  await row('90541')
    .getByText(/^[2-6] min$/)
    .waitFor();
  expect(await row('90541').innerText()).toMatch(
    /Bandra[\s\S]*Critical[\s\S]*130% of its places, as reported[\s\S]*reported \d+ sec ago/,
  );
  const { code } = await station.post<{ code: string }>('/api/pairing-codes', { zone: 'p1' });
  const phone = await browser.newPage({ ...handheld, locale: 'hi-IN' });
  await phone.addInitScript(() => localStorage.setItem('kavach.phone.preferences', '{"onShift":true}'));
  await phone.goto(`${station.origin}/join#${code}`);
  await phone.getByRole('textbox').last().fill('Asha');
  await phone.getByRole('button').last().click();
  const card = phone.locator('section', { hasText: 'अगली ट्रेनें' });
  await card.getByText('चर्चगेट').waitFor();

  // The platform’s drawer on the map says in words what stands on the plan.
  await page.getByRole('link', { name: 'Map' }).click();
  await page.getByRole('button', { name: /Platform 1/ }).click();
  const drawer = page.getByRole('complementary', { name: 'Platform 1' });
  await drawer.waitFor();
  // One that stands there comes before whatever the timetable has coming just now.
  const standing = { train_id: '90543', line: 'western', platform: '1', status: 'at_platform' };
  await station.post('/api/trains/updates', standing);
  await drawer.getByText('90543 · Western').waitFor();
  await drawer.getByText('at the platform').waitFor();
  await drawer.getByText('Nothing was measured in the last hour').or(drawer.getByText('No forecast yet')).first().waitFor();
  const asha = drawer.getByRole('listitem').filter({ hasText: 'Asha' });
  await asha.getByText(/^on shift/).waitFor();
  await phone.close();
  await asha.getByText(/phone not heard of for/).waitFor();
  await drawer.getByRole('link', { name: 'All trains' }).click();
  await row('90541').waitFor();
});

test('a link that is lost takes the minutes away and says how old the list is', limit, async () => {
  await page.getByRole('link', { name: 'Trains' }).click();
  await line.cut();
  await page.getByText(/This is the list of .* ago: no times are shown/).waitFor();
  expect(await row('90541').getByText(/min$/).count()).toBe(0);
  await line.mend();
  await row('90541').getByText(/min$/).first().waitFor();
});
