/** /ws/real-time over real sockets: welcome, subscriptions, alerts in order, status, pings, and what a hostile client may try. */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { realTimeServerMessage, subscriptions } from '../../src-contract/api/sockets.ts';
import type { PartHealth } from '../../src-contract/api/system.ts';
import { crowdSnapshot } from './crowd-example.ts';
import { opened, openSocket, type TestSocket, waitFor } from './test-socket.ts';
import { exampleAlarm, startTestStation, type TestStation } from './test-station.ts';

let station: TestStation;
let parts: PartHealth[];
beforeEach(async () => {
  parts = [{ name: 'store', state: 'ok', detail: null, latency_ms: 1 }];
  station = await startTestStation({ health: () => parts, limits: { statusPollMs: 10 } });
});
afterEach(() => station.stop());

const open = (): TestSocket => openSocket(`${station.origin}/ws/real-time`);
const isType = (wanted: string) => (message: { type: string }) => message.type === wanted;
const raise = (id: string): number =>
  station.announce({ kind: 'raised', atMs: 1_750_000_000_000, actor: 'station', note: null, alarm: exampleAlarm(id) });

test('welcome, subscriptions and answers all have the shape of the contract', async () => {
  const socket = open();
  expect(await socket.next(() => true)).toMatchObject({ type: 'welcome', server_version: '0.0.0-test', subscriptions });
  for (const subscription of subscriptions) {
    socket.send({ type: 'subscribe', subscription });
    await socket.next((message) => message.type === 'subscribed' && message['subscription'] === subscription);
  }
  raise('a1');
  await socket.next(isType('alert'));
  await socket.next(isType('crowd_update'));
  expect(await socket.next(isType('system_status'))).toMatchObject({ status: 'healthy', cameras: [{ id: 'c1' }] });
  for (const message of socket.messages) expect(realTimeServerMessage.parse(message)).toEqual(message);
});

test('without a subscription nothing but the welcome comes; after unsubscribing nothing more', async () => {
  const [silent, former] = [open(), open()];
  await Promise.all([silent, former].map((socket) => socket.next(isType('welcome'))));
  for (const type of ['subscribe', 'unsubscribe']) {
    former.send({ type, subscription: 'alerts' });
    former.send({ type, subscription: 'crowd' });
  }
  await waitFor(() => former.messages.filter(isType('unsubscribed')).length === 2);
  raise('a1');
  station.setCrowd(crowdSnapshot(1, 1_750_000_000_000, 5));
  for (const socket of [silent, former]) {
    socket.send({ type: 'get_status' });
    await socket.next(isType('system_status'));
    expect(socket.messages.some(isType('alert'))).toBe(false);
  }
  expect(former.messages.filter(isType('crowd_update'))).toHaveLength(1);
});

test('alerts come in order of their numbers, without a gap, to everybody', async () => {
  const sockets = [open(), open()];
  for (const socket of sockets) {
    await socket.next(isType('welcome'));
    socket.send({ type: 'subscribe', subscription: 'alerts' });
    await socket.next(isType('subscribed'));
  }
  for (let i = 1; i <= 500; i += 1) raise(`a${i}`);
  for (const socket of sockets) {
    await waitFor(() => socket.messages.filter(isType('alert')).length === 500);
    const seqs = socket.messages.filter(isType('alert')).map(({ data }) => data.seq as number);
    expect(seqs).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
  }
});

test('a part that fails is told at once, once', async () => {
  const socket = open();
  await socket.next(isType('welcome'));
  socket.send({ type: 'subscribe', subscription: 'system' });
  await socket.next(isType('system_status'));
  parts = [{ name: 'store', state: 'down', detail: 'the disk is full', latency_ms: null }];
  await socket.next((message) => message.type === 'system_status' && message['status'] === 'degraded');
  parts = [{ name: 'store', state: 'down', detail: 'the disk is full', latency_ms: 5 }];
  socket.send({ type: 'get_status' });
  await waitFor(() => socket.messages.some((message) => message['parts']?.[0].latency_ms === 5));
  expect(socket.messages.filter((message) => message['status'] === 'degraded').length).toBeLessThanOrEqual(3);
});

test('who answers pings stays, who leaves two unanswered is dropped', async () => {
  const other = await startTestStation({ limits: { pingEveryMs: 50 } });
  const [alive, deaf] = [openSocket(`${other.origin}/ws/real-time`), openSocket(`${other.origin}/ws/real-time`)];
  alive.socket.on('message', () => {
    if (alive.messages.at(-1)?.type === 'ping') alive.send({ type: 'pong' });
  });
  expect((await deaf.closed).code).toBe(4408);
  expect(deaf.messages.filter(isType('ping'))).toHaveLength(2);
  await waitFor(() => alive.messages.filter(isType('ping')).length > 5);
  expect(alive.socket.readyState).toBe(alive.socket.OPEN);
  await other.stop();
});

test('alerts that find no room cut the client instead of going missing', async () => {
  const other = await startTestStation({ limits: { socketBudgetBytes: 200_000 } });
  const socket = openSocket(`${other.origin}/ws/real-time`);
  await socket.next(isType('welcome'));
  socket.send({ type: 'subscribe', subscription: 'alerts' });
  await socket.next(isType('subscribed'));
  socket.socket.pause();
  const long = exampleAlarm('a1', { facts: { reason: 'x'.repeat(50_000) } });
  for (let i = 0; i < 500; i += 1) other.announce({ kind: 'raised', atMs: 1, actor: 'station', note: null, alarm: long });
  expect(await (await other.get('/metrics')).text()).toContain('kavach_socket_clients_cut{kind="real-time"} 1');
  socket.socket.resume();
  await socket.closed;
  const seqs = socket.messages.filter(isType('alert')).map(({ data }) => data.seq as number);
  expect(seqs).toEqual(seqs.map((_seq, i) => i + 1));
  await other.stop();
});

test('whatever a client says, it gets an error and the station goes on', async () => {
  const other = await startTestStation({ limits: { socketBurst: 10_000 } });
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc
      .record({ type: fc.constantFrom('subscribe', 'pong', 'x'), subscription: fc.anything() })
      .map((value) => JSON.stringify(value) ?? ''),
    fc.uint8Array({ maxLength: 200 }),
  );
  for (const path of ['/ws/real-time', '/ws/crowd', '/api/cameras/c1/live']) {
    const socket = openSocket(other.origin + path);
    await opened(socket);
    await fc.assert(
      fc.asyncProperty(anything, async (message) => {
        socket.socket.send(message);
        expect(socket.socket.readyState).toBe(socket.socket.OPEN);
      }),
      { numRuns: 150 },
    );
    if (!path.endsWith('live')) await socket.next(isType('error'));
    expect((await other.get('/health')).status).toBe(200);
    expect(socket.socket.readyState).toBe(socket.socket.OPEN);
  }
  await other.stop();
});

test('a message of 64 KB and more, and a flood of small ones, end the socket', async () => {
  const large = open();
  await large.next(isType('welcome'));
  large.send('x'.repeat(70_000));
  expect((await large.closed).code).toBe(1009);
  const flood = open();
  await flood.next(isType('welcome'));
  for (let i = 0; i < 1000; i += 1) flood.send({ type: 'pong' });
  expect((await flood.closed).code).toBe(1008);
});

test('sockets are bounded in number', async () => {
  const other = await startTestStation({ limits: { sockets: 2 } });
  const first = openSocket(`${other.origin}/ws/crowd`);
  const second = openSocket(`${other.origin}/ws/crowd`);
  await Promise.all([first, second].map((socket) => socket.next(() => true)));
  expect((await openSocket(`${other.origin}/ws/crowd`).closed).code).toBe(1013);
  first.close();
  await waitFor(() => first.socket.readyState === first.socket.CLOSED);
  await waitForOpening(other);
  await other.stop();
});

/** The station learns of the closed socket a moment after its client. */
async function waitForOpening(other: TestStation): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    const socket = openSocket(`${other.origin}/ws/crowd`);
    const outcome = await Promise.race([socket.next(() => true), socket.closed]);
    if ('type' in outcome) return;
  }
  throw new Error('no place became free');
}
