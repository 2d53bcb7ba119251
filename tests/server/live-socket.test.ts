/** The live picture: order of what comes, where it starts, what a viewer that falls behind gets, and the boxes beside it. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { liveServerMessage } from '../../src-contract/api/sockets.ts';
import type { LiveEvent } from '../../src-main/server/ports.ts';
import { createViewer } from '../../src-main/server/sockets/live-socket.ts';
import { openSocket, type TestSocket, waitFor } from './test-socket.ts';
import { startTestStation, type TestStation } from './test-station.ts';

let station: TestStation;
beforeEach(async () => {
  station = await startTestStation();
});
afterEach(() => station.stop());

const init: LiveEvent = { kind: 'init', codec: 'mse', mime: 'video/mp4; codecs="avc1.42e01e"', data: Buffer.from('init') };
const chunk = (text: string, keyframe: boolean): LiveEvent => ({ kind: 'chunk', keyframe, data: Buffer.from(text) });

async function watch(): Promise<TestSocket> {
  const socket = openSocket(`${station.origin}/api/cameras/c1/live`);
  await waitFor(() => station.liveViewers() === 1);
  return socket;
}

test('stream, init and chunks from a key frame on, in this order; a new codec begins anew', async () => {
  const socket = await watch();
  for (const event of [chunk('early', true), init, chunk('delta', false), chunk('key', true), chunk('next', false)])
    station.live(event);
  await waitFor(() => socket.binaries.length === 3);
  expect(socket.messages).toEqual([{ type: 'stream', codec: 'mse', mime: 'video/mp4; codecs="avc1.42e01e"' }]);
  expect(socket.binaries.map(String)).toEqual(['init', 'key', 'next']);
  for (const event of [{ kind: 'end' }, chunk('stray', true), { kind: 'init', codec: 'mpeg1' }, chunk('ts', true)] as LiveEvent[])
    station.live(event);
  await waitFor(() => socket.binaries.length === 4);
  expect(socket.messages[1]).toEqual({ type: 'stream', codec: 'mpeg1' });
  expect(socket.binaries.map(String)).toEqual(['init', 'key', 'next', 'ts']);
});

test('boxes of confirmed tracks come as text', async () => {
  const socket = await watch();
  const track = { score: 0.9, firstSeenMs: 0, lastSeenMs: 0, hits: 5, missedFrames: 0, confirmed: true };
  station.overlay({
    cameraId: 'c1',
    atMs: 1_750_000_000_000,
    pictureAspect: 16 / 9,
    tracks: [
      { ...track, id: 1, box: [0.1, 0.2, 0.3, 0.4] },
      { ...track, id: 2, box: [0, 0, 1, 1], missedFrames: 2 },
      { ...track, id: 3, box: [0, 0, 1, 1], confirmed: false },
    ],
  });
  const overlay = liveServerMessage.parse(await socket.next(() => true));
  expect(overlay).toMatchObject({
    tracks: [
      { id: 1, box: [0.1, 0.2, 0.3, 0.4], score: 0.9, predicted: false },
      { id: 2, predicted: true },
    ],
  });
});

test('an unknown camera closes with 4404; a viewer that leaves is forgotten', async () => {
  expect((await openSocket(`${station.origin}/api/cameras/c9/live`).closed).code).toBe(4404);
  const socket = await watch();
  socket.close();
  await waitFor(() => station.liveViewers() === 0);
});

test('a viewer that never reads is kept under its budget, and finds back at a key frame', async () => {
  const socket = await watch();
  station.live(init);
  await waitFor(() => socket.binaries.length === 1);
  socket.socket.pause();
  const metric = async (): Promise<number> => {
    const text = await (await station.get('/metrics')).text();
    expect(Number(/kavach_socket_bytes_waiting_max\{kind="live"\} (\d+)/.exec(text)?.[1])).toBeLessThanOrEqual(1_000_000);
    return Number(/kavach_socket_messages_dropped\{kind="live"\} (\d+)/.exec(text)?.[1]);
  };
  const picture = (name: string, keyframe: boolean): LiveEvent => {
    const data = Buffer.alloc(100_000);
    data.write(name);
    return { kind: 'chunk', keyframe, data };
  };
  for (let sent = 0; sent < 1000 && (await metric()) === 0; sent += 1) {
    for (let i = 0; i < 10; i += 1) station.live(picture(i === 0 && sent === 0 ? 'key' : 'delta', sent === 0));
  }
  expect(await metric()).toBeGreaterThan(0);
  socket.socket.resume();
  station.live(picture('lost', false));
  const offer = async (): Promise<boolean> => {
    station.live(picture('again', true));
    await station.get('/health');
    return socket.binaries.some((data) => data.toString('latin1', 0, 5) === 'again');
  };
  for (let tries = 0; tries < 500 && !(await offer()); tries += 1);
  expect(socket.binaries.some((data) => data.toString('latin1', 0, 5) === 'again')).toBe(true);
  expect(socket.binaries.some((data) => data.toString('latin1', 0, 4) === 'lost')).toBe(false);
});

test('what had no room is followed by nothing but a key frame, with its init before it', () => {
  const got: string[] = [];
  let room = 0;
  const take = (text: string): boolean => {
    if (room <= 0) return false;
    room -= 1;
    return got.push(text) > 0;
  };
  const viewer = createViewer({
    send: (message) => void got.push(JSON.parse(message.toString()).type),
    offerBinary: (bytes) => take(Buffer.from(bytes).toString()),
  });
  for (const event of [init, chunk('k1', true)]) viewer(event);
  room = 3;
  for (const event of [chunk('d1', false), chunk('k2', true), chunk('d2', false), chunk('d3', false)]) viewer(event);
  room = 9;
  for (const event of [chunk('d4', false), chunk('k3', true), chunk('d5', false)]) viewer(event);
  expect(got).toEqual(['stream', 'init', 'k2', 'd2', 'k3', 'd5']);
});
