/** Stored days in a real browser: charts of crowds and of traffic, levels in words, and what is saved of them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { openBrowser } from '../../src-main/commands/browser.ts';
import { runStationProcess } from '../../src-main/commands/station-process.ts';
import { downloaded } from '../fixtures/downloaded.ts';
import { workstation } from '../fixtures/screens.ts';
import { writeTrafficHistory } from '../fixtures/traffic-history.ts';
import { writeZoneHistory } from '../fixtures/zone-history.ts';

const limit = { timeout: 240_000 };
const site = `
station: {id: T, name: Test, lines: [western], location: [72.8, 19]}
zones:
  - {id: p1, name: Platform 1, kind: waiting, capacity: 200}
  - {id: p2, name: Platform 2, kind: waiting}
`;

test('days of a zone and of a road are drawn, compared and saved; a zone without figures says so', limit, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kavach-analytics-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const siteFile = join(folder, 'site.yaml');
  writeFileSync(siteFile, site);
  const dataFolder = join(folder, 'data');
  await writeZoneHistory(dataFolder, 'p1', 8);
  await writeTrafficHistory(dataFolder, 'road-1', 9);
  const station = await runStationProcess({ siteFile, dataFolder, environment: { LOG_LEVEL: 'error', KAVACH_DETECTION: 'off' } });
  onTestFinished(station.stop);
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage({ ...workstation, locale: 'en-IN' });
  await page.goto(station.signInLink);
  await page.getByRole('link', { name: 'Analytics' }).click();

  const overTime = page.getByRole('region', { name: 'Over time: People' });
  await overTime.getByRole('img', { name: /^People: Platform 1/ }).focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await overTime.getByText(/^Platform 1: (\d+(\.\d)? people|unknown)$/).waitFor();
  const rows = await savedRows(page, overTime);
  expect(rows[0]).toContain('time,people Platform 1');
  expect(rows.length).toBeGreaterThan(1400);
  expect(rows.some((row) => /Z,\d/.test(row))).toBe(true);
  await overTime.getByRole('img', { name: /^Level of service, Platform 1: / }).waitFor();

  const week = page.getByRole('table', { name: /^Platform 1: People by hour and weekday/ });
  expect(await week.getByRole('cell').count()).toBe(7 * 24);
  expect(Number(await week.getByRole('row').nth(1).getByRole('cell').first().innerText())).toBeGreaterThan(0);

  await page.getByText('Two days', { exact: true }).click();
  await overTime.getByRole('list', { name: 'Lines' }).getByRole('listitem').nth(1).waitFor();
  await page.getByLabel('Zone', { exact: true }).selectOption('p2');
  await page.getByText('Nothing was measured in this time').first().waitFor();

  await page.getByRole('tab', { name: 'Traffic' }).click();
  const congestion = page.getByRole('region', { name: 'Congestion by the hour' });
  await congestion.getByRole('img', { name: /^Congestion: .*Not judged \d+%/ }).waitFor();
  const hours = await savedRows(page, congestion);
  expect(hours[0]).toContain('time,avg_speed_kmh,congestion');
  expect(hours.some((row) => /Z,$|Z,,$/.test(row))).toBe(true);
  await page.getByRole('table', { name: /^All traffic sensors: speed by hour and weekday/ }).waitFor();
  await page.getByText(/^(No trend|Rising by .*|Falling by .*): p = /).waitFor();
});

async function savedRows(page: Page, place: ReturnType<Page['getByRole']>): Promise<string[]> {
  const [saved] = await Promise.all([page.waitForEvent('download'), place.getByRole('button', { name: 'CSV' }).click()]);
  return (await downloaded(saved)).toString().trim().split('\r\n');
}
