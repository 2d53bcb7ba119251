/**
 * A stand-in for one Kafka broker: speaks ApiVersions, Metadata, InitProducerId and Produce, keeps what is produced, and judges sequence
 * numbers as a broker does. It fails on demand. What it does not show: replication, leader elections, quotas, TLS, SASL, and whatever a real
 * broker does otherwise than its protocol says.
 */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { readBatch, type WireBatch, WireReader, type WireRecord, WireWriter } from './kafka-wire.ts';

/** What becomes of one Produce request: `lost-answer` keeps the records and cuts the line; a number is a broker's error for all of them. */
export type ProduceFate = 'ok' | 'lost-request' | 'lost-answer' | number;

export interface KafkaStandIn {
  readonly address: string;
  /** Records of a topic by partition, in the order of their offsets. */
  log(topic: string): readonly (readonly WireRecord[])[];
  readonly producerIds: ReadonlySet<bigint>;
  /** Asked at each Produce request, from 1. */
  fate: (request: number) => ProduceFate;
  produceRequests(): number;
  stop(): Promise<void>;
  start(): Promise<void>;
}

const partitions = 3;
const versions = [
  { api: 0, min: 3, max: 7 },
  { api: 3, min: 1, max: 4 },
  { api: 18, min: 0, max: 3 },
  { api: 22, min: 0, max: 1 },
];
export const errors = {
  notEnoughReplicas: 19,
  tooLarge: 10,
  outOfOrder: 45,
  unknownProducer: 59,
  notAuthorized: 29,
  notLeader: 6,
};

export async function startKafkaStandIn(mostBatchBytes = 1_000_000): Promise<KafkaStandIn> {
  const topics = new Map<string, WireRecord[][]>();
  const sequences = new Map<string, number>();
  const producerIds = new Set<bigint>();
  const sockets = new Set<Socket>();
  let requests = 0;
  let port = 0;
  let server: Server;

  const topicLog = (name: string): WireRecord[][] => {
    const known = topics.get(name) ?? Array.from({ length: partitions }, () => []);
    topics.set(name, known);
    return known;
  };
  const append = (topic: string, partition: number, batch: WireBatch, bytes: number): number => {
    if (bytes > mostBatchBytes) return errors.tooLarge;
    const key = `${batch.producerId}:${batch.producerEpoch}:${topic}:${partition}`;
    const expected = sequences.get(key) ?? 0;
    if (!producerIds.has(batch.producerId)) return errors.unknownProducer;
    // The same again: a broker answers as it did before.
    if (batch.firstSequence + batch.records.length === expected) return 0;
    if (batch.firstSequence !== expected) return errors.outOfOrder;
    sequences.set(key, expected + batch.records.length);
    topicLog(topic)[partition]?.push(...batch.records);
    return 0;
  };
  const produce = (reader: WireReader): Buffer | null => {
    const fate = standIn.fate(++requests);
    if (fate === 'lost-request') return null;
    reader.string();
    reader.int16();
    reader.int32();
    const answered = reader.times(reader.int32(), () => {
      const topic = reader.string() ?? '';
      const results = reader.times(reader.int32(), () => {
        const [partition, bytes] = [reader.int32(), reader.take(reader.int32())];
        return { partition, error: typeof fate === 'number' ? fate : append(topic, partition, readBatch(bytes), bytes.length) };
      });
      return { topic, results };
    });
    return fate === 'lost-answer' ? null : produceAnswer(answered);
  };
  const answer = (api: number, reader: WireReader): Buffer | null => {
    switch (api) {
      case 0:
        return produce(reader);
      case 3:
        return metadataAnswer(
          reader.times(reader.int32(), () => reader.string() ?? ''),
          port,
        );
      case 18:
        return versionsAnswer();
      default: {
        const id = BigInt(1000 + producerIds.size);
        producerIds.add(id);
        return new WireWriter().int32(0).int16(0).int64(id).int16(0).bytes();
      }
    }
  };
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    eachMessage(socket, (message) => {
      const reader = new WireReader(message);
      const [api] = [reader.int16(), reader.int16()];
      const correlation = reader.int32();
      reader.string();
      const body = answer(api, reader);
      if (body === null) return socket.destroy();
      const head = new WireWriter().int32(body.length + 4).int32(correlation);
      return socket.write(Buffer.concat([head.bytes(), body]));
    });
  };
  const standIn: KafkaStandIn = {
    get address() {
      return `127.0.0.1:${port}`;
    },
    log: topicLog,
    producerIds,
    fate: () => 'ok',
    produceRequests: () => requests,
    async start() {
      server = createServer(serve).listen(port, '127.0.0.1');
      await once(server, 'listening');
      port = (server.address() as AddressInfo).port;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  await standIn.start();
  return standIn;
}

function eachMessage(socket: Socket, take: (message: Buffer) => unknown): void {
  let waiting = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    waiting = Buffer.concat([waiting, chunk]);
    while (waiting.length >= 4 && waiting.length >= 4 + waiting.readInt32BE(0)) {
      const end = 4 + waiting.readInt32BE(0);
      const message = waiting.subarray(4, end);
      waiting = waiting.subarray(end);
      take(message);
    }
  });
}

/** Version 3: arrays with their length plus one, and an empty list of tags after each. */
function versionsAnswer(): Buffer {
  const writer = new WireWriter().int16(0).int8(versions.length + 1);
  for (const { api, min, max } of versions) writer.int16(api).int16(min).int16(max).int8(0);
  return writer.int32(0).int8(0).bytes();
}

function metadataAnswer(names: readonly string[], port: number): Buffer {
  const writer = new WireWriter().int32(0);
  writer.array([1], (id) => writer.int32(id).string('127.0.0.1').int32(port).int16(-1));
  writer.int16(-1).int32(1);
  writer.array(names, (name) => {
    writer.int16(0).string(name).int8(0);
    writer.array([...Array(partitions).keys()], (partition) => {
      writer.int16(0).int32(partition).int32(1);
      writer.array([1], (id) => writer.int32(id)).array([1], (id) => writer.int32(id));
    });
  });
  return writer.bytes();
}

interface TopicResult {
  readonly topic: string;
  readonly results: readonly { readonly partition: number; readonly error: number }[];
}

function produceAnswer(answered: readonly TopicResult[]): Buffer {
  const writer = new WireWriter();
  writer.array(answered, ({ topic, results }) => {
    writer.string(topic);
    writer.array(results, ({ partition, error }) => writer.int32(partition).int16(error).int64(0n).int64(-1n).int64(0n));
  });
  return writer.int32(0).bytes();
}
