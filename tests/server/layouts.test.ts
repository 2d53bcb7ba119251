/** An operator's layouts over REST: each person's own, the same from every workstation, and noted in the audit log. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../../src-contract/domain/roles.ts';
import type { ScreenLayout } from '../../src-contract/domain/screen-layout.ts';
import { goodPassword, login, makeAccount, send } from './people.ts';
import { startTestStation, type TestStation } from './test-station.ts';

let station: TestStation;
beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.stop());

const layout: ScreenLayout = {
  ...{ key: 5, overview: 'map', second_window: 'wall' },
  wall: { size: 9, places: ['cam-1', null, 'cam-2'], pop_up: true },
};
const path = `/api/me/layouts/${encodeURIComponent('Rush hour')}`;

/** The page itself, in a browser that came by a one-time link. */
function here(role: Role): Record<string, string> {
  return { ...station.signedIn(role), origin: station.origin };
}

async function signIn(username: string): Promise<Record<string, string>> {
  const { body } = await login(station, username, goodPassword);
  return { authorization: `Bearer ${body.access_token}` };
}

test('kept for the account, wherever it signs in, and for nobody else', async () => {
  await makeAccount(station, 'asha', 'operator');
  await makeAccount(station, 'vikram', 'viewer');
  expect((await send(station, 'PUT', path, layout, await signIn('asha'))).status).toBe(200);
  const elsewhere = await send(station, 'GET', '/api/me/layouts', undefined, await signIn('asha'));
  expect(elsewhere.body).toEqual({ layouts: [{ name: 'Rush hour', ...layout }] });
  expect((await send(station, 'GET', '/api/me/layouts', undefined, await signIn('vikram'))).body).toEqual({ layouts: [] });
  expect((await send(station, 'DELETE', path, undefined, await signIn('vikram'))).status).toBe(404);
  const audit = await (await station.get('/api/audit?limit=50')).json();
  expect(JSON.stringify(audit)).toContain('saveLayout');
});

test('shared by those who came by a one-time link', async () => {
  await send(station, 'PUT', path, layout, here('operator'));
  const { body } = await send(station, 'GET', '/api/me/layouts', undefined, station.signedIn('admin'));
  expect(body).toEqual({ layouts: [{ name: 'Rush hour', ...layout }] });
});

test.each([
  ['a size that no wall has', { ...layout, wall: { ...layout.wall, size: 5 } }],
  ['a key that there isn’t', { ...layout, key: 10 }],
  ['something else beside', { ...layout, theme: 'dark' }],
])('refuses %s', async (_, body) => {
  expect((await send(station, 'PUT', path, body, here('operator'))).status).toBe(400);
});
