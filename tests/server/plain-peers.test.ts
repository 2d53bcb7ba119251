/** Who comes from beyond this machine gets TLS alone. The test is such a peer: it connects to this machine's own address of the LAN. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { openTestTls, portOf } from '../fixtures/tls.ts';
import { startTestStation, type TestStation } from './test-station.ts';
import { type Asking, createAsk, lanAddress, withKey } from './tls-client.ts';

const absent = 'this machine has no address but loopback: the way of a LAN peer is not checked';

let station: TestStation;
let ask: ReturnType<typeof createAsk>;
beforeAll(async () => {
  const addresses = lanAddress === undefined ? [] : [lanAddress];
  const tls = await openTestTls({ nowMs: Date.now(), names: { dnsNames: ['localhost'], addresses } });
  station = await startTestStation({ host: '0.0.0.0', tls: portOf(tls), allowedHosts: ['kavach-ddr.local'] });
  ask = createAsk({ port: station.port, ca: tls.ca?.certPem ?? '' });
});
afterAll(() => station.stop());

describe('a peer beyond this machine', () => {
  it('is sent from plain to TLS, whatever its headers say, before anything is looked at', async ({ skip }) => {
    const lan = lanAddress ?? skip(absent);
    const host = `${lan}:${station.port}`;
    const tries: [Asking, string][] = [
      [{ path: '/' }, '/'],
      [{ path: '/api/stations?x=1&y=%2F' }, '/api/stations?x=1&y=%2F'],
      [{ path: '/nowhere' }, '/nowhere'],
      [{ path: '//evil.example/x' }, '//evil.example/x'],
      [{ path: `http://evil.example/x` }, '/'],
      [{ path: '/api/auth/ticket', method: 'POST', body: 'x'.repeat(100_000) }, '/api/auth/ticket'],
      [{ path: '/', headers: { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https', 'x-real-ip': '::1' } }, '/'],
      [{ path: '/', headers: { forwarded: 'for=127.0.0.1;proto=https' } }, '/'],
      [{ path: '/', headers: { origin: 'https://evil.example' } }, '/'],
    ];
    for (const [asking, path] of tries) {
      const { status, headers, text } = await ask({ scheme: 'http', host: lan, ...asking });
      expect([status, headers['location'], text, headers['connection']]).toEqual([308, `https://${host}${path}`, '', 'close']);
    }
    expect((await ask({ host: lan, servername: '' })).status).toBe(200);
  });

  it('is never sent to a foreign name', async ({ skip }) => {
    const lan = lanAddress ?? skip(absent);
    for (const host of ['evil.example', 'localhost.evil.example', `evil.example:${station.port}`]) {
      const { status, headers } = await ask({ scheme: 'http', host: lan, headers: { host } });
      expect([status, headers['location']]).toEqual([403, undefined]);
    }
    const named = await ask({ scheme: 'http', host: lan, headers: { host: `kavach-ddr.local:${station.port}` } });
    expect(named.headers['location']).toBe(`https://kavach-ddr.local:${station.port}/api/stations`);
  });

  it('gets no socket by plain', async ({ skip }) => {
    const lan = lanAddress ?? skip(absent);
    const status = await new Promise((resolve) => {
      const socket = new WebSocket(`ws://${lan}:${station.port}/ws/crowd`, {
        headers: { ...withKey, 'x-forwarded-proto': 'https' },
      });
      socket.once('unexpected-response', (_sent, response) => resolve(response.statusCode));
      socket.once('open', () => resolve('open'));
      socket.on('error', () => {});
    });
    expect(status).toBe(308);
  });
});
