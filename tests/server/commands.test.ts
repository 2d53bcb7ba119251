/** Alarms over REST: who did what, order, and repeated writes. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AlarmReply, alarmRoutes } from '../../src-contract/api/alarms.ts';
import { waitFor } from './test-socket.ts';
import { exampleAlarm, startTestStation, type TestStation } from './test-station.ts';

let station: TestStation;
beforeEach(async () => {
  station = await startTestStation();
});
afterEach(() => station.stop());

const acknowledge = '/api/alarms/a1/acknowledge';

test('commands carry their caller, and the reply has the shape of the contract', async () => {
  const headers = { ...station.signedIn('operator'), origin: station.origin, 'content-type': 'application/json' };
  const response = await fetch(station.origin + acknowledge, {
    method: 'POST',
    headers,
    body: JSON.stringify({ seen_at: '2025-06-15T15:00:00.000Z' }),
  });
  const { alarm } = alarmRoutes.acknowledgeAlarm.response.parse(await response.json());
  expect(alarm).toMatchObject({ id: 'a1', state: 'unacknowledged', raised_at: '2025-06-15T15:06:40.000Z' });
  expect(alarm.title.length).toBeGreaterThan(5);
  await station.post('/api/alarms/a2/shelve', { reason: '  broken lens ', minutes: 60 });
  await station.post('/api/alarms/a2/unshelve');
  await station.post('/api/alarms/a3/reset');
  expect(station.commands).toMatchObject([
    { kind: 'acknowledge', alarmId: 'a1', by: 'operator', seenMs: Date.parse('2025-06-15T15:00:00Z') },
    { kind: 'shelve', alarmId: 'a2', by: 'admin.key', reason: 'broken lens' },
    { kind: 'unshelve', alarmId: 'a2' },
    { kind: 'reset', alarmId: 'a3' },
  ]);
});

test('a list from the future acknowledges nothing later than now', async () => {
  await station.post(acknowledge, { seen_at: '2999-01-01T00:00:00Z' });
  const [command] = station.commands;
  expect(command?.kind === 'acknowledge' && command.seenMs).toBeLessThan(Date.now() + 1000);
});

test('the list is worst first', async () => {
  const raise = (id: string, overrides: Parameters<typeof exampleAlarm>[1]) =>
    station.announce({ kind: 'raised', atMs: 1, actor: 'station', note: null, alarm: exampleAlarm(id, overrides) });
  raise('shelved', { life: 'shelved' });
  raise('low', { priority: 'low' });
  raise('known', { life: 'acknowledged' });
  raise('old', { raisedMs: 1 });
  raise('new', { raisedMs: 2 });
  const { alarms, seq } = (await (await station.get('/api/alarms')).json()) as { alarms: AlarmReply[]; seq: number };
  expect([seq, alarms.map(({ id }) => id)]).toEqual([5, ['new', 'old', 'low', 'known', 'shelved']]);
  const history = await (await station.get('/api/alarms/history?since_seq=0')).json();
  expect(alarmRoutes.alarmHistory.response.parse(history).events).toHaveLength(5);
});

test('a repeated write has the effect of one and the first answer, also while the first is at work', async () => {
  let finish = (): void => {};
  const working = new Promise<void>((resolve) => {
    finish = resolve;
  });
  station.answerCommand = async (command) => {
    await working;
    return { ok: true, alarm: exampleAlarm(command.alarmId, { changedMs: station.commands.length }) };
  };
  const once = { 'idempotency-key': 'k1' };
  const sent = [station.post(acknowledge, {}, once), station.post(acknowledge, {}, once)];
  await waitFor(() => station.commands.length === 1);
  finish();
  const texts = await Promise.all(sent.map(async (response) => (await response).text()));
  texts.push(await (await station.post(acknowledge, {}, once)).text());
  expect(new Set(texts).size).toBe(1);
  expect(station.commands).toHaveLength(1);

  expect((await station.post(acknowledge, { seen_at: '2025-06-15T15:00:00Z' }, once)).status).toBe(409);
  await station.post('/api/alarms/a2/acknowledge', {}, once);
  const other = { ...station.signedIn('operator'), origin: station.origin, 'content-type': 'application/json', ...once };
  await fetch(station.origin + acknowledge, { method: 'POST', headers: other, body: '{}' });
  expect(station.commands).toHaveLength(3);
});

test('a refusal is kept as the answer, a fault of ours is tried again', async () => {
  const once = { 'idempotency-key': 'k2' };
  station.answerCommand = () => Promise.reject(new Error('the disk is full'));
  expect((await station.post(acknowledge, {}, once)).status).toBe(500);
  station.answerCommand = async () => ({ ok: false, code: 'CONFLICT', message: 'It closed meanwhile.' });
  expect((await station.post(acknowledge, {}, once)).status).toBe(409);
  station.answerCommand = async ({ alarmId }) => ({ ok: true, alarm: exampleAlarm(alarmId) });
  expect((await station.post(acknowledge, {}, once)).status).toBe(409);
  expect(station.commands).toHaveLength(2);
});

test('the newest picture leaves with faces hidden, or untouched for an administrator’s purpose, which is noted', async () => {
  station.frames.set('c1', {
    cameraId: 'c1',
    seq: 1,
    atMs: 0,
    width: 64,
    height: 48,
    rgb: new Uint8Array(64 * 48 * 3).fill(200),
  });
  // Nothing looks for faces in this station: then there is none.
  expect((await station.get('/api/cameras/c1/snapshot.jpg')).status).toBe(503);
  const untouched = (body: object, headers = {}) => station.post('/api/cameras/c1/snapshot', body, headers);
  expect((await untouched({})).status).toBe(400);
  const operator = await fetch(`${station.origin}/api/cameras/c1/snapshot`, {
    ...{ method: 'POST', body: JSON.stringify({ purpose: 'for the police' }) },
    headers: { ...station.signedIn('operator'), 'content-type': 'application/json', origin: station.origin },
  });
  expect(operator.status).toBe(403);
  const response = await untouched({ purpose: 'for the police' });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.subarray(0, 3).toString('hex')).toBe('ffd8ff');
  const [noted] = (await station.store.audit.history({ limit: 1 })).entries;
  expect(noted).toMatchObject({ action: 'untouchedSnapshot', target: 'c1', details: { purpose: 'for the police' } });
});
