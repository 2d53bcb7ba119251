/** Every route of the contract and every socket, against every kind of wrong credential. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Access, RouteContract } from '../../src-contract/api/route.ts';
import { routes } from '../../src-contract/api/routes.ts';
import { type SocketContract, sockets } from '../../src-contract/api/sockets.ts';
import { roles } from '../../src-contract/domain/roles.ts';
import { openTestTls, portOf } from '../fixtures/tls.ts';
import { openSocket } from './test-socket.ts';
import { adminKey, startTestStation, type TestStation } from './test-station.ts';

let station: TestStation;
const limits = { badCredentials: 10_000, requestsPerAddress: 10_000, requestsPerSession: 10_000 };
beforeAll(async () => {
  // Wrong keys are offered by the hundred here, and more is asked than a page would; the limits have tests of their own.
  const tls = await openTestTls({ nowMs: Date.now(), names: { dnsNames: ['localhost'], addresses: ['127.0.0.1'] } });
  station = await startTestStation({ tls: portOf(tls), limits });
});
afterAll(() => station.stop());

const unsignedToken = `${btoa('{"alg":"none"}')}.${btoa('{"sub":"admin","role":"admin"}')}.`;
const forged: [string, () => Record<string, string>][] = [
  ['no credentials', () => ({})],
  ['a wrong key', () => ({ 'x-api-key': `${adminKey.slice(0, -1)}_` })],
  ['an empty key', () => ({ 'x-api-key': '' })],
  ['an unknown cookie', () => ({ cookie: `kavach_session=${'A'.repeat(43)}` })],
  ['an expired cookie', () => expiredCookie()],
  ['a bearer token of alg none', () => ({ authorization: `Bearer ${unsignedToken}` })],
];

function expiredCookie(): Record<string, string> {
  return station.signedIn('admin', -1);
}

const contracts: [string, RouteContract][] = Object.entries(routes);
const pathOf = ({ path }: { readonly path: string }) => path.replace(':id', 'c1').replace(':line', 'western');
const call = ({ method, path }: { method: string; path: string }, headers: Record<string, string>) =>
  fetch(station.origin + path, { method, headers: { origin: station.origin, ...headers } });

test.each(contracts)('%s refuses whoever may not call it', async (_name, contract) => {
  const target = { method: contract.method, path: pathOf(contract) };
  for (const [what, headers] of forged) {
    const { status } = await call(target, headers());
    // Some open routes want a body, and say so; one looks at a credential where there is one.
    if (contract.access === 'open') expect([200, 400, ...(contract.optionalCaller ? [401] : [])], what).toContain(status);
    else expect(status, what).toBe(401);
  }
  for (const role of roles) {
    const { status } = await call(target, station.signedIn(role));
    if (isEnough(role, contract.access)) expect([401, 403], role).not.toContain(status);
    else expect(status, role).toBe(403);
  }
});

function isEnough(role: (typeof roles)[number], access: Access): boolean {
  return access === 'open' || roles.indexOf(role) >= roles.indexOf(access);
}

test('metrics want credentials like all else', async () => {
  for (const [, headers] of forged) expect((await call({ method: 'GET', path: '/metrics' }, headers())).status).toBe(401);
  expect((await station.get('/metrics')).status).toBe(200);
});

const socketContracts: [string, SocketContract][] = Object.entries(sockets);
const own = () => ({ origin: station.origin });

test.each(socketContracts)('the socket %s closes with 4401 or 4403, and stays open for who may', async (_name, contract) => {
  const { access } = contract;
  const path = pathOf(contract);
  for (const [what, headers] of forged) {
    const { code } = await openSocket(station.origin + path, { ...own(), ...headers() }).closed;
    expect(code, what).toBe(4401);
  }
  for (const role of roles) {
    const socket = openSocket(station.origin + path, { ...own(), ...station.signedIn(role) });
    if (!isEnough(role, access)) expect((await socket.closed).code, role).toBe(4403);
    else {
      await new Promise((resolve) => socket.socket.once('open', resolve));
      socket.send({ type: 'pong' });
      await station.get('/health');
      expect(socket.socket.readyState, role).toBe(socket.socket.OPEN);
      socket.close();
    }
  }
});

test('a socket that does not exist says so, to those who may know', async () => {
  expect((await openSocket(`${station.origin}/ws/nope`, own()).closed).code).toBe(4401);
  expect((await openSocket(`${station.origin}/ws/nope`, { ...own(), ...station.signedIn('viewer') }).closed).code).toBe(4404);
});

test('a ticket opens one socket, once, in its time, with the role of who asked', async () => {
  const ticketOf = async (headers: Record<string, string>): Promise<string> => {
    const response = await call({ method: 'POST', path: '/api/auth/ticket' }, headers);
    const { ticket, expires_in } = (await response.json()) as { ticket: string; expires_in: number };
    expect(expires_in).toBe(30);
    return ticket;
  };
  const ticket = await ticketOf(station.signedIn('viewer'));
  const first = openSocket(`${station.origin}/ws/crowd?ticket=${ticket}`, {});
  await first.next(({ type }) => type === 'crowd_update');
  expect((await openSocket(`${station.origin}/ws/crowd?ticket=${ticket}`, {}).closed).code).toBe(4401);
  expect((await openSocket(`${station.origin}/ws/crowd?ticket=nonsense`, {}).closed).code).toBe(4401);
  const ofViewer = await ticketOf(station.signedIn('viewer'));
  expect((await openSocket(`${station.origin}/api/cameras/c1/live?ticket=${ofViewer}`, {}).closed).code).toBe(4403);
  expect((await fetch(`${station.origin}/api/stations?ticket=${await ticketOf({ 'x-api-key': adminKey })}`)).status).toBe(401);
  first.close();
});

test('an expired ticket opens nothing', async () => {
  let nowMs = 1_750_000_000_000;
  const other = await startTestStation({ clock: { nowMs: () => nowMs } });
  const { ticket } = (await (await other.post('/api/auth/ticket')).json()) as { ticket: string };
  nowMs += 30_001;
  expect((await openSocket(`${other.origin}/ws/crowd?ticket=${ticket}`, {}).closed).code).toBe(4401);
  await other.stop();
});

test('signing out ends the session and its sockets', async () => {
  const headers = { ...station.signedIn('operator'), ...own() };
  const socket = openSocket(`${station.origin}/ws/crowd`, headers);
  await socket.next(({ type }) => type === 'crowd_update');
  const response = await call({ method: 'POST', path: '/api/auth/logout' }, headers);
  expect(response.headers.get('set-cookie')).toMatch(/^kavach_session=;.*Max-Age=0/);
  expect((await socket.closed).code).toBe(4401);
  expect((await call({ method: 'GET', path: '/api/auth/me' }, headers)).status).toBe(401);
});

test('a session that is revoked elsewhere loses its sockets', async () => {
  const other = await startTestStation({ limits: { sessionCheckMs: 20 } });
  const socket = openSocket(`${other.origin}/ws/crowd`, { ...other.signedIn('viewer'), origin: other.origin });
  await socket.next(({ type }) => type === 'crowd_update');
  for (const { id } of other.store.sessions.list(Date.now())) other.store.sessions.revoke(id);
  expect((await socket.closed).code).toBe(4401);
  await other.stop();
});

test('a hundred wrong keys are limited, and nobody else is locked out', async () => {
  const other = await startTestStation();
  const statuses: number[] = [];
  for (let i = 0; i < 100; i += 1) {
    statuses.push((await fetch(`${other.origin}/api/stations`, { headers: { 'x-api-key': `wrong-${i}` } })).status);
  }
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
  expect(new Set(statuses.slice(11))).toEqual(new Set([429]));
  expect((await other.get('/api/stations')).status).toBe(200);
  expect((await fetch(`${other.origin}/api/stations`, { headers: other.signedIn('viewer') })).status).toBe(200);
  await other.stop();
});

test('the cookie of the sign-in link is out of reach of scripts and other sites', async () => {
  const code = station.oneTimeCode('operator');
  const join = () => fetch(`${station.origin}/join?code=${code}`, { redirect: 'manual' });
  expect((await fetch(`${station.origin}/join?code=${code}`, { method: 'HEAD' })).status).toBe(404);
  const first = await join();
  expect([first.status, first.headers.get('location')]).toEqual([303, '/']);
  const cookie = first.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^kavach_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
  const me = await fetch(`${station.origin}/api/auth/me`, { headers: { cookie: cookie.split(';')[0] ?? '' } });
  expect(await me.json()).toMatchObject({ kind: 'session', name: 'control room', role: 'operator', session: 'link' });
  const second = await join();
  expect([second.status, second.headers.get('set-cookie')]).toEqual([401, null]);
  expect(await second.text()).toContain('used already');
});

test('whoever asks without end is slowed down, by credential and by address, and the others go on', async () => {
  const other = await startTestStation({ limits: { requestsPerSession: 5, requestsPerAddress: 5 } });
  const [loud, quiet] = [other.signedIn('viewer'), other.signedIn('viewer')];
  const ask = (path: string, headers: Record<string, string> = {}) => fetch(other.origin + path, { headers });
  const statuses: number[] = [];
  for (let i = 0; i < 8; i += 1) statuses.push((await ask('/api/stations', loud)).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
  expect((await ask('/api/stations', quiet)).status).toBe(200);
  const open: number[] = [];
  for (let i = 0; i < 8; i += 1) open.push((await ask('/health')).status);
  expect(open.slice(-2)).toEqual([429, 429]);
  const refused = await ask('/api/stations', loud);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
  expect((await other.get('/api/stations')).status).toBe(200);
  await other.stop();
});
