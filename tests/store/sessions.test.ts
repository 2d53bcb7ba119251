/** Sessions and one-time codes outlive a restart, end when they should, and leave no secret in the file. */
import { expect, test } from 'vitest';
import type { Account } from '../../src-contract/domain/account.ts';
import { makeSession, morningMs, openTestStore, temporaryPlace } from './store-fixture.ts';

const asha: Account = {
  ...{ id: 'a1', username: 'asha', email: null, role: 'operator', lines: null },
  ...{ createdMs: morningMs, createdBy: 'control room', disabledMs: null },
};

const hour = 3_600_000;

test('a session is found by its cookie and its id until it expires, after a restart too', async () => {
  const place = temporaryPlace();
  const first = openTestStore(place);
  first.sessions.create(makeSession('h1'));
  await first.close();
  const { sessions } = openTestStore(place);
  expect(sessions.findBySecret('h1', morningMs)).toMatchObject({ id: 's-h1', name: 'asha', lastSeenMs: morningMs });
  expect(sessions.find('s-h1', morningMs)).toEqual(sessions.findBySecret('h1', morningMs));
  expect(sessions.findBySecret('h2', morningMs)).toBeNull();
  expect(sessions.findBySecret('h1', morningMs + hour)).toBeNull();
});

test('a touch is noted, a revocation ends it', () => {
  const { sessions } = openTestStore();
  sessions.create(makeSession('h1'));
  sessions.touch('s-h1', morningMs + 1000);
  expect(sessions.find('s-h1', morningMs)).toMatchObject({ lastSeenMs: morningMs + 1000 });
  expect(sessions.revoke('s-h1')).toBe(true);
  expect(sessions.revoke('s-h1')).toBe(false);
  expect(sessions.find('s-h1', morningMs)).toBeNull();
});

test('a session of an account has its present role and lines, and none when it is switched off', () => {
  const { sessions, accounts } = openTestStore();
  accounts.create(asha, 'hash');
  sessions.create(makeSession('h1', { kind: 'account', accountId: 'a1' }));
  accounts.change('a1', { role: 'viewer', lines: ['western'] });
  expect(sessions.findBySecret('h1', morningMs)).toMatchObject({ role: 'viewer', lines: ['western'] });
  accounts.change('a1', { disabledMs: morningMs });
  expect(sessions.findBySecret('h1', morningMs)).toBeNull();
  expect(() => accounts.create({ ...asha, id: 'a2' }, 'hash')).toThrow('already');
});

test('a refresh token counts once; the one before the newest counts again for a moment; older ones are theft', () => {
  const { sessions } = openTestStore();
  sessions.create(makeSession('h1', { refreshNo: 1 }));
  const refresh = (no: number, afterMs: number) => sessions.refresh('s-h1', no, { nowMs: morningMs + afterMs, leewayMs: 10_000 });
  expect(refresh(1, 1000)).toEqual({ kind: 'renewed', no: 2 });
  expect(refresh(1, 5000)).toEqual({ kind: 'repeated', no: 2 });
  expect(refresh(2, 6000)).toEqual({ kind: 'renewed', no: 3 });
  expect(refresh(2, 17_000)).toEqual({ kind: 'stolen' });
  expect(refresh(1, 7000)).toEqual({ kind: 'stolen' });
  expect(refresh(9, 7000)).toEqual({ kind: 'unknown' });
  sessions.create(makeSession('h2'));
  expect(sessions.refresh('s-h2', 1, { nowMs: morningMs, leewayMs: 10_000 })).toEqual({ kind: 'unknown' });
});

test('a code is taken once, in time, by a peer that it is for', async () => {
  const place = temporaryPlace();
  const { oneTimeCodes, close } = openTestStore(place);
  const grant = { name: 'asha', role: 'operator' } as const;
  for (const hash of ['c1', 'c2']) oneTimeCodes.add(hash, { ...grant, expiresMs: morningMs + 60_000, loopbackOnly: true });
  oneTimeCodes.add('c3', { ...grant, expiresMs: morningMs + 60_000, loopbackOnly: false });
  expect(oneTimeCodes.take('c1', { nowMs: morningMs, peer: 'lan' })).toBeNull();
  expect(oneTimeCodes.take('c1', { nowMs: morningMs, peer: 'loopback' })).toEqual(grant);
  expect(oneTimeCodes.take('c1', { nowMs: morningMs, peer: 'loopback' })).toBeNull();
  expect(oneTimeCodes.take('c2', { nowMs: morningMs + 60_000, peer: 'loopback' })).toBeNull();
  expect(oneTimeCodes.take('c4', { nowMs: morningMs, peer: 'loopback' })).toBeNull();
  await close();
  const again = openTestStore(place).oneTimeCodes;
  expect(again.take('c1', { nowMs: morningMs, peer: 'loopback' })).toBeNull();
  expect(again.take('c3', { nowMs: morningMs, peer: 'lan' })).toEqual(grant);
});

test('settings keep any JSON, and stay apart from the marks of the store', async () => {
  const place = temporaryPlace();
  const first = openTestStore(place);
  expect(first.settings.get('sound')).toBeUndefined();
  expect(first.settings.get('ended_in_order')).toBeUndefined();
  first.settings.set('sound', { volume: 0.5, muted: [] });
  first.settings.set('sound', { volume: 0.7, muted: ['p1'] });
  await first.close();
  expect(openTestStore(place).settings.get('sound')).toEqual({ volume: 0.7, muted: ['p1'] });
});
