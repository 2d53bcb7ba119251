/** /ws/crowd over real sockets: the first state, the rate, coalescing, views, and a client that never reads. */
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { crowdUpdate } from '../../src-contract/api/crowd.ts';
import { crowdSnapshot } from './crowd-example.ts';
import { openSocket, type TestSocket, waitFor } from './test-socket.ts';
import { adminKey, startTestStation, type TestStation } from './test-station.ts';

let station: TestStation;
beforeEach(async () => {
  station = await startTestStation({ publishHz: () => 10 });
});
afterEach(() => station.stop());

const open = (): TestSocket => openSocket(`${station.origin}/ws/crowd`);
const counts = ({ messages }: TestSocket): number[] =>
  messages.filter(({ type }) => type === 'crowd_update').map((message) => message['stations'][0]?.count);

test('the full state comes at once, in the shape of the contract', async () => {
  const socket = open();
  const first = await socket.next(() => true);
  const update = crowdUpdate.parse(first);
  expect(update).toEqual(first);
  expect(update.stations).toHaveLength(1);
  expect(update.stations[0]).toMatchObject({
    id: 'DDR',
    line: 'western',
    crowd_level: 'moderate',
    count: 48,
    source: 'measured',
  });
});

test('many changes become few pushes, and the last one always arrives', async () => {
  const socket = open();
  await socket.next(() => true);
  const changes = 300;
  const startMs = performance.now();
  for (let i = 1; i <= changes; i += 1) {
    station.setCrowd(crowdSnapshot(1, 1_750_000_000_000 + i, 1000 + i));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await waitFor(() => counts(socket).at(-1) === 1000 + changes);
  const pushes = counts(socket).length - 1;
  const seconds = (performance.now() - startMs) / 1000;
  expect(pushes).toBeLessThanOrEqual(Math.ceil(seconds * 10) + 1);
  expect(pushes).toBeGreaterThan(seconds * 5);
  const seqs = socket.messages.map(({ seq }) => seq as number);
  expect(seqs).toEqual(seqs.map((_seq, i) => (seqs[0] ?? 0) + i));
});

test('a view lets through what it names; the wrong message is told and harms nothing', async () => {
  const socket = open();
  await socket.next(() => true);
  const narrow = async (view: object): Promise<string[]> => {
    const before = socket.messages.length;
    socket.send({ type: 'subscribe', ...view });
    await waitFor(() => socket.messages.length > before);
    return socket.messages.at(-1)?.['stations'].map(({ id }: { id: string }) => id);
  };
  expect(await narrow({ stations: ['CST'] })).toEqual([]);
  expect(await narrow({ stations: ['CST', 'DDR'] })).toEqual(['DDR']);
  expect(await narrow({ lines: ['harbour'] })).toEqual([]);
  expect(await narrow({ lines: ['central'] })).toEqual(['DDR']);
  expect(await narrow({ stations: ['DDR'], lines: ['harbour'] })).toEqual([]);
  expect(await narrow({})).toEqual(['DDR']);
  socket.send({ type: 'subscribe', stations: 'DDR' });
  expect(await socket.next(({ type }) => type === 'error')).toMatchObject({ code: 'BAD_REQUEST' });
  station.setCrowd(crowdSnapshot(1, 1_750_000_000_000, 77));
  await waitFor(() => counts(socket).at(-1) === 77);
});

test('a client that never reads holds little, and the others notice nothing', async () => {
  // Messages large enough to fill the kernel's buffers quickly; the rate as high as allowed.
  await station.stop();
  station = await startTestStation({ publishHz: () => 200 });
  const others = [open(), open(), open()];
  await Promise.all(others.map((socket) => socket.next(() => true)));
  const deaf = await upgradeAndPause(station.port);
  const dropped = async (): Promise<number> => metric('kavach_socket_messages_dropped{kind="crowd"}');
  const before = process.memoryUsage().arrayBuffers;
  let sent = 0;
  for (; sent < 2000 && (sent < 20 || (await dropped()) < 20); sent += 1) {
    station.setCrowd(crowdSnapshot(200, 1_750_000_000_000 + sent, sent));
    await waitFor(() => others.every((socket) => counts(socket).at(-1) === sent * 200));
  }
  expect(await dropped()).toBeGreaterThanOrEqual(20);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60_000_000);
  expect(await metric('kavach_socket_bytes_waiting_max{kind="crowd"}')).toBeLessThan(1_000_000);
  expect(await metric('kavach_socket_clients_cut{kind="crowd"}')).toBe(0);
  // Once it reads again it gets the newest state, without another change.
  const text = await readUntil(deaf, `"count":${(sent - 1) * 200},`);
  expect(text).toBe(true);
  deaf.destroy();
  for (const socket of others) socket.close();
});

async function metric(line: string): Promise<number> {
  const text = await (await station.get('/metrics')).text();
  return Number(
    text
      .split('\n')
      .find((one) => one.startsWith(line))
      ?.slice(line.length) ?? 'NaN',
  );
}

/** A client that speaks just enough to be let in, and then reads nothing. */
function upgradeAndPause(port: number): Promise<Socket> {
  const head = ['GET /ws/crowd HTTP/1.1', 'Host: localhost', 'Connection: Upgrade', 'Upgrade: websocket'];
  const keys = ['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', `X-API-Key: ${adminKey}`];
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${[...head, ...keys].join('\r\n')}\r\n\r\n`));
    socket.once('data', () => {
      socket.pause();
      resolve(socket);
    });
  });
}

function readUntil(socket: Socket, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    let tail = '';
    socket.on('data', (part) => {
      tail = tail.slice(-text.length) + part.toString('latin1');
      if (tail.includes(text)) resolve(true);
    });
    socket.on('close', () => resolve(false));
    socket.resume();
  });
}
