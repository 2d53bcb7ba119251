/** Accounts from the first administrator to the last sign-out: passwords, tokens, theft, roles, limits. */
import { SignJWT } from 'jose';
import { afterEach, expect, test } from 'vitest';
import type { Role } from '../../src-contract/domain/roles.ts';
import { bearer, goodPassword, login, makeAccount, me, send } from './people.ts';
import { openSocket } from './test-socket.ts';
import { adminKey, startTestStation, type TestStation } from './test-station.ts';

let station: TestStation;
afterEach(() => station.stop());

test('the first administrator is made on the station itself, then signs in and makes others', async () => {
  station = await startTestStation();
  const link = { ...station.signedIn('admin'), origin: station.origin };
  expect((await me(station, link)).body.first_admin_needed).toBe(true);
  const asha = { username: ' Asha ', password: goodPassword, role: 'admin' };
  const made = await send(station, 'POST', '/api/auth/register', asha, link);
  expect([made.status, made.body]).toMatchObject([201, { username: 'asha', role: 'admin' }]);
  const { body } = await login(station, 'asha');
  expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 600 });
  const own = await me(station, bearer(body.access_token));
  expect(own.body).toMatchObject({ name: 'asha', role: 'admin', session: 'account', first_admin_needed: false });
  const ravi = { username: 'ravi', password: goodPassword, role: 'operator', lines: ['western'] };
  expect((await send(station, 'POST', '/api/auth/register', ravi, bearer(body.access_token))).status).toBe(201);
  expect((await send(station, 'POST', '/api/auth/register', ravi, bearer(body.access_token))).status).toBe(409);
  const list = await send<{ accounts: { username: string }[] }>(
    station,
    'GET',
    '/api/accounts',
    undefined,
    bearer(body.access_token),
  );
  expect(list.body.accounts.map(({ username }) => username)).toEqual(['asha', 'ravi']);
});

const strangers: [string, Role | null, number][] = [
  ['nobody', null, 401],
  ['a viewer', 'viewer', 403],
  ['an operator', 'operator', 403],
];

test.each(strangers)('%s makes no account', async (_who, role, status) => {
  station = await startTestStation();
  const headers: Record<string, string> = role !== null ? { ...station.signedIn(role), origin: station.origin } : {};
  const body = { username: 'mallory', password: goodPassword, role: 'admin' };
  expect((await send(station, 'POST', '/api/auth/register', body, headers)).status).toBe(status);
  expect(station.store.accounts.list()).toEqual([]);
});

test.each([
  ['eleven characters', { username: 'asha', password: 'elevenchars' }],
  ['a name with a space', { username: 'as ha', password: goodPassword }],
  ['a name of markup', { username: '<b>', password: goodPassword }],
])('%s is refused by name', async (_what, body) => {
  station = await startTestStation();
  const response = await station.post('/api/auth/register', body);
  expect(response.status).toBe(400);
  expect(((await response.json()) as { error: { code: string } }).error.code).toBe('VALIDATION_FAILED');
});

test('a refresh token is renewed; one that comes back after that ends the session and its sockets', async () => {
  station = await startTestStation({ limits: { refreshLeewayMs: 0 } });
  await makeAccount(station, 'asha', 'viewer');
  const first = (await login(station, 'asha')).body;
  const refresh = (token: string | null) => send<typeof first>(station, 'POST', '/api/auth/refresh', { refresh_token: token });
  const second = await refresh(first.refresh_token);
  expect(second.status).toBe(200);
  const socket = openSocket(`${station.origin}/ws/crowd`, bearer(second.body.access_token));
  await socket.next(({ type }) => type === 'crowd_update');
  expect((await refresh(first.refresh_token)).status).toBe(401);
  expect((await socket.closed).code).toBe(4401);
  expect((await refresh(second.body.refresh_token)).status).toBe(401);
  expect((await me(station, bearer(second.body.access_token))).status).toBe(401);
  expect(station.store.audit.history({ limit: 1 }).entries[0]).toMatchObject({ actor: 'asha', action: 'refreshTokenReused' });
});

test('a made-up refresh token ends nobody’s session', async () => {
  station = await startTestStation();
  await makeAccount(station, 'asha', 'viewer');
  const { body } = await login(station, 'asha');
  const [session] = (body.refresh_token ?? '').split('.');
  for (const forged of [`${session}.1.${'A'.repeat(43)}`, `${session}.0.${'A'.repeat(43)}`, 'nonsense', '']) {
    expect((await send(station, 'POST', '/api/auth/refresh', { refresh_token: forged })).status).toBe(401);
  }
  expect((await me(station, bearer(body.access_token))).status).toBe(200);
});

test('a lost answer is no theft: the same refresh token gives the same next one within a moment', async () => {
  station = await startTestStation();
  await makeAccount(station, 'asha', 'viewer');
  const { refresh_token } = (await login(station, 'asha')).body;
  const answers = [];
  for (let i = 0; i < 2; i += 1) {
    answers.push(await send<{ refresh_token: string }>(station, 'POST', '/api/auth/refresh', { refresh_token }));
  }
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(answers[1]?.body.refresh_token).toBe(answers[0]?.body.refresh_token);
});

test('an access token ends with its time, also for a clock that the caller names', async () => {
  let nowMs = 1_750_000_000_000;
  station = await startTestStation({ clock: { nowMs: () => nowMs } });
  await makeAccount(station, 'asha', 'viewer');
  const { body } = await login(station, 'asha');
  expect((await me(station, bearer(body.access_token))).status).toBe(200);
  nowMs += 606_000;
  expect((await me(station, bearer(body.access_token))).status).toBe(401);
});

const wrongTokens: [string, (secret: string, sub: string) => Promise<string> | string][] = [
  [
    'of alg none',
    (_secret, sub) => `${base64({ alg: 'none', typ: 'at+jwt' })}.${base64({ sub, iss: 'kavach', aud: 'DDR', exp: 9e9 })}.`,
  ],
  ['signed with the station’s secret as it stands', (secret, sub) => signed(sub, Buffer.from(secret))],
  ['signed with another secret', (_secret, sub) => signed(sub, Buffer.from('x'.repeat(32)))],
  ['that is no token', () => 'abc'],
];

test.each(wrongTokens)('a token %s is refused on REST and sockets', async (_what, forge) => {
  const tokenSecret = 'a secret of this test, long enough!!';
  station = await startTestStation({ tokenSecret });
  await makeAccount(station, 'asha', 'admin');
  await login(station, 'asha');
  const [session] = station.store.sessions.list(Date.now());
  const token = await forge(tokenSecret, session?.id ?? '');
  expect((await me(station, bearer(token))).status).toBe(401);
  expect((await openSocket(`${station.origin}/ws/crowd`, bearer(token)).closed).code).toBe(4401);
});

function signed(sub: string, key: Uint8Array): Promise<string> {
  const jwt = new SignJWT({ role: 'admin' }).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' }).setSubject(sub);
  return jwt.setIssuer('kavach').setAudience('DDR').setIssuedAt().setExpirationTime('1h').sign(key);
}

function base64(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

test('a hundred wrong passwords are limited, and neither the account’s owner nor anybody else is locked out', async () => {
  station = await startTestStation({ limits: { wrongPasswordsPerPair: 1000, wrongPasswordsPerAddress: 20 } });
  await makeAccount(station, 'asha', 'viewer');
  await makeAccount(station, 'ravi', 'viewer');
  const signedIn = (await login(station, 'asha')).body;
  const statuses = await Promise.all(
    Array.from(
      { length: 100 },
      async (_, i) => (await login(station, i % 2 === 0 ? 'asha' : `u${i}`, `wrong password ${i}`)).status,
    ),
  );
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(20);
  expect(new Set(statuses)).toEqual(new Set([401, 429]));
  // This address has to wait, and another would not: the session that is open goes on, and so does everybody else's.
  expect((await login(station, 'ravi')).status).toBe(429);
  expect((await me(station, bearer(signedIn.access_token))).status).toBe(200);
});

test('the answer does not tell whether a name exists', async () => {
  station = await startTestStation();
  await makeAccount(station, 'asha', 'viewer');
  const known = await login(station, 'asha', 'a wrong password');
  const unknown = await login(station, 'nobody', 'a wrong password');
  expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
});

test('a new role, lines or password, or being switched off, ends what was open with the old rights', async () => {
  station = await startTestStation();
  await makeAccount(station, 'admin', 'admin');
  const { id } = await makeAccount(station, 'asha', 'operator');
  const changes: [Record<string, unknown>, number][] = [
    [{ role: 'viewer' }, 200],
    [{ lines: ['western'] }, 200],
    [{ password: `${goodPassword} two` }, 401],
    [{ disabled: true }, 401],
  ];
  for (const [change, loginStatus] of changes) {
    const { body } = await login(station, 'asha');
    const socket = openSocket(`${station.origin}/ws/crowd`, bearer(body.access_token));
    await socket.next(({ type }) => type === 'crowd_update');
    const patched = await fetch(`${station.origin}/api/accounts/${id}`, {
      method: 'PATCH',
      headers: { 'x-api-key': adminKey, 'content-type': 'application/json' },
      body: JSON.stringify(change),
    });
    expect(patched.status, JSON.stringify(change)).toBe(200);
    expect((await socket.closed).code, JSON.stringify(change)).toBe(4401);
    expect((await me(station, bearer(body.access_token))).status).toBe(401);
    expect((await login(station, 'asha')).status, JSON.stringify(change)).toBe(loginStatus);
    if ('password' in change) {
      await fetch(`${station.origin}/api/accounts/${id}`, {
        method: 'PATCH',
        headers: { 'x-api-key': adminKey, 'content-type': 'application/json' },
        body: JSON.stringify({ password: goodPassword }),
      });
    }
  }
});

test('the last administrator stays', async () => {
  station = await startTestStation();
  const { id } = await makeAccount(station, 'asha', 'admin');
  const { body } = await login(station, 'asha');
  const patch = (change: unknown) => send(station, 'PATCH', `/api/accounts/${id}`, change, bearer(body.access_token));
  expect((await patch({ role: 'operator' })).status).toBe(409);
  expect((await patch({ disabled: true })).status).toBe(409);
  await makeAccount(station, 'ravi', 'admin');
  expect((await patch({ role: 'operator' })).status).toBe(200);
});

test('changing one’s password wants the old one and ends the other sessions; signing out everywhere ends all', async () => {
  station = await startTestStation();
  await makeAccount(station, 'asha', 'viewer');
  const [one, two] = [(await login(station, 'asha')).body, (await login(station, 'asha')).body];
  const change = (current: string) =>
    send(station, 'POST', '/api/auth/password', { current, password: 'another good password' }, bearer(one.access_token));
  expect((await change('not the old one')).status).toBe(401);
  expect((await change(goodPassword)).status).toBe(200);
  expect((await me(station, bearer(one.access_token))).status).toBe(200);
  expect((await me(station, bearer(two.access_token))).status).toBe(401);
  const three = (await login(station, 'asha', 'another good password')).body;
  const out = await send(station, 'POST', '/api/auth/logout', { everywhere: true }, bearer(one.access_token));
  expect(out.status).toBe(200);
  for (const { access_token } of [one, three]) expect((await me(station, bearer(access_token))).status).toBe(401);
});

test('a cookie instead of tokens is for our own pages', async () => {
  station = await startTestStation();
  await makeAccount(station, 'asha', 'operator');
  const body = { username: 'asha', password: goodPassword, cookie: true };
  expect((await send(station, 'POST', '/api/auth/login', body)).status).toBe(403);
  const own = await send(station, 'POST', '/api/auth/login', body, { origin: station.origin });
  expect(own.body).toMatchObject({ access_token: null, refresh_token: null });
  expect((await me(station, { cookie: own.cookie ?? '' })).body).toMatchObject({ name: 'asha', role: 'operator' });
});

test('the audit log tells who did what, and no secret', async () => {
  station = await startTestStation();
  await makeAccount(station, 'asha', 'admin');
  const { body } = await login(station, 'asha');
  await login(station, 'asha', 'a wrong password');
  await login(station, 'my-password-in-the-wrong-field', 'x');
  const key = await send<{ key: string }>(
    station,
    'POST',
    '/api/service-keys',
    { name: 'board', scopes: ['crowd:read'] },
    bearer(body.access_token),
  );
  await send(station, 'POST', '/api/alarms/a1/shelve', { reason: 'maintenance', minutes: 10 }, bearer(body.access_token));
  const log = await send<{ entries: { actor: string; action: string; target: string | null; details: unknown }[] }>(
    station,
    'GET',
    '/api/audit',
    undefined,
    bearer(body.access_token),
  );
  expect(log.body.entries.map(({ actor, action, target }) => [actor, action, target])).toEqual([
    ['asha', 'shelveAlarm', 'a1'],
    ['asha', 'createServiceKey', null],
    ['(unknown name)', 'signInFailed', null],
    ['asha', 'signInFailed', null],
    ['asha', 'signIn', null],
    ['admin.key', 'register', expect.any(String)],
  ]);
  const text = JSON.stringify(log.body);
  for (const secret of [goodPassword, 'wrong-field', key.body.key, body.access_token ?? '', body.refresh_token ?? '']) {
    expect(text).not.toContain(secret);
  }
  const proof = await send(station, 'GET', '/api/audit/proof', undefined, bearer(body.access_token));
  expect(proof.body).toMatchObject({ whole: true, entries: 6 });
});
