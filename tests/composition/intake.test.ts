/** The intakes as the settings make them: their addresses, their faults as health and as alarms, and that a taken port stops no start. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { connect } from 'node:tls';
import mqtt from 'mqtt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createClock } from '../../src-main/clock.ts';
import { createStationIntake, type StationIntake } from '../../src-main/composition/intake.ts';
import { intakeConditions, intakeHealth } from '../../src-main/composition/intake-health.ts';
import { createLog } from '../../src-main/log.ts';
import type { DeskFigures } from '../../src-main/sensors/desk/reading-desk.ts';
import type { TlsPort } from '../../src-main/server/ports.ts';
import { readStartOptions, type Sites, settingsSchema } from '../../src-main/settings.ts';
import { openTestTls, portOf } from '../fixtures/tls.ts';
import { until } from '../fixtures/until.ts';
import { type IntakeFixture, openIntakeFixture } from '../sources/sensors/intake-fixture.ts';

const sites: Sites = { file: (named) => named, id: () => 'x', installed: {} };
const quiet: DeskFigures = { waiting: 0, stored: 0, duplicates: 0, rejected: {}, lost: 0, lostMs: null, fault: null };
let fixture: IntakeFixture;
let made: StationIntake | null = null;

beforeEach(async () => {
  fixture = await openIntakeFixture();
});

afterEach(async () => {
  for (const part of made?.parts.toReversed() ?? []) await part.stop();
  made = null;
  await fixture.stop();
});

async function start(settings: Record<string, string>, tls: TlsPort | null = null): Promise<StationIntake> {
  made = createStationIntake({
    settings: settingsSchema.parse({ MQTT_PORT: '0', TCP_PORT: '0', ...settings }),
    ...{ stationId: 'T', dataFolder: '/nowhere', sensors: fixture.sensors, access: fixture.access },
    ...{ lanHosts: () => ['station.local'], ownNames: [], tls, clock: createClock(), log: createLog('silent') },
  });
  for (const part of made.parts) await part.start();
  return made;
}

test('on loopback, as it is without settings, no other machine is sent here', async () => {
  const intake = await start({});
  expect(intake.addresses()).toEqual({ mqttUrl: null, mqttTopic: 'kavach/sensors', tcpAddress: null });
  const health = intakeHealth({ intake, desk: quiet, nowMs: 0 });
  expect(health.map(({ name, state }) => [name, state])).toEqual([
    ['mqtt', 'ok'],
    ['tcp', 'ok'],
    ['sensors', 'ok'],
  ]);
  expect(health[0]?.detail).toMatch(/^listens on 127\.0\.0\.1:\d+; 0 connected/);
  expect(intakeConditions({ intake, desk: quiet, nowMs: 0 })).toEqual([]);
});

test('opened to the LAN it says where', async () => {
  const intake = await start({ KAVACH_SENSOR_HOST: '0.0.0.0' });
  expect(intake.addresses().mqttUrl).toMatch(/^mqtt:\/\/station\.local:\d+$/);
  expect(intake.addresses().tcpAddress).toMatch(/^station\.local:\d+$/);
});

test('switched off there is neither', async () => {
  const intake = await start({ MQTT_PORT: 'off', TCP_PORT: 'off' });
  expect([...intake.intakes.keys()]).toEqual([]);
});

test('a taken port is a line of health and a condition, and the start goes on', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const intake = await start({ MQTT_PORT: String((other.address() as AddressInfo).port) });
  const [mqtt] = intakeHealth({ intake, desk: quiet, nowMs: 0 });
  expect(mqtt).toMatchObject({ name: 'mqtt', state: 'down', detail: expect.stringContaining('taken by another program') });
  expect(intakeConditions({ intake, desk: quiet, nowMs: 0 })).toMatchObject([
    { key: 'intake-fault:part:mqtt', kind: 'intake-fault', priority: 'medium', onDelayMs: 10_000, facts: { intake: 'MQTT' } },
  ]);
  other.close();
});

test('an outside broker that is not there is lost, and its secret is nowhere', async () => {
  const intake = await start({ MQTT_BROKER: 'mqtt://name:hidden@127.0.0.1:1', TCP_PORT: 'off' });
  await expect.poll(() => intake.intakes.get('mqtt')?.state().kind).toBe('lost');
  const said = JSON.stringify([intakeHealth({ intake, desk: quiet, nowMs: 0 }), intake.addresses()]);
  expect(said).toContain('mqtt://127.0.0.1:1');
  expect(said).not.toContain('hidden');
});

test.each([
  ['the store refuses', { fault: 'disk full' }, 1],
  ['some were sent back a moment ago', { lost: 3, lostMs: 999_000 }, 1],
  ['some were sent back long ago', { lost: 3, lostMs: 1000 }, 0],
])('readings that are lost: %s', async (_what, change, count) => {
  const intake = await start({});
  const conditions = intakeConditions({ intake, desk: { ...quiet, ...change }, nowMs: 1_000_000 });
  expect(conditions.map(({ kind, priority }) => [kind, priority])).toEqual(count === 1 ? [['readings-lost', 'high']] : []);
});

test.each([
  ['MQTT_PORT', '70000'],
  ['TCP_PORT', 'none'],
  ['MQTT_TOPIC', 'a/+/b'],
  ['MQTT_TOPIC', '#'],
  ['KAVACH_SENSOR_HOST', 'a b'],
  ['KAVACH_MQTT_WS_PORT', '-1'],
])('%s=%s stops the start with what is allowed', (name, value) => {
  expect(() => readStartOptions([], { [name]: value, KAVACH_DATA: '/nowhere' }, sites)).toThrow(
    new RegExp(`${name} is "${value.replace(/[+]/g, '\\+')}"; allowed: `),
  );
});

test('a wrong broker is not repeated, for it may hold a password', () => {
  const read = (): unknown => readStartOptions([], { MQTT_BROKER: 'http://name:hidden@b', KAVACH_DATA: '/nowhere' }, sites);
  expect(read).toThrow(/MQTT_BROKER is set to something else; allowed: a host/);
  expect(read).not.toThrow(/hidden/);
});

test('one port takes those that speak TLS by the station’s own CA, and those that can’t', async () => {
  const world = { nowMs: Date.now(), names: { dnsNames: ['localhost'], addresses: ['127.0.0.1'] } };
  const tls = await openTestTls(world);
  const intake = await start({}, portOf(tls));
  const portAt = (name: 'mqtt' | 'tcp'): number => {
    const state = intake.intakes.get(name)?.state();
    return state?.kind === 'listening' ? state.port : 0;
  };
  const ca = tls.ca?.certPem ?? '';
  for (const protocol of ['mqtt', 'mqtts']) {
    const client = await mqtt.connectAsync(`${protocol}://localhost:${portAt('mqtt')}`, { ca: [ca], reconnectPeriod: 0 });
    await client.publishAsync(`kavach/sensors/lidar/by-${protocol}`, '{"distance":1,"c":1}', { qos: 1 });
    await client.endAsync();
  }
  const socket = connect({ host: 'localhost', port: portAt('tcp'), ca: [ca] });
  socket.write('{"sensor_id":"by-tls","distance":1,"c":1}\n');
  await until('all three are stored', () => fixture.sensors.book.list().length === 3, 10_000);
  expect(
    fixture.sensors.book
      .list()
      .map(({ id }) => id)
      .sort(),
  ).toEqual(['by-mqtt', 'by-mqtts', 'by-tls']);
  socket.destroy();
});
