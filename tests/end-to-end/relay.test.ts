/** A real station with engines, one there and one away: its health, its metrics, the Set-up screen, and a stop in time. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { healthDetailedReply } from '../../src-contract/api/system.ts';
import { findMosquitto, type Mosquitto, makeMosquitto } from '../fixtures/mosquitto.ts';
import { workstation } from '../fixtures/screens.ts';
import { type SmallStation, startSmallStation } from '../fixtures/small-station.ts';
import { until } from '../fixtures/until.ts';

type HealthDetailed = ReturnType<(typeof healthDetailedReply)['parse']>;

const program = findMosquitto();
const relayTest = test.skipIf(program === null);
const databaseAway = 'postgres://kavach:secret-word@127.0.0.1:9/events';
let broker: Mosquitto;
let small: SmallStation;
let page: Page;

beforeAll(async () => {
  if (program === null) return;
  broker = await makeMosquitto(program);
  const settings = { DATABASE_URL: databaseAway, KAVACH_RELAY_MQTT: broker.url('relay', 'central') };
  small = await startSmallStation(undefined, settings);
  page = await small.browser.newPage({ ...workstation, locale: 'en-IN' });
  await page.goto(small.station.signInLink);
});
afterAll(async () => {
  await small?.stop();
  await broker?.remove();
});

relayTest('health and metrics say how each engine does, and no password', async () => {
  const parts = await until('both to be known', async () => {
    const health = await small.station.get<HealthDetailed>('/health/detailed');
    const own = health.parts.filter(({ name }) => name.startsWith('relay'));
    return own[1]?.detail === 'MQTT takes what is sent' && own[2]?.state === 'degraded' ? own : null;
  });
  expect(parts.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'relay degraded',
    'relay:mqtt ok',
    'relay:postgres degraded',
  ]);
  expect(parts[2]?.detail).toMatch(/takes nothing \(.*ECONNREFUSED.*\): check that it runs/);
  const headers = { 'X-API-Key': small.station.adminKey };
  const metrics = await (await fetch(`${small.station.origin}/metrics`, { headers })).text();
  expect(metrics).toContain('kavach_relay_lag_events{sink="mqtt"} 0');
  expect(metrics).toContain('kavach_relay_lag_seconds{sink="postgres"} 0');
  expect(metrics).toContain('kavach_relay_connected{sink="postgres"} 0');
  expect(metrics).toMatch(/^kavach_relay_sent_total\{sink="mqtt"\} 0$/m);
  expect(metrics).toMatch(/^kavach_relay_dropped_total\{sink="postgres"\} 0$/m);
  expect(JSON.stringify(parts) + metrics).not.toContain('secret-word');
});

relayTest('the Set-up screen shows them', async () => {
  await page.getByRole('link', { name: 'Set-up' }).click();
  await page.getByRole('tab', { name: 'Other systems' }).click();
  await page.getByRole('row', { name: /MQTT\s*Takes what is sent\s*up to date/ }).waitFor();
  await page.getByRole('row', { name: /PostgreSQL\s*Takes nothing, trying again/ }).waitFor();
});

relayTest('with an engine that is away the station stops in time', async () => {
  const startedMs = performance.now();
  await small.station.stop();
  expect(performance.now() - startedMs).toBeLessThan(10_000);
});
