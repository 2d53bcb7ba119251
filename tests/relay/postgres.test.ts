/** Events in a real PostgreSQL: tables made by whoever comes first, each event once, what it can't hold set aside, and what is said of faults. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPostgresSink } from '../../src-main/relay/sinks/postgres.ts';
import { findPostgres, makeCluster, type PostgresCluster } from '../fixtures/postgres.ts';
import { until } from '../fixtures/until.ts';
import { makeEvent, makeEvents } from '../store/outbox-fixture.ts';
import { startRelay } from './relay-fixture.ts';

const programs = findPostgres();
const databaseTest = test.skipIf(programs === null);
const noWatch = { onRetry: () => undefined };
let cluster: PostgresCluster;
let databases = 0;

beforeAll(async () => {
  if (programs !== null) cluster = await makeCluster(programs);
});
afterAll(() => cluster?.remove());

/** An empty database for each test. */
async function makeDatabase() {
  const name = `test_${++databases}`;
  await cluster.query(`CREATE DATABASE ${name}`);
  const url = cluster.url.replace(/\/postgres$/, `/${name}`);
  return { name, url, query: <Row extends object>(sql: string) => cluster.query<Row>(sql, url) };
}

databaseTest('ten stations that start together make the tables once', async () => {
  const { url, query } = await makeDatabase();
  const sinks = Array.from({ length: 10 }, (_, i) => createPostgresSink({ url, stationId: `S${i}` }));
  await Promise.all(sinks.map((sink) => sink.connect(noWatch)));
  await Promise.all(sinks.map((sink, i) => sink.send([{ ...makeEvent(`id-${i}`), seq: 1 }], noWatch)));
  await Promise.all(sinks.map((sink) => sink.close()));
  expect(await query('SELECT version FROM kavach.relay_versions')).toEqual([{ version: 1 }]);
  expect(await query('SELECT count(DISTINCT station_id)::int AS n FROM kavach.events')).toEqual([{ n: 10 }]);
});

databaseTest('a row tells all of its event, and a batch that comes twice counts once', async () => {
  const { url, query } = await makeDatabase();
  const sink = createPostgresSink({ url, stationId: 'DDR' });
  await sink.connect(noWatch);
  const event = makeEvent('id-1', { topic: 'traffic-predictions', key: 'gate-7', payload: { low: null, name: 'दादर' } });
  const batch = [
    { ...event, seq: 41 },
    { ...makeEvent('id-2'), seq: 42 },
  ];
  await sink.send(batch, noWatch);
  await sink.send([...batch, { ...makeEvent('id-3'), seq: 43 }], noWatch);
  await sink.close();
  const rows = await query('SELECT * FROM kavach.events ORDER BY received');
  expect(rows).toMatchObject([{ event_id: 'id-1' }, { event_id: 'id-2' }, { event_id: 'id-3' }]);
  const timestamp = '2026-11-20T06:00:00.000Z';
  expect(rows[0]).toMatchObject({
    ...{ station_id: 'DDR', topic: 'traffic-predictions', sensor_id: 'gate-7', seq: '41', at: new Date(timestamp) },
    payload: { event_id: 'id-1', station_id: 'DDR', sensor_id: 'gate-7', timestamp, low: null, name: 'दादर' },
  });
});

databaseTest('an event that PostgreSQL can’t hold is set aside, and the 999 around it arrive in order', async () => {
  const { url, query } = await makeDatabase();
  const { outbox, drained, figures } = startRelay({ postgres: { url } });
  const events = makeEvents(1000);
  events[617] = makeEvent('poison', { payload: { text: 'a\0b' } });
  outbox.queue(events);
  await drained('postgres');
  expect(figures('postgres')).toMatchObject({ refusedTotal: 1, sentTotal: 999, droppedTotal: 0 });
  expect(figures('postgres').refusedReason).toMatch(/Unicode/);
  expect(figures('postgres').lostMs).not.toBeNull();
  const [found] = await query<{ rows: number; poison: number }>(
    "SELECT count(*)::int AS rows, count(*) FILTER (WHERE event_id = 'poison')::int AS poison FROM kavach.events",
  );
  expect(found).toEqual({ rows: 999, poison: 0 });
});

databaseTest('a missing right holds all up, with its reason, and nothing is set aside', async () => {
  const { name, url, query } = await makeDatabase();
  await cluster.query('CREATE ROLE guest LOGIN');
  const { outbox, drained, figures } = startRelay({ postgres: { url: url.replace('kavach:secret-word', 'guest') } });
  outbox.queue(makeEvents(10));
  const state = await until('the reason', () =>
    figures('postgres').state.kind === 'waiting' ? figures('postgres').state : null,
  );
  expect(state).toMatchObject({ reason: expect.stringContaining('permission denied for database') });
  expect(figures('postgres')).toMatchObject({ waitingEvents: 10, refusedTotal: 0 });
  await query(`GRANT CREATE ON DATABASE ${name} TO guest`);
  await drained('postgres');
  expect(await query('SELECT count(*)::int AS n FROM kavach.events')).toEqual([{ n: 10 }]);
});

databaseTest('an engine that isn’t there holds up no other, tells no password, and ends in time', async () => {
  const { url } = await makeDatabase();
  const { outbox, relay, drained, figures } = startRelay({ postgres: { url }, kafka: kafkaAway, mqtt: { url: mqttAway } });
  outbox.queue(makeEvents(1200));
  await drained('postgres');
  await until('both to be away', () => ['kafka', 'mqtt'].every((one) => figures(one as 'mqtt').state.kind === 'waiting'));
  expect(figures('kafka')).toMatchObject({
    waitingEvents: 1200,
    state: { reason: expect.stringMatching(/ECONNREFUSED|failed/) },
  });
  expect(figures('mqtt')).toMatchObject({ waitingEvents: 1200, state: { reason: expect.stringContaining('ECONNREFUSED') } });
  expect(JSON.stringify(relay.figures())).not.toContain('secret-word');
  const startedMs = performance.now();
  await relay.stop();
  expect(performance.now() - startedMs).toBeLessThan(4000);
});

const kafkaAway = { brokers: ['127.0.0.1:9'], tls: false, sasl: null };
const mqttAway = 'mqtt://user:secret-word@127.0.0.1:9';
