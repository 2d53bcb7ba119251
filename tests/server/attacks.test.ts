/**
 * Attacks on a running server, one row each: what is sent, and what must come back. The table that is printed at the end is what came back.
 * Wrong roles on every route and socket are in access.test.ts, scopes in devices.test.ts, hostile text in the pages in
 * end-to-end/chat.test.ts.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bearer, goodPassword, joinPhone, login, makeAccount, send } from './people.ts';
import { openSocket } from './test-socket.ts';
import { adminKey, startTestStation, type TestStation } from './test-station.ts';

const folder = mkdtempSync(join(tmpdir(), 'kavach-pages-'));
const secretText = 'TOP SECRET OF THE STATION';
const seen: { attack: string; sent: string; answer: string }[] = [];
let station: TestStation;

beforeAll(async () => {
  const pages = join(folder, 'pages');
  for (const page of ['control-room', 'staff-phone']) {
    mkdirSync(join(pages, page), { recursive: true });
    writeFileSync(join(pages, page, 'index.html'), '<!doctype html><title>page</title>');
  }
  writeFileSync(join(folder, 'admin.key'), secretText);
  writeFileSync(join(pages, '.env'), secretText);
  station = await startTestStation({ staticFolder: pages, limits: { badCredentials: 10_000 } });
});
afterAll(async () => {
  await station.stop();
  rmSync(folder, { recursive: true, force: true });
  const lines = seen.map(({ attack, sent, answer }) => `${attack.padEnd(34)} | ${sent.padEnd(74)} | ${answer}`);
  process.stdout.write(`\n${'attack'.padEnd(34)} | ${'sent'.padEnd(74)} | came back\n${lines.join('\n')}\n`);
});

interface Raw {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

interface Came {
  readonly status: number;
  readonly text: string;
}

/** As it stands: fetch would tidy the path up and refuse some headers. */
function raw({ method = 'GET', path, headers = {}, body = '' }: Raw): Promise<Came> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: station.port, method, path, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }));
    });
    sent.on('error', reject).end(body);
  });
}

const key = { 'x-api-key': adminKey };
const json = { 'content-type': 'application/json' };
const login_ = JSON.stringify({ username: 'asha', password: 'x' });
const asPage = { accept: 'text/html' };

const requests: [attack: string, sent: Raw, status: number][] = [
  ['no credential', { path: '/api/stations' }, 401],
  ['key of another station', { path: '/api/stations', headers: { 'x-api-key': 'A'.repeat(43) } }, 401],
  ['key as a cookie', { path: '/api/stations', headers: { cookie: `kavach_session=${adminKey}` } }, 401],
  ['key in the address', { path: `/api/stations?api_key=${'A'.repeat(43)}` }, 401],
  ['key as basic password', { path: '/api/stations', headers: { authorization: `Basic ${btoa(`admin:${adminKey}`)}` } }, 401],
  ['another name of this host', { path: '/api/stations', headers: { ...key, host: 'evil.example' } }, 403],
  ['forwarded host', { path: '/api/stations', headers: { 'x-forwarded-host': 'localhost', host: 'evil.example' } }, 403],
  ['forwarded address', { path: '/api/stations', headers: { 'x-forwarded-for': '127.0.0.1' } }, 401],
  ['method override', { method: 'POST', path: '/api/stations', headers: { ...key, 'x-http-method-override': 'GET' } }, 404],
  [
    'form of a foreign page',
    { method: 'POST', path: '/api/auth/login', headers: { 'content-type': 'text/plain' }, body: login_ },
    415,
  ],
  [
    'foreign page with JSON',
    { method: 'POST', path: '/api/auth/login', headers: { ...json, origin: 'https://evil.example' }, body: login_ },
    403,
  ],
  ['sandboxed page', { method: 'POST', path: '/api/auth/login', headers: { ...json, origin: 'null' }, body: login_ }, 403],
  ['path out of the pages', { path: '/../admin.key', headers: asPage }, 403],
  ['the same, encoded', { path: '/%2e%2e/admin.key', headers: asPage }, 403],
  ['the same, slash encoded', { path: '/..%2fadmin.key', headers: asPage }, 404],
  ['the same, twice encoded', { path: '/%252e%252e%252fadmin.key', headers: asPage }, 404],
  ['the same, backslash', { path: '/..\\admin.key', headers: asPage }, 403],
  ['the same, below a folder', { path: '/assets/..%2f..%2fadmin.key', headers: asPage }, 404],
  ['an absolute path', { path: '//etc/passwd', headers: asPage }, 403],
  ['a zero byte in the path', { path: '/control-room/index.html%00.key' }, 403],
  ['a hidden file', { path: '/.env' }, 404],
  ['path out of an id', { path: '/api/cameras/..%2f..%2fadmin.key/snapshot.jpg', headers: key }, 404],
  ['SQL in an id', { path: "/api/sessions/x'%20OR%201=1--", method: 'DELETE', headers: key }, 404],
  ['SQL in a query', { path: "/api/audit?actor=x'%20OR%201=1--", headers: key }, 200],
  [
    'prototype in JSON',
    { method: 'POST', path: '/api/pairing-codes', headers: { ...key, ...json }, body: '{"__proto__":{"role":"admin"}}' },
    400,
  ],
  [
    'a role above all',
    { method: 'POST', path: '/api/pairing-codes', headers: { ...key, ...json }, body: '{"role":"admin"}' },
    400,
  ],
  [
    'an account with a hostile name',
    {
      method: 'POST',
      path: '/api/auth/register',
      headers: { ...key, ...json },
      body: JSON.stringify({ username: '<script>', password: goodPassword }),
    },
    400,
  ],
  ['headers without end', { path: '/health', headers: { 'x-fill': 'A'.repeat(20_000) } }, 431],
  ['a ticket on REST', { path: `/api/stations?ticket=${'A'.repeat(43)}` }, 401],
];

test.each(requests)('%s', async (attack, sent, status) => {
  const came = await raw(sent);
  const shown = `${sent.method ?? 'GET'} ${sent.path} ${Object.entries(sent.headers ?? {}).map(([name, value]) => `${name}: ${value}`)}`;
  note(attack, shown, `${came.status} ${came.text.slice(0, 60)}`);
  expect(came.text).not.toContain(secretText);
  expect(came.text).not.toContain('root:');
  expect(came.status).toBe(status);
});

function note(attack: string, sent: string, answer: string): void {
  const short = (text: string): string => text.replaceAll(adminKey, '(the key)').replaceAll(/A{30,}/g, 'AAA…');
  seen.push({ attack, sent: short(sent).slice(0, 74), answer: short(answer).replaceAll('\n', ' ') });
}

test('1 GB that is announced is refused before it is read', async () => {
  for (const path of ['/api/detect', '/api/pairing-codes']) {
    const came = await upload(path, [`Content-Length: ${2 ** 30}`], 2 ** 30);
    note('upload of 1 GB', `POST ${path}, Content-Length: 1073741824`, `${came.text} after ${came.sentBytes} bytes were taken`);
    expect(came.text).toContain('413');
    expect(came.sentBytes).toBeLessThan(20_000_000);
  }
});

test('1 GB that comes in pieces is cut at the limit', async () => {
  const came = await upload('/api/pairing-codes', ['Transfer-Encoding: chunked'], 2 ** 30);
  note(
    '1 GB in chunks',
    'POST /api/pairing-codes, Transfer-Encoding: chunked',
    `${came.text} after ${came.sentBytes} bytes were taken`,
  );
  expect(came.text).toContain('413');
  expect(came.sentBytes).toBeLessThan(20_000_000);
});

/** Writes as long as the other side takes it. */
function upload(path: string, headers: readonly string[], bytes: number): Promise<{ text: string; sentBytes: number }> {
  const isChunked = headers[0]?.includes('chunked') === true;
  const piece = Buffer.alloc(64 * 1024, 'x');
  return new Promise((resolve) => {
    let text = '';
    let sentBytes = 0;
    const socket = connect(station.port, '127.0.0.1');
    const head = [
      `POST ${path} HTTP/1.1`,
      'Host: localhost',
      `X-API-Key: ${adminKey}`,
      'Content-Type: application/json',
      ...headers,
    ];
    const more = (): void => {
      while (sentBytes < bytes && socket.writable) {
        sentBytes += piece.length;
        const wire = isChunked
          ? Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')])
          : piece;
        if (!socket.write(wire)) return;
      }
    };
    socket.on('connect', () => socket.write(`${head.join('\r\n')}\r\n\r\n`, more));
    socket.on('drain', more);
    socket.on('data', (data: Buffer) => {
      text += data.toString();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve({ text: text.split('\r\n')[0] ?? '', sentBytes }));
  });
}

test('a cookie that an attacker planted is never taken for a session', async () => {
  const planted = `kavach_session=${'B'.repeat(43)}`;
  await makeAccount(station, 'fixed', 'viewer');
  const body = { username: 'fixed', password: goodPassword, cookie: true };
  const { cookie } = await send(station, 'POST', '/api/auth/login', body, { cookie: planted, origin: station.origin });
  const me = await send(station, 'GET', '/api/auth/me', undefined, { cookie: planted });
  note('session fixation', `login with ${planted}`, `another cookie; the planted one: ${me.status}`);
  expect(cookie).not.toBe(planted);
  expect(me.status).toBe(401);
});

test('a pairing code and a ticket count once', async () => {
  const made = (await (await station.post('/api/pairing-codes', {})).json()) as { code: string };
  const joinAgain = () => send(station, 'POST', '/join', { code: made.code, name: 'x' });
  const codes = [(await joinAgain()).status, (await joinAgain()).status];
  note('replayed pairing code', 'POST /join twice', codes.join(', '));
  expect(codes).toEqual([200, 401]);
  const { body } = await send<{ ticket: string }>(station, 'POST', '/api/auth/ticket', undefined, key);
  const first = openSocket(`${station.origin}/ws/crowd?ticket=${body.ticket}`, {});
  await first.next(({ type }) => type === 'crowd_update');
  const { code } = await openSocket(`${station.origin}/ws/crowd?ticket=${body.ticket}`, {}).closed;
  note('replayed ticket', '/ws/crowd?ticket=… twice', `open, ${code}`);
  expect(code).toBe(4401);
  first.close();
});

const socketAttacks: [string, Record<string, string>, number][] = [
  ['socket without a credential', {}, 4401],
  ['socket of a foreign page', { ...key, origin: 'https://evil.example' }, 403],
  ['socket under a foreign name', { ...key, host: 'evil.example' }, 403],
  ['socket with an unsigned token', bearer(`${btoa('{"alg":"none"}')}.${btoa('{"sub":"admin"}')}.`), 4401],
];

test.each(socketAttacks)('%s', async (attack, headers, expected) => {
  const { code } = await openSocket(`${station.origin}/ws/real-time`, headers).closed;
  note(attack, `/ws/real-time ${JSON.stringify(headers)}`, String(code));
  expect(code).toBe(expected);
});

test('a phone that is put out while it is connected hears nothing more', async () => {
  const headers = await joinPhone(station, { role: 'staff' });
  const socket = openSocket(`${station.origin}/ws/real-time`, headers);
  await socket.next(({ type }) => type === 'welcome');
  const list = (await (await station.get('/api/sessions')).json()) as {
    sessions: { id: string; connected: boolean; kind: string }[];
  };
  const phone = list.sessions.find(({ connected, kind }) => connected && kind === 'phone');
  await send(station, 'DELETE', `/api/sessions/${phone?.id}`, undefined, key);
  const { code } = await socket.closed;
  note('revoked while connected', `DELETE /api/sessions/${phone?.id}`, String(code));
  expect(code).toBe(4401);
});

test('a hundred wrong passwords', async () => {
  await makeAccount(station, 'target', 'operator');
  const statuses = [];
  for (let i = 0; i < 100; i += 1) statuses.push((await login(station, 'target', `wrong password ${i}`)).status);
  const refused = statuses.filter((status) => status === 401).length;
  note('brute force', 'POST /api/auth/login, 100 wrong passwords', `401 × ${refused}, 429 × ${100 - refused}`);
  expect(refused).toBeLessThanOrEqual(10);
  expect(new Set(statuses.slice(refused))).toEqual(new Set([429]));
});

test('a message of 10 MB on a socket ends that socket alone', async () => {
  const big = openSocket(`${station.origin}/ws/real-time`, key);
  const other = openSocket(`${station.origin}/ws/real-time`, key);
  await Promise.all([big, other].map((socket) => socket.next(({ type }) => type === 'welcome')));
  big.send('x'.repeat(10_000_000));
  const { code } = await big.closed;
  note('10 MB on a socket', '/ws/real-time', String(code));
  expect(code).toBe(1009);
  other.send({ type: 'get_status' });
  await other.next(({ type }) => type === 'system_status');
  other.close();
});
