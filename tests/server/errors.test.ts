/** One envelope for every refusal, whoever finds it: the contract, Fastify, or Node's HTTP parser. */
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorReply } from '../../src-contract/api/route.ts';
import { KavachError } from '../../src-main/errors.ts';
import { adminKey, startTestStation, type TestStation } from './test-station.ts';

let station: TestStation;
beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.stop());

const json = { 'content-type': 'application/json' };
const shelve = '/api/alarms/a1/shelve';

const refusals: [string, string, RequestInit, number, string][] = [
  ['an unknown route', '/api/nope', {}, 404, 'NOT_FOUND'],
  ['an unknown method', '/api/stations', { method: 'DELETE' }, 404, 'NOT_FOUND'],
  ['an unknown station', '/api/stations/XYZ', {}, 404, 'NOT_FOUND'],
  ['an unknown zone', '/api/crowd?zone=nope', {}, 404, 'NOT_FOUND'],
  ['a camera without a picture', '/api/cameras/c1/snapshot.jpg', {}, 503, 'UNAVAILABLE'],
  ['an unknown camera', '/api/cameras/c9/snapshot.jpg', {}, 404, 'NOT_FOUND'],
  ['a path that is no UTF-8', '/api/%zz', {}, 400, 'BAD_REQUEST'],
  ['a missing query field', '/api/crowd/history', {}, 400, 'VALIDATION_FAILED'],
  [
    'a time that ends before it begins',
    '/api/crowd/history?zone=z0&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z',
    {},
    400,
    'BAD_REQUEST',
  ],
  ['no JSON', shelve, { method: 'POST', headers: json, body: '{' }, 400, 'BAD_REQUEST'],
  ['a poisoned prototype', shelve, { method: 'POST', headers: json, body: '{"__proto__":{"a":1}}' }, 400, 'BAD_REQUEST'],
  ['a form', shelve, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'a=1' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['too large a body', shelve, { method: 'POST', headers: json, body: `"${'x'.repeat(2_000_000)}"` }, 413, 'TOO_LARGE'],
  ['a socket address without an upgrade', '/ws/crowd', {}, 426, 'UPGRADE_REQUIRED'],
  [
    'too long a key for repeats',
    shelve,
    { method: 'POST', headers: { ...json, 'idempotency-key': 'x'.repeat(201) }, body: '{"reason":"test","minutes":1}' },
    400,
    'BAD_REQUEST',
  ],
];

test.each(refusals)('%s', async (_what, path, init, status, code) => {
  const response = await station.get(path, init);
  const { error } = errorReply.strict().parse(await response.json());
  expect([response.status, error.code]).toEqual([status, code]);
  expect(error.message.length).toBeGreaterThan(10);
});

test('validation names each field', async () => {
  const response = await station.post(shelve, { reason: 'x', minutes: 9999 });
  const { error } = errorReply.parse(await response.json());
  expect(error.details).toMatchObject({
    fields: [
      { in: 'body', field: 'reason' },
      { in: 'body', field: 'minutes' },
    ],
  });
  expect(error.message).toMatch(/reason.*minutes/);
});

test('a command that the alarms refuse keeps their code; a fault of ours tells nothing of itself', async () => {
  station.answerCommand = async () => ({ ok: false, code: 'CONFLICT', message: 'It closed meanwhile.' });
  const refused = await station.post('/api/alarms/a1/acknowledge');
  expect([refused.status, await refused.json()]).toEqual([409, { error: { code: 'CONFLICT', message: 'It closed meanwhile.' } }]);
  station.answerCommand = () => Promise.reject(new Error('secret path /home/x'));
  const failed = await station.post('/api/alarms/a1/acknowledge');
  expect(failed.status).toBe(500);
  expect(await failed.text()).not.toContain('secret');
  station.answerCommand = () => Promise.reject(new KavachError('UNAVAILABLE', 'The store is being restored.'));
  expect((await station.post('/api/alarms/a1/acknowledge')).status).toBe(503);
});

test.each([
  ['what is no HTTP', 'hello\r\n\r\n', 400],
  ['endless headers', `GET / HTTP/1.1\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`, 431],
])('%s is answered and let go', async (_what, text, status) => {
  const answer = await rawAnswer(text);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(errorReply.safeParse(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).success).toBe(true);
});

test('an offer to talk HTTP/2 is passed over', async () => {
  const head = ['GET /health HTTP/1.1', 'Host: localhost', 'Connection: Upgrade, close', 'Upgrade: h2c'];
  expect(await rawAnswer(`${head.join('\r\n')}\r\n\r\n`)).toMatch(/^HTTP\/1.1 200 /);
});

test('an expectation that nobody knows is passed over, and the checks are made', async () => {
  const ask = (host: string) => rawAnswer(`GET /health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nExpect: x\r\n\r\n`);
  expect(await ask('localhost')).toMatch(/^HTTP\/1.1 200 /);
  expect(await ask('evil.example')).toMatch(/^HTTP\/1.1 403 .*HOST_REFUSED/s);
});

test.each([
  ['with a key', `x-api-key: ${adminKey}\r\n`, '413'],
  ['without credentials', '', '401'],
])('an upload of 1 GB %s is refused before it is sent', async (_what, credentials, status) => {
  const head = `POST ${shelve} HTTP/1.1\r\nHost: localhost\r\n${credentials}Content-Type: application/json\r\nContent-Length: 1000000000\r\n\r\n{`;
  const answer = await rawAnswer(head);
  expect(answer).toContain(`HTTP/1.1 ${status} `);
  expect(answer.toLowerCase()).toContain('connection: close');
});

/** Everything that comes back until the station closes the connection. */
function rawAnswer(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const socket = connect(station.port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (part) => parts.push(part));
    socket.on('close', () => resolve(Buffer.concat(parts).toString()));
    socket.on('error', (error: Error & { code?: string }) => (error.code === 'ECONNRESET' ? undefined : reject(error)));
  });
}
