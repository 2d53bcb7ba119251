/** Sensors over TCP: real sockets before a real store. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SensorIntake } from '../../../src-main/sources/sensors/intake.ts';
import { createTcpClient } from '../../../src-main/sources/sensors/tcp-client.ts';
import { createTcpIntake } from '../../../src-main/sources/sensors/tcp-intake.ts';
import { until } from '../../fixtures/until.ts';
import { type IntakeFixture, openIntakeFixture, portOf } from './intake-fixture.ts';

let fixture: IntakeFixture;
let intake: SensorIntake;
const sockets: Socket[] = [];

beforeEach(async () => {
  fixture = await openIntakeFixture();
  intake = createTcpIntake({ ...fixture.common(), host: '127.0.0.1', port: 0, retryMs: 50 });
  await intake.start();
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await intake.stop();
  await fixture.stop();
});

async function dial(port = portOf(intake)): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

const speed = (value: number): string => `${JSON.stringify({ sensor_id: 'loop', speed: value, volume: 3 })}\n`;

test('lines of all types are stored, also cut in the middle of a letter', async () => {
  const socket = await dial();
  const bytes = Buffer.from(
    `{"distance":12.5,"c":3,"note":"धुंध"}\n\r\n{"type":"people_counter","sensor_id":"gate","in":4,"out":2}\n`,
  );
  for (let at = 0; at < bytes.length; at += 7) socket.write(bytes.subarray(at, at + 7));
  await until('two rows', () => fixture.rows().length === 2);
  const rows = fixture.rows();
  expect(rows.map(({ type, sensorId, source }) => [type, sensorId, source]).sort()).toEqual([
    ['lidar', 'lidar', 'tcp'],
    ['people_counter', 'gate', 'tcp'],
  ]);
});

test('a browser that posts here is told what is wanted and closed', async () => {
  const socket = await dial();
  socket.write(`POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n${speed(3)}`);
  let said = '';
  socket.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await once(socket, 'close');
  expect(said).toContain('one JSON object a line');
  expect(fixture.rows()).toEqual([]);
});

test('later bad lines are kept with their reasons, and the flow goes on', async () => {
  const socket = await dial();
  socket.write(speed(30));
  socket.write('not json\n{"sensor_id":"loop","speed":NaN}\n{"sensor_id":"loop","speed":-5,"volume":1}\n');
  socket.write(`{"sensor_id":"loop","speed":5,"volume":1,"timestamp":${Date.now() + 3_600_000}}\n`);
  socket.write(speed(31));
  await until('both good ones', () => fixture.rows().length === 2);
  const reasons = fixture.rejected().map(({ reason }) => reason);
  expect(reasons.sort()).toEqual(['future', 'not-json', 'not-json', 'out-of-range']);
});

test('a line of 10 MB is thrown away as it comes, counted, and the next one is taken', async () => {
  const socket = await dial();
  socket.write(speed(30));
  const piece = Buffer.alloc(1 << 20, 'x');
  const before = process.memoryUsage();
  for (let i = 0; i < 10; i++) socket.write(piece);
  socket.write(`\n${speed(31)}`);
  await until('both good ones', () => fixture.rows().length === 2);
  expect(fixture.rejected().map(({ reason }) => reason)).toEqual(['too-large']);
  expect(process.memoryUsage().heapUsed - before.heapUsed).toBeLessThan(30e6);
});

test('half a line and a lost connection leave nothing behind', async () => {
  const socket = await dial();
  socket.write(`${speed(30)}{"sensor_id":"loop","spe`);
  await until('the first', () => fixture.rows().length === 1);
  socket.destroy();
  await until('gone', () => intake.figures().clients === 0);
  const next = await dial();
  next.write(speed(31));
  await until('the second', () => fixture.rows().length === 2);
  expect(fixture.rejected()).toEqual([]);
});

test('whatever bytes come, the next sensor is heard', async () => {
  const line = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map((text) => Buffer.from(text)),
    fc.record({ speed: fc.anything(), sensor_id: fc.anything(), timestamp: fc.anything() }).map((each) => toBytes(each)),
  );
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 30 }), async (lines) => {
      const socket = await dial();
      socket.write('{}\n');
      for (const bytes of lines) socket.write(Buffer.concat([bytes, Buffer.from('\n')]));
      const marker = 10 + (sent++ % 100);
      socket.end(`{"sensor_id":"marker-${sent}","speed":${marker},"volume":1}\n`);
      await until('the marker', () => fixture.sensors.book.find(`marker-${sent}`));
    }),
    { numRuns: 30 },
  );
});

function toBytes(each: unknown): Buffer {
  try {
    return Buffer.from(JSON.stringify(each) ?? 'undefined');
  } catch {
    return Buffer.from('[object]');
  }
}

test('while the desk has no room senders wait, and nothing is lost', async () => {
  fixture.setFull(true);
  const socket = await dial();
  const total = 20_000;
  for (let i = 0; i < total; i++) socket.write(`{"sensor_id":"loop","speed":5,"volume":${i % 99},"message_id":${i}}\n`);
  await until('the desk is waited for', () => fixture.desk.held().count > 0);
  expect(fixture.desk.held().count).toBeLessThan(5000);
  fixture.setFull(false);
  await until('all rows', () => fixture.sensors.figures().stored === total, 30_000);
  expect(fixture.sensors.figures()).toMatchObject({ lost: 0, duplicates: 0 });
});

test('two hundred clients speak; the next is turned away', async () => {
  const clients = await Promise.all(Array.from({ length: 200 }, () => dial()));
  for (const [i, socket] of clients.entries()) socket.write(`{"sensor_id":"s${i}","speed":5,"volume":1}\n`);
  await until('all rows', () => fixture.rows().length === 200);
  const late = await dial();
  await once(late, 'close');
});

test('a port that is taken is a fault that ends by itself', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const second = createTcpIntake({ ...fixture.common(), host: '127.0.0.1', port, retryMs: 50 });
  await second.start();
  expect(second.state()).toMatchObject({ kind: 'port-taken', port });
  other.close();
  await until('it listens', () => second.state().kind === 'listening');
  await second.stop();
});

test('a line that comes by the letter, or never ends, costs its sender the connection', async () => {
  let nowMs = 0;
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted = once(server, 'connection');
  const socket = await dial((server.address() as { port: number }).port);
  const [peer] = (await accepted) as [Socket];
  const client = createTcpClient({ ...fixture.common(), socket: peer, nowMs: () => nowMs, count: () => undefined });
  socket.write(speed(3));
  await until('the row', () => fixture.rows().length === 1);
  for (let i = 0; i < 10; i++) {
    socket.write('{');
    await until('the letter', () => peer.bytesRead === Buffer.byteLength(speed(3)) + i + 1);
    client.sweep(nowMs);
    expect(peer.destroyed).toBe(i > 6);
    if (peer.destroyed) break;
    nowMs += 10_000;
  }
  await once(socket.resume(), 'close');
  server.close();
});

describe('from the LAN', () => {
  /** A connection whose peer is another machine: only the address is made up. */
  async function fromLan(address: string): Promise<Socket> {
    const server = createServer((socket) => {
      Object.defineProperty(socket, 'remoteAddress', { value: address });
      createTcpClient({ ...fixture.common(), socket, count: () => undefined });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = await dial((server.address() as { port: number }).port);
    socket.once('close', () => server.close());
    return socket;
  }

  test.each([
    ['an unknown address', '192.168.1.9', () => speed(3), false],
    ['an unknown key', '192.168.1.9', () => `{"key":"made-up"}\n${speed(3)}`, false],
    [
      'a key that may only read',
      '192.168.1.9',
      () => `{"key":"${fixture.serviceKey(['sensors:read']).key}"}\n${speed(3)}`,
      false,
    ],
    ['a registered address', '::ffff:192.168.1.7', () => speed(3), true],
    ['a key that may write', '192.168.1.9', () => `{"key":"${fixture.serviceKey(['sensors:write']).key}"}\n${speed(3)}`, true],
  ])('%s', async (_what, address, said, isTaken) => {
    fixture.sensorKey('own', ['192.168.1.7']);
    const socket = await fromLan(address);
    socket.write(said());
    if (isTaken) await until('the row', () => fixture.rows().length === 1);
    else await once(socket.resume(), 'close');
    expect(fixture.rows().length).toBe(isTaken ? 1 : 0);
  });

  test("a sensor's own key, or its address, lets it speak for itself alone", async () => {
    const key = fixture.sensorKey('own', ['192.168.1.7']);
    (await fromLan('192.168.1.9')).write(`{"key":"${key}"}\n${speed(3)}`);
    await until('the first', () => fixture.rows().length === 1);
    (await fromLan('192.168.1.7')).write(speed(4));
    await until('the second', () => fixture.rows().length === 2);
    expect(fixture.rows().map(({ sensorId }) => sensorId)).toEqual(['own', 'own']);
  });

  test('a gateway speaks for the sensors that are registered with its address', async () => {
    fixture.sensorKey('a', ['192.168.1.7']);
    fixture.sensorKey('b', ['192.168.1.7']);
    const socket = await fromLan('192.168.1.7');
    socket.write(
      '{"sensor_id":"b","speed":3,"volume":1}\n{"sensor_id":"c","speed":3,"volume":1}\n{"sensor_id":"a","speed":3,"volume":1}\n',
    );
    await until('both', () => fixture.rows().length === 2);
    expect(
      fixture
        .rows()
        .map(({ sensorId }) => sensorId)
        .sort(),
    ).toEqual(['a', 'b']);
  });
});
