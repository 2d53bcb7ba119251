/** The control room page in a real Chromium, on a real station: sign in, see, hear of an alarm, acknowledge it by keyboard. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlarmReply } from '../../src-contract/api/alarms.ts';
import { openBrowser } from '../../src-main/commands/browser.ts';
import { runStationProcess, type StationProcess } from '../../src-main/commands/station-process.ts';
import { until } from '../fixtures/until.ts';

let station: StationProcess;
let browser: Browser;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  // Its model is not there: the demo's cameras run, nobody is counted, and that is an alarm of its own.
  station = await runStationProcess({ environment: { LOG_LEVEL: 'error', BODY_MODEL_PATH: '/nowhere/absent.onnx' } });
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
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
    await closed.waitForSelector('h1');
    expect(await closed.textContent('body')).toMatch(/link/i);
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
    await page.waitForSelector('text=Footbridge, street end');
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
