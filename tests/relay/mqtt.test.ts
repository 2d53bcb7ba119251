/** The bridge to a real Mosquitto: nothing lost over its restart, in order, and what it refuses is told apart from what it may not have. */
import mqtt from 'mqtt';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { findMosquitto, type Mosquitto, makeMosquitto } from '../fixtures/mosquitto.ts';
import { until } from '../fixtures/until.ts';
import { makeEvent, makeEvents } from '../store/outbox-fixture.ts';
import { startRelay } from './relay-fixture.ts';

const program = findMosquitto();
const brokerTest = test.skipIf(program === null);
let broker: Mosquitto;

beforeAll(async () => {
  if (program !== null) broker = await makeMosquitto(program);
});
afterAll(() => broker?.remove());

interface Arrival {
  readonly topic: string;
  readonly message: {
    messageId: string;
    event_id: string;
    station_id: string;
    sensor_id: string;
    timestamp: string;
    volume: number;
  };
}

/** What a consumer gets that the broker remembers over a restart. */
async function subscribe(prefix: string): Promise<readonly Arrival[]> {
  const arrivals: Arrival[] = [];
  const client = await mqtt.connectAsync(broker.url('guest', ''), {
    ...{ clientId: `consumer-${prefix}`, protocolVersion: 5, clean: false, reconnectPeriod: 50 },
    properties: { sessionExpiryInterval: 600 },
  });
  onTestFinished(() => client.endAsync(true));
  client.on('error', () => undefined);
  client.on('message', (topic, payload) => arrivals.push({ topic, message: JSON.parse(payload.toString()) }));
  await client.subscribeAsync(`${prefix}/#`, { qos: 1 });
  return arrivals;
}

brokerTest(
  'every event arrives in the order of its sensor while the broker is restarted twice',
  async () => {
    const arrivals = await subscribe('restarts');
    const { outbox, drained, figures } = startRelay({ mqtt: { url: broker.url('relay', 'restarts') } });
    const total = 20_000;
    for (let from = 1; from <= total; from += 1000) outbox.queue(makeEvents(1000, from));
    for (const share of [0.2, 0.5]) {
      await until('some events', () => figures('mqtt').sentTotal > total * share);
      await broker.stop();
      await until('the loss to be seen', () => figures('mqtt').state.kind === 'waiting');
      await broker.start();
    }
    await drained('mqtt', 60_000);
    const ids = await until('all at the consumer', () => {
      const unique = new Set(arrivals.map(({ message }) => message.messageId));
      return unique.size === total ? [...unique] : null;
    });
    // A batch may come twice; told apart by their ids, each sensor's events are in order.
    const numbers = ids.map((id) => Number(id.slice(1)));
    for (let sensor = 0; sensor < 5; sensor++) {
      const own = numbers.filter((n) => n % 5 === sensor);
      expect(own).toEqual(own.toSorted((a, b) => a - b));
    }
  },
  120_000,
);

brokerTest('a message names its station, sensor and event; a sensor’s odd name stays one word of the topic', async () => {
  const arrivals = await subscribe('names/dadar');
  const { outbox } = startRelay({ mqtt: { url: broker.url('relay', 'names/dadar') } });
  outbox.queue([makeEvent('e1', { key: 'गेट 1' }), makeEvent('e2', { key: 'a/b+#', topic: 'traffic-predictions' })]);
  await until('both', () => arrivals.length === 2);
  expect(arrivals[0]?.topic).toBe('names/dadar/traffic-events/गेट 1');
  expect(arrivals[1]?.topic).toBe('names/dadar/traffic-predictions/a%2Fb%2B%23');
  expect(arrivals[1]?.message).toMatchObject({
    ...{
      messageId: 'e2',
      event_id: 'e2',
      station_id: 'T',
      sensor_id: 'a/b+#',
      timestamp: '2026-11-20T06:00:00.000Z',
      volume: 12,
    },
  });
});

brokerTest('messages that are too large for the broker are set aside, and the others go on', async () => {
  const { outbox, drained, figures } = startRelay({ mqtt: { url: broker.url('relay', 'large') } });
  outbox.queue([...makeEvents(40), makeEvent('large', { payload: { text: 'x'.repeat(5000) } }), ...makeEvents(40, 41)]);
  await drained('mqtt');
  expect(figures('mqtt')).toMatchObject({ refusedTotal: 1, sentTotal: 80, refusedReason: expect.stringMatching(/too large/) });
});

brokerTest('without the right to publish everything waits, and the reason is said', async () => {
  const { outbox, figures } = startRelay({ mqtt: { url: broker.url('guest', 'denied') } });
  outbox.queue(makeEvents(10));
  await until('the reason', () => figures('mqtt').state.kind === 'waiting');
  expect(figures('mqtt')).toMatchObject({
    waitingEvents: 10,
    refusedTotal: 0,
    state: { reason: expect.stringContaining('Not authorized') },
  });
});

brokerTest('a wrong password is said without being told', async () => {
  const url = broker.url('relay', 'wrong').replace('secret-word', 'wrong-word');
  const { outbox, figures } = startRelay({ mqtt: { url } });
  outbox.queue(makeEvents(1));
  await until('the reason', () => figures('mqtt').state.kind === 'waiting');
  expect(JSON.stringify(figures('mqtt').state)).toMatch(/not authori[sz]ed|bad user name/i);
  expect(JSON.stringify(figures('mqtt'))).not.toContain('wrong-word');
});
