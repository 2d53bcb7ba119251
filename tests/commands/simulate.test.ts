/** The simulators as they are started, before real intakes and a real store; and what their sensors say over a day. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { trainUpdateBody } from '../../src-contract/api/trains.ts';
import { createSensorCast, type SimulatedFault } from '../../src-main/commands/simulate/cast.ts';
import { curves } from '../../src-main/commands/simulate/curves.ts';
import { trainUpdates } from '../../src-main/commands/simulate/trains.ts';
import { repositoryRoot } from '../../src-main/commands/station-process.ts';
import type { SensorIntake } from '../../src-main/sources/sensors/intake.ts';
import { createMqttBroker } from '../../src-main/sources/sensors/mqtt-broker.ts';
import { createTcpIntake } from '../../src-main/sources/sensors/tcp-intake.ts';
import { createRandom } from '../../src-main/twin/simulation/random.ts';
import { freePort } from '../fixtures/free-port.ts';
import { type IntakeFixture, openIntakeFixture, portOf } from '../sources/sensors/intake-fixture.ts';

function simulate(...args: string[]): Promise<{ readonly code: number | null; readonly said: string }> {
  const script = join(repositoryRoot, 'src-main/commands/simulate.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args]);
  let said = '';
  const gather = (chunk: Buffer): void => {
    said += chunk.toString();
  };
  child.stdout.on('data', gather);
  child.stderr.on('data', gather);
  return new Promise((done) => child.once('exit', (code) => done({ code, said })));
}

describe('before an intake', () => {
  let fixture: IntakeFixture;
  let intake: SensorIntake;

  beforeEach(async () => {
    fixture = await openIntakeFixture();
  });

  afterEach(async () => {
    await intake.stop();
    await fixture.stop();
  });

  test.each(['mqtt', 'tcp'])('%s with every fault: all that is said is stored or kept with its reason', async (kind) => {
    const common = { ...fixture.common(), host: '127.0.0.1', port: 0 };
    intake =
      kind === 'mqtt'
        ? createMqttBroker({ ...common, webSocketPort: null, mayCall: () => false, root: 'kavach/sensors' })
        : createTcpIntake(common);
    await intake.start();
    const faults = 'silent,stuck,drift,out-of-range,garbage,late,future,duplicates,burst';
    const port = String(portOf(intake));
    const { code, said } = await simulate(kind, '--port', port, '--rate', '200', '--seconds', '3', '--faults', faults);
    expect(code, said).toBe(0);
    const reasons = new Set(fixture.rejected().map(({ reason }) => reason));
    expect([...reasons].sort()).toEqual(expect.arrayContaining(['future', 'not-json', 'out-of-range']));
    expect(fixture.rows().length).toBeGreaterThan(500);
    expect(fixture.rows().every(({ sensorId }) => sensorId.startsWith('sim-'))).toBe(true);
    expect(fixture.sensors.figures().duplicates).toBeGreaterThan(0);
    expect(said).toMatch(/end: \d+ sent, \d+ (acknowledged|handed-over)/);
  });
});

test('where nothing listens it says so and what to do', async () => {
  const { code, said } = await simulate('mqtt', '--port', String(await freePort()));
  expect(code).toBe(1);
  expect(said).toMatch(/Nothing that is an MQTT broker answers .* Start the station/);
});

test.each([
  [['sonar'], /Say what to simulate/],
  [['mqtt', '--rate', 'fast'], /--rate is "fast"; allowed/],
  [['mqtt', '--faults', 'lazy'], /--faults has "lazy"; allowed: silent/],
])('%j is refused', async (args, reason) => {
  const { code, said } = await simulate(...args);
  expect(code).toBe(1);
  expect(said).toMatch(reason);
});

test('trains are posted with the key, and a wrong one is said to be wrong', async () => {
  const posted: unknown[] = [];
  const server = createServer((request, response) => {
    const isKnown = request.headers['x-api-key'] === 'right';
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      if (request.url === '/api/trains/updates') posted.push(JSON.parse(body));
      response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ stations: [{ name: 'Dadar', line: 'western' }] }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await simulate('trains', '--url', url, '--key', 'right', '--seconds', '1')).toMatchObject({ code: 0 });
  expect(await simulate('trains', '--url', url, '--key', 'wrong')).toMatchObject({
    code: 1,
    said: expect.stringContaining('refuses this key'),
  });
  server.close();
  expect(posted.map((each) => trainUpdateBody.safeParse(each).error ?? null)).toEqual([null, null, null]);
});

test('a train comes, stands and goes under one name', () => {
  const station = { name: 'Dadar', lines: ['western'], seed: 1 };
  const ofPlatform1 = (atS: number) => trainUpdates(station, 1_760_000_000_000 + atS * 1000)[0];
  const seen = Array.from({ length: 240 }, (_, i) => ofPlatform1(i * 2));
  const standing = seen.filter((update) => update?.status === 'at_platform');
  expect(standing.length).toBeGreaterThan(5);
  const names = new Set(seen.filter((update) => update?.status === 'running').map((update) => update?.train_id));
  for (const update of standing.slice(-3)) expect(names).toContain(update?.train_id);
});

test('the same seed says the same', () => {
  const say = (seed: number) => {
    const cast = createSensorCast({ sensors: 6, faults: ['drift'], seed });
    return Array.from({ length: 60 }, (_, i) => cast.next(1_760_000_000_000 + i * 100)?.text);
  };
  expect(say(7)).toEqual(say(7));
  expect(say(7)).not.toEqual(say(8));
});

test('rush hours, dawn and afternoon are what they are', () => {
  const mean = (type: keyof typeof curves, field: string, hour: number): number => {
    const random = createRandom(1);
    const all = Array.from({ length: 200 }, () => curves[type](hour, random)[field] ?? Number.NaN);
    return all.reduce((sum, value) => sum + value, 0) / all.length;
  };
  expect(mean('traffic', 'speed', 9)).toBeLessThan(mean('traffic', 'speed', 3) / 2);
  expect(mean('camera', 'visibility', 5.5)).toBeLessThan(0.3);
  expect(mean('camera', 'visibility', 14)).toBeGreaterThan(0.9);
  expect(mean('environment', 'temperature', 15)).toBeGreaterThan(mean('environment', 'temperature', 4) + 5);
  expect(mean('people_counter', 'out', 9)).toBeGreaterThan(mean('people_counter', 'in', 9));
});

test('a silent sensor says nothing, a stuck one always the same', () => {
  const textsOf = (fault: SimulatedFault): (string | undefined)[] => {
    const cast = createSensorCast({ sensors: 1, faults: [fault], seed: 1 });
    return Array.from({ length: 20 }, (_, i) => cast.next(1_760_000_000_000 + i * 1000)?.text);
  };
  expect(textsOf('silent').every((text) => text === undefined)).toBe(true);
  expect(new Set(textsOf('stuck').map((text) => text?.replace(/,"timestamp.*/, ''))).size).toBe(1);
});
