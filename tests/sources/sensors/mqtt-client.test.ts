/** An outside broker: a real Mosquitto, in both versions of MQTT, that goes away and comes back. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { Aedes } from 'aedes';
import mqtt, { type MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readBrokerAddress } from '../../../src-main/sources/sensors/broker-address.ts';
import type { SensorIntake } from '../../../src-main/sources/sensors/intake.ts';
import { createMqttClient, type MqttClientOptions } from '../../../src-main/sources/sensors/mqtt-client.ts';
import { until } from '../../fixtures/until.ts';
import { type IntakeFixture, openIntakeFixture } from './intake-fixture.ts';
import { mosquittoProgram, startMosquitto, type TestMosquitto } from './test-mosquitto.ts';

describe.skipIf(mosquittoProgram === undefined)('an outside broker', () => {
  let fixture: IntakeFixture;
  let broker: TestMosquitto;
  let intake: SensorIntake | null = null;
  const clients: MqttClient[] = [];

  beforeEach(async () => {
    fixture = await openIntakeFixture();
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) client.end(true);
    await intake?.stop();
    await broker.remove();
    await fixture.stop();
  });

  async function listen(
    address = `mqtt://127.0.0.1:${broker.port}`,
    options: Partial<MqttClientOptions> = {},
  ): Promise<SensorIntake> {
    const read = readBrokerAddress(address);
    if (read === null) throw new Error(`no address: ${address}`);
    const retry = { firstMs: 50, capMs: 400 };
    const common = { ...fixture.common(), root: 'kavach/sensors', stationId: 'T', clientId: 'kavach-T', retry };
    const made = createMqttClient({ ...common, address: read, port: null, username: null, password: null, ca: null, ...options });
    intake = made;
    await made.start();
    return made;
  }

  async function dial(url = `mqtt://127.0.0.1:${broker.port}`): Promise<MqttClient> {
    const client = await mqtt.connectAsync(url, { protocolVersion: 5, reconnectPeriod: 50 }, false);
    clients.push(client);
    client.on('error', () => undefined);
    return client;
  }

  const connected = (made: SensorIntake): Promise<unknown> => until('it is connected', () => made.state().kind === 'connected');
  const reading = (volume: number): string => JSON.stringify({ speed: 40, volume });

  test('readings come in, and the broker is told that the station is there and gone', async () => {
    broker = await startMosquitto();
    const made = await listen();
    await connected(made);
    expect(made.state()).toMatchObject({ protocol: '5' });
    const client = await dial();
    const said: string[] = [];
    client.on('message', (_topic, payload) => said.push(payload.toString()));
    await client.subscribeAsync('kavach/sensors/$stations/T/status');
    for (let i = 0; i < 50; i++)
      await client.publishAsync('kavach/sensors/traffic/loop', reading(i), { qos: (i % 3) as 0 | 1 | 2 });
    await until('all rows', () => fixture.rows().length === 50);
    await made.stop();
    await until('the farewell', () => said.includes('offline'));
    expect(said[0]).toBe('online');
  });

  test('with a name and a password, over TLS by an authority of its own; a wrong password is a fault that says so', async () => {
    broker = await startMosquitto((folder) => {
      const made = spawnSync('openssl', [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
        ...[
          '-subj',
          '/CN=127.0.0.1',
          '-addext',
          'subjectAltName=IP:127.0.0.1',
          '-keyout',
          `${folder}/key.pem`,
          '-out',
          `${folder}/ca.pem`,
        ],
      ]);
      if (made.status !== 0) throw new Error(made.stderr.toString());
      writeFileSync(join(folder, 'passwords'), 'kavach:secret@word\n', { mode: 0o600 });
      spawnSync('mosquitto_passwd', ['-U', join(folder, 'passwords')]);
      return `allow_anonymous false\npassword_file ${folder}/passwords\ncertfile ${folder}/ca.pem\nkeyfile ${folder}/key.pem`;
    });
    const ca = readFileSync(join(broker.folder, 'ca.pem'), 'utf8');
    const wrong = await listen(`mqtts://kavach:wrong@127.0.0.1:${broker.port}`, { ca });
    await until('it is refused', () => wrong.state().kind === 'lost');
    expect(JSON.stringify(wrong.state())).toMatch(/not authorized|bad user/i);
    expect(JSON.stringify(wrong.state())).not.toContain('wrong');
    await wrong.stop();
    await connected(await listen(`mqtts://kavach:secret%40word@127.0.0.1:${broker.port}`, { ca }));
  });

  test('10,000 retained values: one connection, no reading', async () => {
    broker = await startMosquitto();
    await checkRetained(`mqtt://127.0.0.1:${broker.port}`, 5);
  });

  test('the same of a broker that knows MQTT 3.1.1 alone, and sends them all', async () => {
    broker = await startMosquitto();
    const old = await Aedes.createBroker({ concurrency: 20_000 });
    const server = createServer(old.handle).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const made = await checkRetained(`mqtt://127.0.0.1:${port}`, 4);
    expect(made.figures().retained).toBe(10_000);
    await made.stop();
    await new Promise<void>((done) => old.close(done));
    server.close();
  });

  async function checkRetained(url: string, version: 4 | 5): Promise<SensorIntake> {
    const client = await mqtt.connectAsync(url, { protocolVersion: version });
    clients.push(client);
    await Promise.all(
      Array.from({ length: 10_000 }, (_, i) =>
        client.publishAsync(`kavach/sensors/traffic/r${i}`, reading(1), { qos: 1, retain: true }),
      ),
    );
    const made = await listen(url);
    await connected(made);
    const { sinceMs } = made.state() as { sinceMs: number };
    if (version === 4) await until('all of them are known for old', () => made.figures().retained === 10_000);
    await client.publishAsync('kavach/sensors/traffic/new', reading(2), { qos: 1 });
    await until('the new one', () => fixture.rows().length === 1);
    expect(made.state()).toMatchObject({ kind: 'connected', protocol: version === 5 ? '5' : '3.1.1', sinceMs });
    expect(fixture.sensors.figures()).toMatchObject({ stored: 1, rejected: {} });
    return made;
  }

  test('a broker that dies and comes back loses nothing of what its senders keep, and no row is there twice', async () => {
    broker = await startMosquitto();
    const made = await listen();
    await connected(made);
    const client = await dial();
    const sent: Promise<unknown>[] = [];
    let volume = 0;
    const timer = setInterval(() => {
      for (let i = 0; i < 10; i++) sent.push(client.publishAsync('kavach/sensors/traffic/loop', numbered(volume++), { qos: 1 }));
    }, 10);
    for (let i = 0; i < 2; i++) {
      await until('some rows', () => fixture.sensors.figures().stored > 200 * (i + 1));
      await broker.end(i === 0 ? 'SIGTERM' : 'SIGKILL');
      await until('it is lost', () => made.state().kind === 'lost');
      await broker.start();
      await connected(made);
    }
    clearInterval(timer);
    await Promise.all(sent);
    const rows = await until('all that was acknowledged', () => distinct() >= volume - 30 && distinct());
    expect(fixture.rows().length).toBe(rows);
  });

  test('while the desk has no room the broker keeps what comes', async () => {
    broker = await startMosquitto();
    await connected(await listen());
    fixture.setFull(true);
    const client = await dial();
    await Promise.all(
      Array.from({ length: 5000 }, (_, i) => client.publishAsync('kavach/sensors/traffic/loop', numbered(i), { qos: 1 })),
    );
    await until('it is held', () => fixture.desk.held().count > 0);
    expect(fixture.desk.held().count).toBeLessThanOrEqual(1000);
    fixture.setFull(false);
    await until('all rows', () => distinct() === 5000);
    expect(fixture.sensors.figures().lost).toBe(0);
  });

  test('what came while the station was away is there when it comes back', async () => {
    broker = await startMosquitto();
    const first = await listen();
    await connected(first);
    await first.stop();
    const client = await dial();
    for (let i = 0; i < 20; i++) await client.publishAsync('kavach/sensors/traffic/loop', numbered(i), { qos: 1 });
    await connected(await listen());
    await until('all rows', () => distinct() === 20);
  });

  function numbered(volume: number): string {
    return JSON.stringify({ speed: 40, volume: volume % 1000, message_id: volume, timestamp: Date.now() });
  }

  function distinct(): number {
    return new Set(fixture.rows().map(({ raw }) => (JSON.parse(raw) as { message_id: number }).message_id)).size;
  }
});
