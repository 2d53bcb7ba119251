/**
 * The Kafka producer against a stand-in that speaks the protocol (kafka-stand-in.ts says what that doesn't show): what is on the wire, and
 * that nothing is lost, doubled or out of order when lines are cut and requests fail.
 */
import { expect, onTestFinished, test } from 'vitest';
import { until } from '../fixtures/until.ts';
import { makeEvent, makeEvents } from '../store/outbox-fixture.ts';
import { morningMs } from '../store/store-fixture.ts';
import { errors, type KafkaStandIn, type ProduceFate, startKafkaStandIn } from './kafka-stand-in.ts';
import type { WireRecord } from './kafka-wire.ts';
import { startRelay } from './relay-fixture.ts';

async function startPair(mostBatchBytes?: number) {
  const broker = await startKafkaStandIn(mostBatchBytes);
  onTestFinished(() => broker.stop());
  return { broker, ...startRelay({ kafka: { brokers: [broker.address], tls: false, sasl: null } }) };
}

function idsIn(records: readonly WireRecord[]): string[] {
  return records.map(({ headers }) => headers['event-id'] ?? '');
}

/** Each of `count` events once over all partitions, those of one sensor in one of them and in order. */
function expectAllOnce(broker: KafkaStandIn, count: number): void {
  const log = broker.log('traffic-events');
  const ids = log.flatMap(idsIn);
  expect(new Set(ids).size).toBe(count);
  expect(ids).toHaveLength(count);
  for (let sensor = 0; sensor < 5; sensor++) {
    const own = log
      .map((records) => records.filter(({ key }) => key === `gate-${sensor}`))
      .filter((records) => records.length > 0);
    expect(own).toHaveLength(1);
    const numbers = idsIn(own[0] ?? []).map((id) => Number(id.slice(1)));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  }
}

test('a record is what the interface promises: topic, key, time, ids in headers, a flat object', async () => {
  const { broker, outbox, drained } = await startPair();
  outbox.queue([
    makeEvent('e1', { topic: 'traffic-predictions', key: 'गेट-1', payload: { low: 1.5, name: 'दादर' } }),
    makeEvent('e2'),
  ]);
  await drained('kafka');
  const [record] = broker.log('traffic-predictions').flat();
  expect(record).toMatchObject({
    ...{ key: 'गेट-1', timestampMs: morningMs },
    headers: { 'event-id': 'e1', 'station-id': 'T', seq: '1' },
  });
  expect(JSON.parse(record?.value ?? '')).toEqual({
    ...{ event_id: 'e1', station_id: 'T', sensor_id: 'गेट-1', timestamp: '2026-11-20T06:00:00.000Z', low: 1.5, name: 'दादर' },
  });
  expect(broker.log('traffic-events').flat()).toHaveLength(1);
});

test('cut lines, lost answers and a broker’s errors lose nothing and double nothing', async () => {
  const { broker, outbox, drained, figures } = await startPair();
  const fates: Readonly<Record<number, ProduceFate>> = {
    2: 'lost-answer',
    4: 'lost-request',
    5: 'lost-answer',
    7: errors.notEnoughReplicas,
    8: 'lost-answer',
    10: errors.notLeader,
  };
  broker.fate = (request) => fates[request] ?? 'ok';
  outbox.queue(makeEvents(6000));
  await drained('kafka', 60_000);
  expect(broker.produceRequests()).toBeGreaterThan(12);
  expectAllOnce(broker, 6000);
  expect(figures('kafka')).toMatchObject({ sentTotal: 6000, refusedTotal: 0, droppedTotal: 0 });
  // One producer all along: its sequence numbers are what kept the lost answers from being doubled.
  expect(broker.producerIds.size).toBe(1);
}, 90_000);

test('a broker that goes away and comes back gets the rest, and meanwhile that is said', async () => {
  const { broker, outbox, drained, figures } = await startPair();
  outbox.queue(makeEvents(2000));
  await until('some', () => figures('kafka').sentTotal >= 1000);
  await broker.stop();
  outbox.queue(makeEvents(2000, 2001));
  await until('the loss to be seen', () => figures('kafka').state.kind === 'waiting');
  expect(figures('kafka').state).toMatchObject({ reason: expect.stringMatching(/closed|ECONNREFUSED|ECONNRESET/) });
  await broker.start();
  await drained('kafka', 60_000);
  expectAllOnce(broker, 4000);
}, 90_000);

test('a record that is too large is set aside, and the others arrive', async () => {
  const { broker, outbox, drained, figures } = await startPair(60_000);
  const large = makeEvent('large', { payload: { text: 'x'.repeat(70_000) } });
  outbox.queue([...makeEvents(300), large, ...makeEvents(300, 301)]);
  await drained('kafka', 60_000);
  expect(figures('kafka')).toMatchObject({
    refusedTotal: 1,
    sentTotal: 600,
    refusedReason: expect.stringMatching(/larger|large/),
  });
  const ids = new Set(broker.log('traffic-events').flatMap(idsIn));
  expect(ids.size).toBe(600);
  expect(ids.has('large')).toBe(false);
}, 90_000);

test('without the right to write everything waits, and goes when the right is given', async () => {
  const { broker, outbox, drained, figures } = await startPair();
  broker.fate = () => errors.notAuthorized;
  outbox.queue(makeEvents(100));
  await until('the reason', () => figures('kafka').state.kind === 'waiting');
  expect(figures('kafka')).toMatchObject({
    waitingEvents: 100,
    refusedTotal: 0,
    state: { reason: expect.stringMatching(/authori/i) },
  });
  broker.fate = () => 'ok';
  await drained('kafka', 60_000);
  expectAllOnce(broker, 100);
}, 90_000);
