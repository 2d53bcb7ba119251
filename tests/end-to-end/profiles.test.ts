/** The other site that ships, started by its name in a process of its own and opened in a real Chromium: what shows it works without a fault. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CameraReply } from '../../src-contract/api/cameras.ts';
import type { DashboardReply } from '../../src-contract/api/overview.ts';
import { openBrowser } from '../../src-main/commands/browser.ts';
import { runStationProcess, type StationProcess } from '../../src-main/commands/station-process.ts';
import { profileSite } from '../fixtures/profile-site.ts';
import { workstation } from '../fixtures/screens.ts';
import { until } from '../fixtures/until.ts';

const startLimitMs = 90_000;
/** Three encoders and their decoders beside a browser, on a machine that may have much else to do. */
const liveLimitMs = 240_000;
/** Those that show what is the site's own; shell.test.ts opens all of them on the demo's. */
const screens = ['/', '/cameras', '/site', '/analytics?section=crowd'];

describe('--site ujjain', () => {
  const site = profileSite('ujjain');
  const faults: string[] = [];
  let station: StationProcess;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    // Nobody is counted: what the pages show of the site is the matter here, and detectors of two stations would be in each other's way.
    station = await runStationProcess({ siteFile: 'ujjain', environment: { LOG_LEVEL: 'error', KAVACH_DETECTION: 'off' } });
    browser = await openBrowser();
    page = await browser.newPage(workstation);
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && faults.push(`${message.text()} ${message.location().url}`));
    await page.goto(station.signInLink);
    await page.getByText(site.station.name, { exact: true }).first().waitFor();
  }, startLimitMs);
  afterAll(async () => {
    await browser?.close();
    await station?.stop();
  });

  it(
    'shows its zones, and each of its cameras is seen live',
    async () => {
      await page.goto(`${station.origin}/#/map`);
      for (const zone of site.zones) await page.getByText(zone.name).filter({ visible: true }).first().waitFor();
      // On a busy machine one falls back while another comes.
      const seen = new Set<string>();
      const look = async () => {
        const { cameras } = await station.get<{ cameras: CameraReply[] }>('/api/cameras');
        for (const { id, state } of cameras) if (state.kind === 'live') seen.add(id);
        return seen.size === site.cameras.length;
      };
      await until('every camera once live', look, liveLimitMs);
    },
    liveLimitMs + startLimitMs,
  );

  it('has the places of its file, and no figure that nobody knows', async () => {
    const { station: facts, crowd, places, weather, forecast } = await station.get<DashboardReply>('/api/dashboard');
    expect(facts).toEqual({ id: site.station.id, name: site.station.name });
    expect(crowd).toMatchObject({ level: 'unknown', count: null, zones: site.zones.length, zones_unknown: site.zones.length });
    expect(places?.total ?? 0).toBe(site.places.length);
    expect({ weather, forecast }).toEqual({ weather: null, forecast: [] });
  });

  it(
    'opens what shows it without a fault',
    async () => {
      for (const path of screens) {
        await page.goto(`${station.origin}/#${path}`);
        await until(`something on ${path}`, async () => (await page.locator('main').innerText()).trim().length > 0);
      }
      expect(faults).toEqual([]);
    },
    startLimitMs,
  );

  it('says on Trains whether the site has a railway, and has a column of chat for each line', async () => {
    await page.goto(`${station.origin}/#/trains`);
    if (site.network === undefined) await page.getByText('No railway belongs to this site').waitFor();
    await page.goto(`${station.origin}/#/chat`);
    await until('the columns of chat', async () => (await page.getByRole('textbox').count()) >= site.station.lines.length);
  });
});
