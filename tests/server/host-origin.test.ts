/** Requests that are not meant for this station, or that a foreign page sends: refused on REST and sockets alike. */
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hostName } from '../../src-main/server/request-guard.ts';
import { openSocket } from './test-socket.ts';
import { adminKey, startTestStation, type TestStation } from './test-station.ts';

let station: TestStation;
beforeAll(async () => {
  station = await startTestStation({ allowedHosts: ['kavach.dadar.example'], corsOrigins: ['https://board.example'] });
});
afterAll(() => station.stop());

const key = { 'x-api-key': adminKey };

test.each([
  ['localhost', 'localhost'],
  ['LOCALHOST:8000', 'localhost'],
  ['[::1]:8000', '::1'],
  ['evil.example.', 'evil.example'],
  ['', null],
  ['a b', null],
  ['user@localhost', null],
  ['localhost:8000:9', null],
])('the host of %j is %j', (header, expected) => expect(hostName(header)).toBe(expected));

const hosts: [string, boolean][] = [
  ['127.0.0.1:1', true],
  ['localhost', true],
  ['[::1]:8000', true],
  ['kavach.dadar.example', true],
  ['KAVACH.dadar.example:8000', true],
  ['evil.example', false],
  ['evil.example:8000', false],
  ['127.0.0.1.evil.example', false],
  ['localhost.evil.example', false],
  ['192.168.1.5', false],
  ['kavach.dadar.example@evil.example', false],
];

test.each(hosts)('Host %s is answered: %s', async (host, isOurs) => {
  const rest = await rawGet('/api/stations', { ...key, host });
  expect([rest.status, rest.code]).toEqual(isOurs ? [200, undefined] : [403, 'HOST_REFUSED']);
  const socket = openSocket(`${station.origin}/ws/crowd`, { ...key, host });
  if (isOurs) await socket.next(({ type }) => type === 'crowd_update');
  else expect((await socket.closed).code).toBe(403);
  socket.close();
});

const own = () => station.origin;
type Sent = 'key' | 'cookie';
/** Origin, credential, and the status of a POST, a GET and a socket (101 = open). */
const origins: [string, () => string | null, Sent, number, number, number][] = [
  ['our page with its cookie', own, 'cookie', 200, 200, 101],
  ['our page with a key', own, 'key', 200, 200, 101],
  ['a program with a key', () => null, 'key', 200, 200, 101],
  ['a program with a cookie', () => null, 'cookie', 403, 200, 403],
  ['a foreign page with a cookie', () => 'https://evil.example', 'cookie', 403, 403, 403],
  ['a foreign page with a key', () => 'https://evil.example', 'key', 403, 403, 403],
  ['a sandboxed page', () => 'null', 'cookie', 403, 403, 403],
  ['another port of this machine', () => 'http://127.0.0.1:1', 'cookie', 403, 403, 403],
  ['a listed site with a key', () => 'https://board.example', 'key', 200, 200, 101],
  ['a listed site with a cookie', () => 'https://board.example', 'cookie', 403, 403, 403],
];

test.each(origins)('%s', async (_what, origin, sent, post, get, socket) => {
  const from = origin();
  const headers: Record<string, string> = {
    ...(sent === 'key' ? key : station.signedIn('admin')),
    ...(from === null ? {} : { origin: from }),
  };
  expect((await fetch(`${station.origin}/api/auth/ticket`, { method: 'POST', headers })).status).toBe(post);
  expect((await fetch(`${station.origin}/api/stations`, { headers })).status).toBe(get);
  const client = openSocket(`${station.origin}/ws/crowd`, headers);
  if (socket === 101) await client.next(({ type }) => type === 'crowd_update');
  else expect((await client.closed).code).toBe(socket);
  client.close();
});

test('a listed site may ask beforehand and read the answer, a foreign one may not', async () => {
  const ask = (origin: string) => fetch(`${station.origin}/api/stations`, { method: 'OPTIONS', headers: { origin } });
  const listed = await ask('https://board.example');
  expect(listed.status).toBe(204);
  expect(listed.headers.get('access-control-allow-origin')).toBe('https://board.example');
  expect(listed.headers.get('access-control-allow-headers')).toContain('X-API-Key');
  expect(listed.headers.get('access-control-allow-credentials')).toBeNull();
  const foreign = await ask('https://evil.example');
  expect([foreign.status, foreign.headers.get('access-control-allow-origin')]).toEqual([403, null]);
});

/** fetch won't send a Host of our choice. */
function rawGet(path: string, headers: Record<string, string>): Promise<{ status: number; code: string | undefined }> {
  return new Promise((resolve, reject) => {
    const sent = request(station.origin + path, { headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const body = JSON.parse(Buffer.concat(parts).toString()) as { error?: { code: string } };
        resolve({ status: response.statusCode ?? 0, code: body.error?.code });
      });
    });
    sent.on('error', reject).end();
  });
}
