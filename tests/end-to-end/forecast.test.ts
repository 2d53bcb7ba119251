/** From a store with days of figures to a forecast on the operator's screen, made by the built worker, and saved as a table. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openBrowser } from '../../src-main/commands/browser.ts';
import { runStationProcess } from '../../src-main/commands/station-process.ts';
import { downloaded } from '../fixtures/downloaded.ts';
import { workstation } from '../fixtures/screens.ts';
import { writeZoneHistory } from '../fixtures/zone-history.ts';

/** Series are looked at one after the other, with rests between: a slow machine takes minutes. */
const limit = { timeout: 700_000 };
const site = `
station: {id: T, name: Test, lines: [western], location: [72.8, 19]}
zones:
  - {id: p1, name: Platform 1, kind: waiting, capacity: 200}
  - {id: p2, name: Platform 2, kind: waiting}
`;

test('a zone with days of figures is forecast, a new one says how far it is, and what is shown can be saved', limit, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kavach-forecast-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const siteFile = join(folder, 'site.yaml');
  writeFileSync(siteFile, site);
  const dataFolder = join(folder, 'data');
  await writeZoneHistory(dataFolder, 'p1', 4);
  const station = await runStationProcess({ siteFile, dataFolder, environment: { LOG_LEVEL: 'error', KAVACH_DETECTION: 'off' } });
  onTestFinished(station.stop);
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage({ ...workstation, locale: 'en-IN' });
  await page.goto(station.signInLink);
  await page.getByRole('link', { name: 'Forecast' }).click();

  const rows = page.getByRole('region', { name: 'The next hour' }).getByRole('row');
  await rows.filter({ hasText: '60 min' }).waitFor({ timeout: 300_000 });
  expect(await rows.filter({ hasText: '15 min' }).innerText()).toMatch(/people[\s\S]*80%: \d.* to \d[\s\S]*“It stays”: /);
  const chart = page.getByRole('img', { name: /^Platform 1: people, measured and forecast/ });
  await chart.focus();
  await page.keyboard.press('ArrowLeft');
  await page.getByText(/^Forecast: \d+.* people$/).waitFor();
  await page.keyboard.press('+');
  await page.getByRole('button', { name: 'Show all' }).click();

  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()]);
  expect(saved.suggestedFilename()).toMatch(/^zone-p1-.*\.csv$/);
  const lines = (await downloaded(saved)).toString().trim().split('\r\n');
  expect(lines[0]).toContain('time,measured,forecast,lower_80,upper_80');
  expect(lines.at(-1)).toMatch(/^\d{4}-.*Z,,\d/);

  await page.getByLabel('Series').selectOption('zone:p2');
  await page.getByText('A forecast needs 3 days of figures; 0.0 are there so far.').waitFor({ timeout: 300_000 });
});
