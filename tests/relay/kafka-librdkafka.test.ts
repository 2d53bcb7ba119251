/** The Kafka producer against librdkafka's own mock cluster and consumer: what others make of our records. */
import { expect, onTestFinished, test } from 'vitest';
import { hasKcat, startKafkaMock } from '../fixtures/kafka-mock.ts';
import { makeEvents } from '../store/outbox-fixture.ts';
import { startRelay } from './relay-fixture.ts';

test.skipIf(!hasKcat())(
  'librdkafka takes our records, and reads each once, in order, in the partition that it would choose',
  async () => {
    const mock = await startKafkaMock();
    onTestFinished(() => mock.stop());
    const { outbox, drained, figures } = startRelay({ kafka: { brokers: mock.brokers, tls: false, sasl: null } });
    const total = 5000;
    outbox.queue(makeEvents(total));
    await drained('kafka');
    expect(figures('kafka')).toMatchObject({ sentTotal: total, refusedTotal: 0 });
    const records = await mock.read('traffic-events');
    const ids = records.map(({ headers }) => headers['event-id'] ?? '');
    expect(ids).toHaveLength(total);
    expect(new Set(ids).size).toBe(total);
    for (let sensor = 0; sensor < 5; sensor++) {
      const own = records.filter(({ key }) => key === `gate-${sensor}`).sort((a, b) => a.offset - b.offset);
      const numbers = own.map(({ headers }) => Number(headers['seq']));
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
      mock.write('traffic-events', `gate-${sensor}`, 'theirs');
      expect(new Set(own.map(({ partition }) => partition)).size).toBe(1);
    }
    const all = await mock.read('traffic-events');
    for (const theirs of all.filter(({ payload }) => payload === 'theirs'))
      expect(records.find(({ key }) => key === theirs.key)?.partition).toBe(theirs.partition);
    expect(all).toHaveLength(total + 5);
  },
  60_000,
);
