/** Phones that join by a code, and programs with keys: how they get in, what they may do, how they are put out. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SessionReply } from '../../src-contract/api/people.ts';
import type { RouteContract } from '../../src-contract/api/route.ts';
import { scopeOf } from '../../src-contract/api/route.ts';
import { routes } from '../../src-contract/api/routes.ts';
import { sockets } from '../../src-contract/api/sockets.ts';
import { until } from '../fixtures/until.ts';
import { goodPassword, joinPhone, me, send } from './people.ts';
import { openSocket, type TestSocket } from './test-socket.ts';
import { startTestStation, type TestStation } from './test-station.ts';

let station: TestStation;
beforeAll(async () => {
  station = await startTestStation({ limits: { badCredentials: 10_000 } });
});
afterAll(() => station.stop());

interface Made {
  readonly code: string;
  readonly pairing_code: { readonly id: string };
}

async function pairingCode(grant: Record<string, unknown> = {}, headers?: Record<string, string>): Promise<Made> {
  if (headers === undefined) return (await (await station.post('/api/pairing-codes', grant)).json()) as Made;
  return (await send<Made>(station, 'POST', '/api/pairing-codes', grant, headers)).body;
}

test('a phone joins with what the code gives, stays joined, and is put out at once', async () => {
  const { code } = await pairingCode({ role: 'staff', lines: ['western'], zone: 'z0' });
  const typed = `${code.slice(0, 5).toLowerCase()}-${code.slice(5)} `;
  const joined = await send(station, 'POST', '/join', { code: typed, name: 'Asha’s phone', language: 'mr' });
  expect(joined.body).toMatchObject({ name: 'Asha’s phone', role: 'staff', session: 'phone', lines: ['western'], zone: 'z0' });
  const headers = { cookie: joined.cookie ?? '', origin: station.origin };
  const socket = openSocket(`${station.origin}/ws/crowd`, headers);
  await socket.next(({ type }) => type === 'crowd_update');
  const list = (await (await station.get('/api/sessions')).json()) as {
    sessions: { id: string; name: string; connected: boolean }[];
  };
  const phone = list.sessions.find(({ name }) => name === 'Asha’s phone');
  expect(phone).toMatchObject({ kind: 'phone', connected: true, zone: 'z0' });
  const operator = { ...station.signedIn('operator'), origin: station.origin };
  expect((await send(station, 'DELETE', `/api/sessions/${phone?.id}`, undefined, operator)).status).toBe(200);
  expect((await socket.closed).code).toBe(4401);
  expect((await me(station, headers)).status).toBe(401);
});

test('a code counts once, in its time, and not when it was withdrawn', async () => {
  const { code } = await pairingCode();
  const join = (with_: string) => send(station, 'POST', '/join', { code: with_, name: 'A phone' });
  expect((await join(code)).status).toBe(200);
  const again = await join(code);
  expect([again.status, again.cookie]).toEqual([401, null]);
  const other = await pairingCode();
  expect((await send(station, 'DELETE', `/api/pairing-codes/${other.pairing_code.id}`, undefined, own('operator'))).status).toBe(
    200,
  );
  expect((await join(other.code)).status).toBe(401);
  expect((await join('')).status).toBe(401);
  let nowMs = 1_750_000_000_000;
  const late = await startTestStation({ clock: { nowMs: () => nowMs } });
  const old = (await (await late.post('/api/pairing-codes', { minutes: 5 })).json()) as Made;
  nowMs += 5 * 60_000;
  expect((await send(late, 'POST', '/join', { code: old.code, name: 'A phone' })).status).toBe(401);
  await late.stop();
});

test('a phone on shift is known to be there; when its page goes it is known until when, for ten minutes, unless it was laid down', async () => {
  let nowMs = 1_750_000_000_000;
  const own = await startTestStation({ clock: { nowMs: () => nowMs } });
  const phone = await joinPhone(own, { zone: 'z0' });
  const onShiftAt = async () => {
    const { sessions } = (await (await own.get('/api/sessions')).json()) as { sessions: SessionReply[] };
    const { on_shift, on_shift_at } = sessions.find(({ kind }) => kind === 'phone') ?? {};
    return [on_shift, on_shift_at];
  };
  const page = async (onShift: boolean) => {
    const socket = openSocket(`${own.origin}/ws/real-time`, phone);
    await socket.next(({ type }) => type === 'welcome');
    socket.send({ type: 'presence', on_shift: onShift, awake: true });
    await until('the word of its page', async () => (await onShiftAt())[0] === onShift);
    return socket;
  };
  const close = async (socket: TestSocket) => {
    socket.close();
    await until('the end of its page', async () => (await onShiftAt())[0] === null);
  };
  expect(await onShiftAt()).toEqual([null, null]);
  const first = await page(true);
  const leftAt = new Date(nowMs).toISOString();
  expect(await onShiftAt()).toEqual([true, leftAt]);
  await close(first);
  nowMs += 9 * 60_000;
  expect(await onShiftAt()).toEqual([null, leftAt]);
  nowMs += 2 * 60_000;
  expect(await onShiftAt()).toEqual([null, null]);
  await close(await page(true));
  const last = await page(false);
  expect(await onShiftAt()).toEqual([false, null]);
  await close(last);
  expect(await onShiftAt()).toEqual([null, null]);
  await own.stop();
});

test('two phones with one code at the same time: one joins', async () => {
  const { code } = await pairingCode();
  const tries = await Promise.all([1, 2, 3, 4].map((i) => send(station, 'POST', '/join', { code, name: `Phone ${i}` })));
  expect(tries.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('guessing codes is limited', async () => {
  const other = await startTestStation();
  const statuses = [];
  for (let i = 0; i < 30; i += 1) statuses.push((await send(other, 'POST', '/join', { code: `GUESS${i}`, name: 'x' })).status);
  expect(new Set(statuses.slice(11))).toEqual(new Set([429]));
  await other.stop();
});

test('an operator gives no more than staff, and sees and ends no more than phones of staff', async () => {
  expect((await send(station, 'POST', '/api/pairing-codes', { role: 'operator' }, own('operator'))).status).toBe(403);
  expect((await send(station, 'POST', '/api/pairing-codes', { role: 'operator' }, own('admin'))).status).toBe(201);
  expect((await send(station, 'POST', '/api/pairing-codes', { lines: ['mars'] }, own('operator'))).status).toBe(400);
  expect((await send(station, 'POST', '/api/pairing-codes', { zone: 'mars' }, own('operator'))).status).toBe(400);
  const { body } = await send<{ sessions: { kind: string }[] }>(station, 'GET', '/api/sessions', undefined, own('operator'));
  expect(body.sessions.every(({ kind }) => kind === 'phone')).toBe(true);
  const link = station.store.sessions.list(Date.now()).find(({ kind, role }) => kind === 'link' && role === 'admin');
  expect((await send(station, 'DELETE', `/api/sessions/${link?.id}`, undefined, own('operator'))).status).toBe(404);
});

test('a code makes an account of at most its role; a name that is taken costs nobody the code', async () => {
  const { code } = await pairingCode({ role: 'staff', lines: ['western'] });
  const register = (more: Record<string, unknown>) =>
    send(station, 'POST', '/api/auth/register', { username: 'meena', password: goodPassword, code, ...more });
  expect((await register({ role: 'admin' })).status).toBe(403);
  await station.post('/api/auth/register', { username: 'taken', password: goodPassword });
  expect((await register({ username: 'taken' })).status).toBe(409);
  const made = await register({ lines: null });
  expect([made.status, made.body]).toMatchObject([201, { role: 'staff', lines: ['western'] }]);
  expect((await register({ username: 'second' })).status).toBe(401);
});

test('the cookie of a phone does nothing for a foreign page, nor without one of ours', async () => {
  const { cookie = '' } = await joinPhone(station);
  const logout = (headers: Record<string, string>) => send(station, 'POST', '/api/auth/logout', {}, { cookie, ...headers });
  expect((await logout({ origin: 'https://evil.example' })).status).toBe(403);
  expect((await logout({})).status).toBe(403);
  expect((await me(station, { cookie })).status).toBe(200);
});

const contracts: [string, RouteContract][] = Object.entries(routes).filter(([, { access }]) => access !== 'open');

test('a service key may what its scopes say and nothing else, on every route and socket', async () => {
  const keyWith = async (scopes: string[]): Promise<{ key: string; id: string }> => {
    const made = (await (await station.post('/api/service-keys', { name: 'board', scopes })).json()) as {
      key: string;
      service_key: { id: string };
    };
    return { key: made.key, id: made.service_key.id };
  };
  const reader = await keyWith(['crowd:read']);
  for (const [name, contract] of contracts) {
    const { status } = await fetch(station.origin + contract.path.replace(':id', 'c1'), {
      method: contract.method,
      headers: { 'x-api-key': reader.key },
    });
    const may = ['any', 'crowd:read'].includes(scopeOf(contract));
    if (may) expect([401, 403], name).not.toContain(status);
    else expect(status, name).toBe(403);
  }
  for (const [name, { path, scope }] of Object.entries(sockets)) {
    const socket = openSocket(station.origin + path.replace(':id', 'c1'), { 'x-api-key': reader.key });
    if (scope === 'any' || scope === 'crowd:read') await new Promise((resolve) => socket.socket.once('open', resolve));
    else expect((await socket.closed).code, name).toBe(4403);
    socket.close();
  }
  const realTime = openSocket(`${station.origin}/ws/real-time`, { 'x-api-key': reader.key });
  await realTime.next(({ type }) => type === 'welcome');
  for (const subscription of ['alerts', 'system', 'crowd']) realTime.send({ type: 'subscribe', subscription });
  await realTime.next(({ type }) => type === 'crowd_update');
  expect(realTime.messages.filter(({ type }) => type === 'error').map(({ code }) => code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  expect((await me(station, { 'x-api-key': reader.key })).body).toMatchObject({
    kind: 'service',
    role: 'service',
    scopes: ['crowd:read'],
  });
  expect((await send(station, 'DELETE', `/api/service-keys/${reader.id}`, undefined, own('admin'))).status).toBe(200);
  expect((await realTime.closed).code).toBe(4401);
  expect((await me(station, { 'x-api-key': reader.key })).status).toBe(401);
});

test('a ticket of a session that was ended opens nothing', async () => {
  const headers = await joinPhone(station);
  const { body } = await send<{ ticket: string }>(station, 'POST', '/api/auth/ticket', undefined, headers);
  await send(station, 'POST', '/api/auth/logout', {}, headers);
  expect((await openSocket(`${station.origin}/ws/crowd?ticket=${body.ticket}`, {}).closed).code).toBe(4401);
});

function own(role: 'operator' | 'admin'): Record<string, string> {
  return { ...station.signedIn(role), origin: station.origin };
}
