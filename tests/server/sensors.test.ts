/** Sensors and traffic over HTTP and sockets, through a real desk and a real store. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { routes } from '../../src-contract/api/routes.ts';
import { until } from '../fixtures/until.ts';
import { opened, openSocket } from './test-socket.ts';
import { startTestStation, type TestStation } from './test-station.ts';

let station: TestStation;
beforeAll(async () => {
  station = await startTestStation();
});
afterAll(() => station.stop());

const json = async (path: string) => (await station.get(path)).json();
const send = (body: unknown) => station.post('/api/traffic/readings', body);
const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

describe('readings by HTTP', () => {
  test('one, many, a duplicate and a wrong one; stored when it answers', async () => {
    const timestamp = minutesAgo(3);
    const one = { sensor_id: 'SENSOR_001', speed: 54, volume: 12, density: 9, occupancy: 14, timestamp };
    expect(await (await send(one)).json()).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
    const many = await (await send([one, { ...one, speed: 60, timestamp: minutesAgo(2) }, { ...one, speed: -1 }, 'text'])).json();
    expect(many).toMatchObject({
      accepted: 1,
      duplicates: 1,
      rejected: [
        { index: 2, reason: 'out-of-range' },
        { index: 3, reason: 'not-an-object' },
      ],
    });
    expect(await json('/api/traffic/current?sensor_id=SENSOR_001')).toMatchObject([
      { sensor_id: 'SENSOR_001', speed: 60, volume: 12 },
    ]);
    const history = await json('/api/traffic/historical?hours=1&sensor_id=SENSOR_001');
    expect(history.map(({ speed }: { speed: number }) => speed)).toEqual([60, 54]);
    expect(history[1]).toMatchObject({ density: 9, occupancy: 14, timestamp });
  });

  test.each([
    ['/api/traffic/historical?hours=0'],
    ['/api/traffic/historical?hours=169'],
    ['/api/traffic/current?limit=1001'],
    ['/api/traffic/statistics?hours=x'],
    ['/api/traffic/historical?cursor=nonsense'],
  ])('%s is refused', async (path) => {
    expect((await station.get(path)).status).toBe(400);
  });

  test('more than a thousand, and none, are refused', async () => {
    expect((await send([])).status).toBe(400);
    expect((await send(Array.from({ length: 1001 }, () => ({ speed: 1 })))).status).toBe(400);
  });

  test('a bare array says where it goes on', async () => {
    await send(
      Array.from({ length: 5 }, (_, i) => ({ sensor_id: 'PAGED', type: 'traffic', speed: 10 + i, timestamp: minutesAgo(i + 1) })),
    );
    const first = await station.get('/api/traffic/historical?sensor_id=PAGED&limit=2');
    const cursor = first.headers.get('x-next-cursor');
    const second = await station.get(`/api/traffic/historical?sensor_id=PAGED&limit=10&cursor=${cursor}`);
    expect([(await first.json()).length, (await second.json()).length, second.headers.get('x-next-cursor')]).toEqual([
      2,
      3,
      null,
    ]);
  });
});

describe('statistics and analytics', () => {
  beforeEach(() => station.store.settle(Date.now()));

  test('of one sensor over a window, at the ragged ends too', async () => {
    await send(
      [10, 20, 60].map((speed, i) => ({ sensor_id: 'STAT', speed, volume: 6, timestamp: minutesAgo([5, 30, 130][i] ?? 0) })),
    );
    station.store.settle(Date.now());
    const one = await json('/api/traffic/statistics?hours=1&sensor_id=STAT');
    expect(one).toEqual({ avg_speed: 15, min_speed: 10, max_speed: 20, avg_volume: 6, total_readings: 2, time_window_hours: 1 });
    expect(await json('/api/traffic/statistics?hours=24&sensor_id=STAT')).toMatchObject({ avg_speed: 30, total_readings: 3 });
    expect(await json('/api/traffic/statistics?hours=24&sensor_id=NOBODY')).toMatchObject({ avg_speed: null, total_readings: 0 });
  });

  test('congestion is judged against free flow, and not at all with too little known', async () => {
    await send(
      Array.from({ length: 40 }, (_, i) => ({
        sensor_id: 'JAM',
        speed: i < 3 ? 15 : 60,
        volume: 5,
        timestamp: minutesAgo(60 * i + 1),
      })),
    );
    station.store.settle(Date.now());
    const reply = await json('/api/analytics/congestion?hours=48&sensor_id=JAM');
    expect(routes.congestion.response.safeParse(reply).success).toBe(true);
    expect(reply.free_flow_speed).toBe(60);
    expect(reply.data_points.at(-1)).toMatchObject({ avg_speed: 15, congestion_level: 'severe' });
    expect(reply.summary.congested_hours).toBeGreaterThanOrEqual(3);
    const short = await json('/api/analytics/congestion?hours=24&sensor_id=STAT');
    expect(short).toMatchObject({ free_flow_speed: null, summary: { congestion_percentage: null } });
  });

  test('the week and the trend', async () => {
    const patterns = await json('/api/analytics/patterns?sensor_id=JAM');
    expect(routes.patterns.response.safeParse(patterns).success).toBe(true);
    expect(patterns.by_hour.length).toBeGreaterThan(20);
    const trends = await json('/api/analytics/trends?sensor_id=JAM');
    expect(trends).toMatchObject({ metric_name: 'traffic_trends', trend: null });
    expect(trends.data_points.length).toBeGreaterThanOrEqual(2);
  });
});

describe('the registry', () => {
  test('a sensor of the site file is there, approved and waiting; one that was heard is not approved', async () => {
    await send({ sensor_id: 'HEARD', distance: 4, c: 2 });
    expect(await json('/api/sensors/NORTH')).toMatchObject({
      name: 'North road',
      approved: true,
      status: 'waiting',
      latest: null,
    });
    expect(await json('/api/sensors/HEARD')).toMatchObject({
      registered: false,
      approved: false,
      latest: { approved: false, values: { distance: 4 } },
    });
  });

  test('one that nobody approved is not placed on the map', async () => {
    await send({ sensor_id: 'STRAY', distance: 4, c: 2 });
    const patch = (change: object) =>
      station.get('/api/sensors/STRAY', {
        ...{ method: 'PATCH', body: JSON.stringify(change), headers: { 'content-type': 'application/json' } },
      });
    expect((await patch({ location: [72.84, 19.02] })).status).toBe(409);
    expect(await (await patch({ location: [72.84, 19.02], approved: true })).json()).toMatchObject({
      approved: true,
      location: [72.84, 19.02],
    });
  });

  test('added, changed, given a key, removed; each refusal says why', async () => {
    const added = await station.post('/api/sensors', { id: 'GATE', type: 'people_counter', name: 'Gate A' });
    expect(added.status).toBe(201);
    expect((await station.post('/api/sensors', { id: 'GATE', type: 'lidar', name: 'x' })).status).toBe(409);
    const change = { location: [72.84, 19.02], thresholds: [{ field: 'in', direction: 'above', medium: 50, high: 80 }] };
    const changed = await station.get('/api/sensors/GATE', {
      method: 'PATCH',
      body: JSON.stringify(change),
      headers: { 'content-type': 'application/json' },
    });
    expect(await changed.json()).toMatchObject({ location: [72.84, 19.02], thresholds: [{ field: 'in', deadband: 0 }] });
    const key = await (await station.post('/api/sensors/GATE/key')).json();
    expect(JSON.parse(key.provisioning)).toMatchObject({
      sensor_id: 'GATE',
      key: key.key,
      mqtt: { topic: 'kavach/sensors/people_counter/GATE' },
    });
    const listed = await json('/api/sensors');
    expect(JSON.stringify(listed)).not.toContain(key.key);
    expect((await station.get('/api/sensors/GATE', { method: 'DELETE' })).status).toBe(200);
    expect((await station.get('/api/sensors/GATE')).status).toBe(404);
    expect((await station.get('/api/sensors/NORTH', { method: 'DELETE' })).status).toBe(409);
    expect((await station.post('/api/sensors', { id: '../x', type: 'lidar', name: 'x' })).status).toBe(400);
  });

  test('a file registers all or none', async () => {
    const sensor = (id: string) => ({ id, type: 'radar', name: id });
    const twice = await station.post('/api/sensors/import', { sensors: [sensor('R1'), sensor('R1')] });
    expect(twice.status).toBe(400);
    expect((await station.get('/api/sensors/R1')).status).toBe(404);
    expect(await (await station.post('/api/sensors/import', { sensors: [sensor('R1'), sensor('NORTH')] })).json()).toEqual({
      added: 1,
      changed: 1,
    });
  });

  test('what was refused is listed with its reason and its sender', async () => {
    await send({ sensor_id: 'BROKEN', type: 'camera', visibility: 7 });
    const { rejected, since_start: since } = await json('/api/sensors/rejected?sensor_id=BROKEN');
    expect(rejected).toMatchObject([{ reason: 'out-of-range', type: 'camera', source: 'http' }]);
    expect(since['out-of-range']).toBeGreaterThan(0);
  });
});

describe('sockets', () => {
  test('/ws/alerts tells each risky reading in the documented shape, and no late or harmless one', async () => {
    const socket = openSocket(`${station.origin}/ws/alerts`);
    await opened(socket);
    await send([
      { sensor_id: 'CAM', visibility: 0.2 },
      { sensor_id: 'CAM', visibility: 0.9 },
      { sensor_id: 'CAM', visibility: 0.1, timestamp: minutesAgo(5) },
      { sensor_id: 'CAM', visibility: 0.5 },
    ]);
    await until('two alerts', () => socket.messages.length >= 2);
    expect(socket.messages).toMatchObject([
      {
        sensor: 'CAM',
        parsed: { visibility: 0.2 },
        prediction: { fog_intensity: 0.8, risk: 'HIGH' },
        source: 'http',
        level: 'critical',
      },
      { prediction: { fog_intensity: 0.5, risk: 'MEDIUM' }, level: 'warning' },
    ]);
    expect(new Set(socket.messages.map((message) => message['alert_id'])).size).toBe(2);
    socket.close();
  });

  test('/ws/real-time tells rows of traffic, and what changed of sensors', async () => {
    const socket = openSocket(`${station.origin}/ws/real-time`);
    await opened(socket);
    for (const subscription of ['traffic_data', 'sensors']) socket.send({ type: 'subscribe', subscription });
    await until('both', () => socket.messages.filter((message) => message.type === 'subscribed').length === 2);
    await send([
      { sensor_id: 'LIVE', speed: 36, volume: 1 },
      { sensor_id: 'OTHER', distance: 1, c: 1 },
    ]);
    const find = (type: string) => socket.messages.filter((message) => message.type === type);
    await until('the rows', () => find('traffic_update').length > 0 && JSON.stringify(find('sensor_update')).includes('OTHER'));
    expect(find('traffic_update')).toMatchObject([{ data: [{ sensor_id: 'LIVE', speed: 36, volume: 1 }] }]);
    expect(JSON.stringify(find('traffic_update'))).not.toContain('OTHER');
    socket.close();
  });
});

test('a ping is answered, to whoever has a credential', async () => {
  expect(await (await station.post('/api/ping')).json()).toEqual({ status: 'ok' });
  expect((await fetch(`${station.origin}/api/ping`, { method: 'POST' })).status).toBe(401);
});
