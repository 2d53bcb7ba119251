/** The built station as a phone on the LAN meets it: its welcome, its certificate, and the page with its sockets in Chromium by TLS. */
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TlsReply } from '../../src-contract/api/tls.ts';
import { openBrowser } from '../../src-main/commands/browser.ts';
import { runStationProcess, type StationProcess } from '../../src-main/commands/station-process.ts';
import { until } from '../fixtures/until.ts';

const folder = mkdtempSync(join(tmpdir(), 'kavach-e2e-tls-'));
let station: StationProcess;
let browser: Browser;
beforeAll(async () => {
  // No camera, no model: this is about the way to the station.
  const siteFile = join(folder, 'site.yaml');
  writeFileSync(
    siteFile,
    'station: {id: DDR, name: Dadar, lines: [western], location: [72.84, 19.02]}\nzones: [{id: z, name: Platform 1, kind: waiting}]\ncameras: []\n',
  );
  station = await runStationProcess({ siteFile, environment: { LOG_LEVEL: 'error', HOST: '0.0.0.0' } });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await station?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('shows a certificate that its CA signed, at each of its addresses', async () => {
  const told = await station.get<TlsReply>('/api/tls');
  const pem = await (await fetch(`${station.origin}/api/ca.crt`)).text();
  expect(new X509Certificate(pem).fingerprint256).toBe(told.fingerprint_sha256);
  const hosts = told.origins.map((origin) => new URL(origin));
  for (const { hostname, port } of hosts.filter((url) => /^[\d.]+$/.test(url.hostname))) {
    await new Promise<void>((done, failed) => {
      const socket = connect({ host: hostname, port: Number(port), ca: pem }, () => socket.end(done));
      socket.once('error', failed);
    });
  }
  const health = await station.get<{ parts: { name: string; state: string }[] }>('/health/detailed');
  expect(health.parts).toContainEqual(expect.objectContaining({ name: 'tls', state: 'ok' }));
});

it('opens in a browser by TLS, signs in, and its sockets run', async () => {
  // The browser has no store of its own to trust the CA in; that the chain is right is checked above.
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const page = await context.newPage();
  const sockets: string[] = [];
  const faults: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', () => sockets.push(socket.url())));
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(station.signInLink.replace('http:', 'https:'));
  await page.waitForSelector('text=Dadar');
  expect(new URL(page.url()).protocol).toBe('https:');
  expect(await page.evaluate(() => globalThis.isSecureContext)).toBe(true);
  await until('messages by wss', () => sockets.length > 2);
  expect(sockets.every((url) => url.startsWith('wss://'))).toBe(true);
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Strict' });
  expect(faults).toEqual([]);
  await context.close();
});
