/** The station's own MQTT broker before a real store, spoken to by a real client. */
import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMqttBroker, type MqttBroker } from '../../../src-main/sources/sensors/mqtt-broker.ts';
import { until } from '../../fixtures/until.ts';
import { type IntakeFixture, openIntakeFixture, portOf } from './intake-fixture.ts';

const page = 'https://map.example';
let fixture: IntakeFixture;
let broker: MqttBroker;
const clients: MqttClient[] = [];

beforeEach(async () => {
  fixture = await openIntakeFixture();
  broker = createMqttBroker({
    ...{ ...fixture.common(), host: '127.0.0.1', port: 0, webSocketPort: 0, root: 'kavach/sensors', retryMs: 50 },
    mayCall: (origin) => origin === page,
  });
  await broker.start();
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.end(true);
  await broker.stop();
  await fixture.stop();
});

async function dial(options: IClientOptions = {}, url = `mqtt://127.0.0.1:${portOf(broker)}`): Promise<MqttClient> {
  const client = await mqtt.connectAsync(url, { reconnectPeriod: 0, protocolVersion: 4, ...options }, false);
  clients.push(client);
  client.on('error', () => undefined);
  return client;
}

const ended = (client: MqttClient): Promise<void> => new Promise((done) => client.once('close', done));
const reading = (volume: number): string => JSON.stringify({ speed: 40, volume });

test('what was acknowledged is on the disk, in both qualities of service that are', async () => {
  const client = await dial();
  for (const qos of [1, 2] as const) {
    await Promise.all(
      Array.from({ length: 500 }, (_, i) => client.publishAsync('kavach/sensors/traffic/loop', reading(i), { qos })),
    );
    expect(fixture.rows().length).toBe(qos * 500);
  }
  client.publish('kavach/sensors/traffic/loop', reading(1), { qos: 0 });
  await until('the one that wants no answer', () => fixture.rows().length === 1001);
});

test('while the desk has no room nothing is acknowledged and nothing is lost', async () => {
  fixture.setFull(true);
  const client = await dial();
  let acknowledged = 0;
  const all = Array.from({ length: 3000 }, (_, i) =>
    client.publishAsync('kavach/sensors/traffic/loop', reading(i), { qos: 1 }).then(() => acknowledged++),
  );
  await until('senders to wait', () => fixture.desk.held().count > 0);
  expect(acknowledged).toBe(0);
  fixture.setFull(false);
  await Promise.all(all);
  expect(fixture.sensors.figures()).toMatchObject({ stored: 3000, lost: 0 });
});

test('a bad payload is acknowledged and kept with its reason', async () => {
  const client = await dial();
  await client.publishAsync('kavach/sensors/lidar', 'distance=3', { qos: 1 });
  await client.publishAsync('kavach/sensors/LIDAR/x', '{"distance":3,"c":1}', { qos: 1 });
  await client.publishAsync('kavach/sensors/lidar', `{"distance":3,"c":1,"fill":"${'x'.repeat(20_000)}"}`, { qos: 1 });
  expect(
    fixture
      .rejected()
      .map(({ reason }) => reason)
      .sort(),
  ).toEqual(['bad-name', 'not-json', 'too-large']);
});

test('a message that is sent again because its answer was lost is one row', async () => {
  fixture.setFull(true);
  const first = connect(portOf(broker), '127.0.0.1');
  first.write(Buffer.concat([rawConnect('gate'), rawPublish(7, false)]));
  await until('it is held', () => fixture.desk.held().count === 1);
  first.destroy();
  fixture.setFull(false);
  const second = connect(portOf(broker), '127.0.0.1');
  second.write(Buffer.concat([rawConnect('gate'), rawPublish(7, true)]));
  await until('it is known', () => broker.figures().repeated === 1);
  // The same number and words without the mark are news: senders begin at 1 each time.
  second.write(rawPublish(7, false));
  await until('the new one', () => fixture.rows().length === 2);
  second.destroy();
});

test('a retained value is taken once and not kept, and a last will is no reading', async () => {
  const going = await dial({
    will: { topic: 'kavach/sensors/traffic/loop', payload: Buffer.from(reading(9)), qos: 1, retain: true },
  });
  await going.publishAsync('kavach/sensors/traffic/loop', reading(1), { qos: 1, retain: true });
  going.stream.destroy();
  await until('it has gone', () => broker.figures().clients === 0);
  const reader = await dial();
  const heard: string[] = [];
  reader.on('message', (topic) => heard.push(topic));
  await reader.subscribeAsync('kavach/sensors/#');
  await reader.publishAsync('kavach/sensors/traffic/other', reading(2), { qos: 1 });
  await until('the live one', () => heard.length > 0);
  expect(heard).toEqual(['kavach/sensors/traffic/other']);
  expect(
    fixture
      .rows()
      .map(({ values }) => values['volume'])
      .sort(),
  ).toEqual([1, 2]);
});

describe('rights', () => {
  test.each([
    ['a sensor on its own topic', 'own', 'kavach/sensors/traffic/own', true],
    ['a sensor on a topic without a name', 'own', 'kavach/sensors/traffic', true],
    ["a sensor on another's topic", 'own', 'kavach/sensors/traffic/other', false],
    ['a sensor beside the root', 'own', 'home/traffic/own', false],
    ['a service that may write', 'sensors:write', 'kavach/sensors/traffic/any', true],
    ['a service that may only read', 'sensors:read', 'kavach/sensors/traffic/any', false],
    ["a service on the broker's own topics", 'sensors:write', '$SYS/x', false],
  ])('%s', async (_what, who, topic, isTaken) => {
    const own = fixture.sensorKey('own');
    const client = await dial({
      username: who === 'own' ? 'own' : 'relay',
      password: who === 'own' ? own : fixture.serviceKey([who]).key,
    });
    const closed = ended(client);
    const sent = client.publishAsync(topic, reading(1), { qos: 1 }).catch(() => undefined);
    if (isTaken) await sent;
    else await closed;
    expect(fixture.rows().map(({ sensorId }) => sensorId)).toEqual(isTaken ? [who === 'own' ? 'own' : 'any'] : []);
  });

  test.each([
    ['a service that may read', ['sensors:read'], 'kavach/sensors/#', true],
    ['a service that may only write', ['sensors:write'], 'kavach/sensors/#', false],
    ['everything', ['sensors:read'], '#', false],
    ["the broker's own", ['sensors:read'], '$SYS/#', false],
  ])('reading: %s', async (_what, scopes, filter, isGranted) => {
    const client = await dial({ username: 'x', password: fixture.serviceKey(scopes).key });
    const answer = await client.subscribeAsync(filter, { qos: 1 }).catch(() => [{ qos: 128 }]);
    expect(answer.map(({ qos }) => qos < 128)).toEqual([isGranted]);
  });

  test.each([
    ['a wrong key', () => ({ username: 'own', password: 'made-up' })],
    ['a key without its sensor', () => ({ username: 'other', password: fixture.sensorKey('own') })],
    ['a name alone', () => ({ username: 'own' })],
  ])('%s is refused', async (_what, options) => {
    await expect(dial(options())).rejects.toThrow(/refused|not auth|bad user/i);
  });

  test('a guesser is told to leave off, and a right key still gets in', async () => {
    const errors = new Set<string>();
    for (let i = 0; i < 25; i++)
      await dial({ username: 'own', password: `guess-${i}` }).catch((error: Error) => errors.add(error.message));
    expect([...errors].join()).toMatch(/unavailable/i);
    const client = await dial({ username: 'own', password: fixture.sensorKey('own') });
    expect(client.connected).toBe(true);
  });

  test('a key that ends cuts its client', async () => {
    const { key, id } = fixture.serviceKey(['sensors:write']);
    const client = await dial({ username: 'x', password: key });
    const closed = ended(client);
    fixture.store.serviceKeys.revoke(id);
    await closed;
  });

  test.each([
    ['a listed page with a key', page, true, true],
    ['a listed page without one', page, false, false],
    ['another page with a key', 'https://evil.example', true, false],
    ['no page at all', undefined, true, false],
  ])('WebSocket: %s', async (_what, origin, hasKey, isTaken) => {
    const key = fixture.serviceKey(['sensors:write']).key;
    const options = {
      ...(hasKey && { username: 'x', password: key }),
      wsOptions: origin === undefined ? {} : { origin },
      connectTimeout: 2000,
    };
    const opened = dial(options, `ws://127.0.0.1:${broker.webSocketPort()}`).then((client) =>
      client.publishAsync('kavach/sensors/traffic/ws', reading(1), { qos: 1 }),
    );
    if (isTaken) await opened;
    else await expect(opened).rejects.toThrow();
    expect(fixture.rows().length).toBe(isTaken ? 1 : 0);
  });
});

describe('hostile bytes', () => {
  test('a packet that says it has 10 MB is cut at once', async () => {
    const socket = connect(portOf(broker), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(rawConnect('big'));
    socket.write(Buffer.from([0x32, 0x80, 0x80, 0x80, 0x05]));
    await once(socket, 'close');
  });

  test('whatever bytes come, also after a good beginning, the next sensor is heard and memory stays', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.constant(Buffer.from([0x32, 2, 0, 200])),
      fc.constant(Buffer.from([0xff, 0xff])),
    );
    const heapBefore = process.memoryUsage().heapUsed;
    await fc.assert(
      fc.asyncProperty(fc.array(bytes, { maxLength: 10 }), fc.boolean(), async (chunks, isKnown) => {
        const socket = connect(portOf(broker), '127.0.0.1');
        socket.on('error', () => undefined);
        if (isKnown) socket.write(rawConnect('fuzz'));
        for (const chunk of chunks) socket.write(chunk);
        socket.end();
        await once(socket.resume(), 'close');
      }),
      { numRuns: 150 },
    );
    const client = await dial();
    await client.publishAsync('kavach/sensors/traffic/after', reading(1), { qos: 1 });
    expect(fixture.rows().some(({ sensorId }) => sensorId === 'after')).toBe(true);
    expect(process.memoryUsage().heapUsed - heapBefore).toBeLessThan(60e6);
  });

  test('10,000 retained topics leave nothing in memory, and hostile topics no row', async () => {
    const client = await dial();
    await Promise.all(
      Array.from({ length: 10_000 }, (_, i) =>
        client.publishAsync(`kavach/sensors/traffic/r${i % 500}`, reading(i), { qos: 1, retain: true }),
      ),
    );
    const reader = await dial();
    let retained = 0;
    reader.on('message', () => retained++);
    await reader.subscribeAsync('kavach/sensors/#');
    await client.publishAsync('kavach/sensors/traffic/last', reading(0), { qos: 1 });
    await until('the live one', () => retained > 0);
    expect(retained).toBe(1);
    expect(fixture.sensors.figures().stored).toBe(10_001);
  });
});

function rawConnect(id: string): Buffer {
  const body = Buffer.concat([text('MQTT'), Buffer.from([4, 2, 0, 60]), text(id)]);
  return Buffer.concat([Buffer.from([0x10, body.length]), body]);
}

function rawPublish(number: number, isAgain: boolean): Buffer {
  const body = Buffer.concat([text('kavach/sensors/traffic/gate'), Buffer.from([0, number]), Buffer.from(reading(number))]);
  return Buffer.concat([Buffer.from([isAgain ? 0x3a : 0x32, body.length]), body]);
}

function text(words: string): Buffer {
  const bytes = Buffer.from(words);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
}
