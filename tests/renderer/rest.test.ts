/** The typed REST client over a real HTTP server: addresses, bodies, replies parsed by the contract, refusals and silence as errors. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { routes } from '../../src-contract/api/routes.ts';
import { isSignedOut, StationError } from '../../src-renderer/client/errors.ts';
import { createRestClient, pathOf } from '../../src-renderer/client/rest.ts';
import { alarm } from './alarm-samples.ts';

let server: Server;
let baseUrl: string;
let answer: { status: number; body: unknown };
let seen: { method: string | undefined; url: string | undefined; body: string };

beforeEach(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      seen = { method: request.method, url: request.url, body };
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

test('params are escaped, the body is JSON, the reply is typed', async () => {
  answer = { status: 200, body: { alarm: alarm({ id: 'a/1' }) } };
  const reply = await createRestClient({ baseUrl }).call(routes.shelveAlarm, {
    params: { id: 'a/1' },
    body: { reason: 'work', minutes: 15 },
  });
  expect(seen).toEqual({ method: 'POST', url: '/api/alarms/a%2F1/shelve', body: '{"reason":"work","minutes":15}' });
  expect(reply.alarm.id).toBe('a/1');
});

test('an optional query leaves out what is not given', () => {
  expect(pathOf('/api/crowd', { query: { zone: undefined } })).toBe('/api/crowd');
  expect(pathOf('/api/alarms/history', { query: { since_seq: 0, limit: 5 } })).toBe('/api/alarms/history?since_seq=0&limit=5');
});

test('401 is told once, as a refusal with the station’s own words', async () => {
  answer = { status: 401, body: { error: { code: 'UNAUTHENTICATED', message: 'Sign in.' } } };
  let told = 0;
  const error = await createRestClient({ baseUrl, onSignedOut: () => (told += 1) })
    .call(routes.me)
    .catch((reason) => reason);
  expect(told).toBe(1);
  expect(isSignedOut(error)).toBe(true);
  expect(error).toMatchObject({ code: 'UNAUTHENTICATED', message: 'Sign in.', status: 401 });
});

test.each([
  ['a reply of another form', { status: 200, body: { alarms: 'none' } }, 'BAD_REPLY'],
  ['a refusal of another form', { status: 500, body: '<html>' }, 'HTTP_ERROR'],
])('%s', async (_, given, code) => {
  answer = given;
  await expect(createRestClient({ baseUrl }).call(routes.alarms)).rejects.toMatchObject({ code });
});

test('a station that is not there', async () => {
  await expect(createRestClient({ baseUrl: 'http://127.0.0.1:1' }).call(routes.health)).rejects.toBeInstanceOf(StationError);
});
