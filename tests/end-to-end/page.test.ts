/** The control room page in a real Chromium, on a real station: sign in, see, hear of an alarm, acknowledge it by keyboard. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlarmReply } from '../../src-contract/api/alarms.ts';
import { openBrowser } from '../../src-main/commands/browser.ts';
import { runStationProcess, type StationProcess } from '../../src-main/commands/station-process.ts';
import { workstation } from '../fixtures/screens.ts';
import { until } from '../fixtures/until.ts';

let station: StationProcess;
let browser: Browser;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  // Its model is not there: the demo's cameras run, nobody is counted, and that is an alarm of its own.
  station = await runStationProcess({ environment: { LOG_LEVEL: 'error', BODY_MODEL_PATH: '/nowhere/absent.onnx' } });
  browser = await openBrowser();
  page = await browser.newPage(workstation);
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!['blob:', 'data:'].includes(url.protocol) && url.host !== new URL(station.origin).host)
      faults.push(`asked ${request.url()}`);
  });
});
afterAll(async () => {
  await browser?.close();
  await station?.stop();
});

async function alarms(): Promise<AlarmReply[]> {
  return (await station.get<{ alarms: AlarmReply[] }>('/api/alarms')).alarms;
}

describe('the control room page', () => {
  it('asks for a sign-in without a session, and says how', async () => {
    // A page of its own: it is told 401, and the browser logs that as an error by itself.
    const stranger = await browser.newContext();
    const closed = await stranger.newPage();
    await closed.goto(station.origin);
    await closed.getByText(/link/i).first().waitFor();
    await stranger.close();
  });

  it('opens by the one-time link, once', async () => {
    await page.goto(station.signInLink);
    await page.waitForSelector('text=Dadar');
    const stranger = await browser.newContext();
    const second = await stranger.newPage();
    expect((await second.goto(station.signInLink))?.status()).toBe(401);
    await stranger.close();
  });

  it('shows zones that nobody counts as unknown, never as normal', async () => {
    // On a small map labels may be short, and their names hidden.
    await page.getByText('Footbridge, street end').filter({ visible: true }).first().waitFor();
    const text = await page.innerText('body');
    expect(text).not.toMatch(/All normal/);
    expect(text).toMatch(/model/i);
  });

  it('plays the cameras', async () => {
    await page.goto(`${station.origin}/#/cameras`);
    const time = () => page.evaluate(() => [...document.querySelectorAll('video')].map((video) => video.currentTime));
    const before = await until('four playing pictures', async () => {
      const times = await time();
      return times.length === 4 && times.every((at) => at > 0) ? times : null;
    });
    await until('pictures that move on', async () => (await time()).every((at, i) => at > (before[i] ?? 0)));
  });

  it('shows a zone’s camera over the map, once, and gives the focus back', async () => {
    await page.goto(`${station.origin}/#/map?zone=p1`);
    const open = page.getByRole('button', { name: 'Larger, over the map: Platform 1 stairs' });
    await open.focus();
    await page.keyboard.press('Enter');
    const popUp = page.getByRole('region', { name: 'Camera on the map' });
    await popUp.locator('[data-moving="true"]').waitFor();
    expect(await page.locator('video').count()).toBe(1);
    expect(await popUp.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await popUp.waitFor({ state: 'detached' });
    await until('the focus where it was', () => open.evaluate((element) => element === document.activeElement));
  });

  it('tells of an alarm, and A acknowledges it', async () => {
    const alarm = await until('the alarm of the missing model', async () =>
      (await alarms()).find(({ kind }) => kind === 'no-model'),
    );
    await page.goto(`${station.origin}/#/alarms`);
    await page.getByText(alarm.title).first().waitFor();
    await page.keyboard.press('a');
    const acknowledged = await until('its acknowledgement', async () =>
      (await alarms()).find(({ id, acknowledged }) => id === alarm.id && acknowledged),
    );
    expect(acknowledged.acknowledged_by).not.toBeNull();
  });

  it('asked nobody else for anything, and had no error', () => {
    expect(faults).toEqual([]);
  });
});
