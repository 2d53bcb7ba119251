/**
 * Sends events to Kafka: topics as they are named in spec/api.md, keyed by sensor, so that one sensor's events lie in one partition in
 * their order. In: events. Out: records with their event id in a header. The library tries a batch again by itself, under the same producer
 * id and sequence numbers, by which the brokers know what they have; only a restart of the station can send a record twice.
 */
import type { Producer } from '@platformatic/kafka';
import { type NumberedRelayEvent, relayTopics } from '../../../src-contract/domain/outbox.ts';
import { relayRecord } from '../relay-record.ts';
import { retryDelayMs } from '../retry-delay.ts';
import { EventRefused, failureText, type Sink, type SinkWatch } from '../sink.ts';

export interface KafkaSinkOptions {
  /** `host:port` each. */
  readonly brokers: readonly string[];
  readonly tls: boolean;
  readonly sasl: KafkaLogin | null;
  readonly stationId: string;
}

export interface KafkaLogin {
  readonly mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512';
  readonly username: string;
  readonly password: string;
}

/** Longer than the longest wait between two tries and the answer after it: a library that says nothing for so long is begun anew. */
const silenceLimitMs = 120_000;

/** Loaded once it is needed: it takes a fifth of a station's start, and most stations have no Kafka. */
const loadLibrary = () => import('@platformatic/kafka');
type Library = Awaited<ReturnType<typeof loadLibrary>>;

export function createKafkaSink(options: KafkaSinkOptions): Sink {
  let library: Library | null = null;
  let producer: KafkaProducer | null = null;
  let heardMs = 0;
  let watch: SinkWatch | null = null;

  const onRetry = (attempt: number, error: Error): number => {
    heardMs = performance.now();
    const delayMs = retryDelayMs(attempt);
    watch?.onRetry(failureText(error), delayMs);
    return delayMs;
  };
  const answered = async <T>(asked: SinkWatch, work: Promise<T>): Promise<T> => {
    watch = asked;
    heardMs = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_done, failed) => {
      timer = setInterval(() => {
        if (performance.now() - heardMs > silenceLimitMs) failed(new Error('the brokers gave no answer'));
      }, 1000);
    });
    try {
      return await Promise.race([work, silence]);
    } finally {
      clearInterval(timer);
    }
  };
  return {
    name: 'kafka',
    async connect(asked) {
      library ??= await loadLibrary();
      producer ??= makeProducer(library, options, onRetry);
      // Kept for some seconds by the library, so that asking each time costs little and a lost cluster shows without an event to send.
      await answered(asked, producer.metadata({ topics: [...relayTopics] }));
    },
    async send(events, asked) {
      if (library === null || producer === null) throw new Error('the connection to Kafka was closed');
      const messages = events.map((event) => toMessage(event, options.stationId));
      try {
        await answered(asked, producer.send({ messages, idempotent: true, acks: library.ProduceAcks.ALL }));
      } catch (error) {
        throw isRefusal(library, error) ? new EventRefused(failureText(error)) : error;
      }
    },
    async close() {
      const closed = producer;
      producer = null;
      await closed?.close().catch(() => undefined);
    },
  };
}

type KafkaProducer = Producer<string, string, string, string>;

function makeProducer(
  { Producer, stringSerializers, compatibilityPartitioner }: Library,
  options: KafkaSinkOptions,
  onRetry: (attempt: number, error: Error) => number,
): KafkaProducer {
  return new Producer({
    ...{ clientId: `kavach-${options.stationId}`, bootstrapBrokers: [...options.brokers] },
    ...{ serializers: stringSerializers, idempotent: true, autocreateTopics: true },
    // As the Java client does: a sensor's records lie in the partition that others' records of the same key lie in.
    partitioner: compatibilityPartitioner,
    // "None yet": the library's own default of 0 is a producer that strict brokers don't know.
    ...{ producerId: -1n, producerEpoch: -1 },
    // For ever: giving up and sending anew would give the records other sequence numbers.
    retries: true,
    retryDelay: (_client, _operation, attempt, _retries, error) => onRetry(attempt, error),
    ...(options.tls ? { tls: {} } : {}),
    ...(options.sasl === null ? {} : { sasl: { ...options.sasl } }),
  });
}

function toMessage(event: NumberedRelayEvent, stationId: string) {
  return {
    ...{ topic: event.topic, key: event.key, timestamp: BigInt(Math.round(event.atMs)) },
    value: JSON.stringify(relayRecord(event, stationId)),
    headers: { 'event-id': event.eventId, 'station-id': stationId, seq: String(event.seq) },
  };
}

/** What a broker says of a record that it will never take. */
const refusals = ['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD', 'INVALID_TIMESTAMP'];

function isRefusal({ findErrorBy }: Library, error: unknown): boolean {
  return error instanceof Error && refusals.some((id) => findErrorBy(error, 'apiId', id) !== null);
}
