/** Sensors in a real browser: one that is heard is approved, placed, given thresholds and a key that works; a file is looked at before it is sent; refused readings. */
import { expect, onTestFinished, test } from 'vitest';
import { workstation } from '../fixtures/screens.ts';
import { startSmallStation } from '../fixtures/small-station.ts';
import { until } from '../fixtures/until.ts';

const limit = { timeout: 180_000 };

interface Registered {
  readonly approved: boolean;
  readonly has_key: boolean;
  readonly location: readonly number[] | null;
  readonly thresholds: readonly object[];
}

test('a sensor that is heard is approved, set up and given its key; refused readings are shown as they came', limit, async () => {
  const { station, browser, stop } = await startSmallStation();
  onTestFinished(stop);
  const page = await browser.newPage({ ...workstation, locale: 'en-IN' });
  await page.goto(station.signInLink);
  await page.goto(`${station.origin}/#/setup?section=sensors`);
  await page.getByText('No sensor was heard yet').waitFor();

  await station.post('/api/traffic/readings', { sensor_id: 'road-1', speed: 36, volume: 12 });
  const common = { type: 'traffic', sensor_id: 'road-1' };
  const wrong = [9000, '<img src=x onerror=alert(1)>'].map((speed) => ({ ...common, speed }));
  await station.post('/api/traffic/readings', wrong);
  const row = page.getByRole('row', { name: /road-1/ });
  await row.getByText('Not approved').waitFor();
  await row.getByText('10 m/s').waitFor();
  await row.getByRole('button', { name: 'road-1' }).click();
  await page.getByRole('button', { name: 'Approve' }).click();
  await row.getByText('Approved', { exact: true }).waitFor();
  await page.getByRole('img', { name: /^road-1: Speed. Last 24 hours/ }).waitFor();

  await page.getByLabel('Longitude').fill('72.8001');
  await page.getByLabel('Latitude').fill('19.0001');
  await page.getByRole('button', { name: 'Add a threshold' }).click();
  await page.getByLabel('Medium, m/s').fill('20');
  await page.getByLabel('High', { exact: true }).fill('15');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('High must lie at least as far out as medium').waitFor();
  await page.getByLabel('High', { exact: true }).fill('25');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('road-1 is saved').waitFor();

  await page.getByRole('button', { name: 'Make its key' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make its key' }).click();
  await page.getByRole('img', { name: /^QR code/ }).waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as a file' }).click()]);
  expect(file.suggestedFilename()).toBe('road-1.kavach-sensor.json');
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await until('the key is known on the page', () => page.getByRole('button', { name: 'Make a new key' }).isVisible(), 10_000);
  expect(await station.get<Registered>('/api/sensors/road-1')).toMatchObject({
    ...{ approved: true, has_key: true, location: [72.8001, 19.0001] },
    thresholds: [{ field: 'speed', direction: 'above', medium: 20, high: 25, deadband: 0 }],
  });

  await page.getByText('Refused readings').click();
  const refused = page.getByRole('region', { name: 'Refused readings' }).getByRole('row');
  await refused.filter({ hasText: '<img src=x onerror=alert(1)>' }).getByText('Not a number').waitFor();
  await refused.filter({ hasText: '9000' }).getByText('Out of range').waitFor();

  await page.getByText('All', { exact: true }).click();
  await page.getByRole('button', { name: 'From a file' }).click();
  const choose = async (text: string) =>
    page.locator('dialog input[type=file]').setInputFiles({ name: 's.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await choose('id,type,name,lon,lat\nno good,traffic,,,\n');
  await page.getByText('1 row is wrong: nothing is sent until it is right').waitFor();
  expect(await page.getByRole('button', { name: 'Take them in' }).isDisabled()).toBe(true);
  await choose('id,type,name,lon,lat\nwind-1,environment,Roof,72.8,19\nroad-1,traffic,Road,,\n');
  await page.getByRole('button', { name: 'Take them in' }).click();
  await page.getByText('1 added, 1 changed').waitFor();
  await page.getByRole('row', { name: /Roof/ }).getByText('Not heard since the start').waitFor();
});
