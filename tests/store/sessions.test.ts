/** Sessions and one-time codes outlive a restart, end when they should, and leave no secret in the file. */
import { expect, test } from 'vitest';
import { morningMs, openTestStore, temporaryPlace } from './store-fixture.ts';

const hour = 3_600_000;
const asha = { name: 'asha', role: 'operator', createdMs: morningMs, expiresMs: morningMs + hour } as const;

test('a session is found until it expires, after a restart too', async () => {
  const place = temporaryPlace();
  const first = openTestStore(place);
  first.sessions.create('h1', asha);
  await first.close();
  const { sessions } = openTestStore(place);
  expect(sessions.find('h1', morningMs)).toEqual({ ...asha, lastSeenMs: morningMs });
  expect(sessions.find('h2', morningMs)).toBeNull();
  expect(sessions.find('h1', morningMs + hour)).toBeNull();
});

test('a touch is noted, a revocation ends it', () => {
  const { sessions } = openTestStore();
  sessions.create('h1', asha);
  sessions.touch('h1', morningMs + 1000);
  expect(sessions.find('h1', morningMs)).toMatchObject({ lastSeenMs: morningMs + 1000 });
  expect(sessions.revoke('h1')).toBe(true);
  expect(sessions.revoke('h1')).toBe(false);
  expect(sessions.find('h1', morningMs)).toBeNull();
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
