/**
 * Sends events to a central MQTT broker, as a bridge: topic `<prefix>/<relay topic>/<sensor>`, QoS 1, in order. MQTT 5, because only there
 * does a broker say that it did not take a message; before, one without the right to publish would lose all in silence. A message may come
 * twice after a lost link; `messageId` tells.
 */
import { randomBytes } from 'node:crypto';
import mqtt from 'mqtt';
import type { NumberedRelayEvent } from '../../../src-contract/domain/outbox.ts';
import { relayRecord } from '../relay-record.ts';
import { EventRefused, failureText, type Sink } from '../sink.ts';

export interface MqttSinkOptions {
  /** `mqtt(s)://user:password@host:port/prefix` */
  readonly url: string;
  readonly stationId: string;
}

const connectLimitMs = 10_000;
const answerLimitMs = 30_000;
const defaultPrefix = 'kavach';
/** Messages on their way at once; a broker may allow fewer. */
const mostUnanswered = 100;
/** Around topic and payload: the fixed header, the lengths, the number. */
const packetOverheadBytes = 16;

interface Link {
  readonly client: mqtt.MqttClient;
  readonly unanswered: number;
  readonly mostPacketBytes: number;
  /** Rejects when the link is lost. */
  readonly lost: Promise<never>;
}

export function createMqttSink({ url, stationId }: MqttSinkOptions): Sink {
  const { prefix, options } = readBrokerUrl(url, stationId);
  let link: Link | null = null;
  const drop = async (): Promise<void> => {
    const dropped = link;
    link = null;
    await dropped?.client.endAsync(true).catch(() => undefined);
  };
  const connected = async (): Promise<Link> => {
    if (link?.client.connected === true) return link;
    await drop();
    link = await openLink(options);
    return link;
  };
  return {
    name: 'mqtt',
    connect: async () => void (await connected()),
    async send(events) {
      // Some brokers end the connection with a refusal, and the others of its batch are still to be sent.
      const open = await connected();
      const messages = events.map((event) => toMessage(event, prefix, stationId));
      refuseTooLarge(messages, open.mostPacketBytes);
      await publish(open, messages);
    },
    close: drop,
  };
}

interface Message {
  readonly topic: string;
  readonly payload: Buffer;
}

/** A sensor may be named with what means something else in a topic. */
function toMessage(event: NumberedRelayEvent, prefix: string, stationId: string): Message {
  const sensor = event.key.replaceAll(/[%/+#\0]/g, encodeURIComponent);
  const payload = { ...relayRecord(event, stationId), messageId: event.eventId };
  return { topic: `${prefix}/${event.topic}/${sensor}`, payload: Buffer.from(JSON.stringify(payload)) };
}

function refuseTooLarge(messages: readonly Message[], mostBytes: number): void {
  const sizes = messages.map(({ topic, payload }) => Buffer.byteLength(topic) + payload.length + packetOverheadBytes);
  const largest = Math.max(...sizes);
  if (largest > mostBytes) throw new EventRefused(`a message of ${largest} bytes; the broker takes ${mostBytes}`);
}

/** PUBACK: Topic Name invalid, Packet too large, Payload format invalid. Others, such as missing rights, are wrong for all messages. */
const refusals: ReadonlySet<unknown> = new Set([144, 149, 153]);

/**
 * As many at once as the broker allows, the next one at each answer: in rounds, with a pause for the last answer of each, a broker that
 * gathers its answers took 450 messages a second instead of thousands. They leave in their order. Ends when nothing is on its way.
 */
async function publish({ client, unanswered, lost }: Link, messages: readonly Message[]): Promise<void> {
  const waiting = messages.values();
  let failure: unknown = null;
  const lane = async (): Promise<void> => {
    for (const { topic, payload } of waiting) {
      await client.publishAsync(topic, payload, { qos: 1 }).catch((error: unknown) => {
        failure ??= error;
      });
      if (failure !== null) return;
    }
  };
  const answers = Promise.all(Array.from({ length: Math.min(unanswered, messages.length) }, lane));
  try {
    await Promise.race([answers, lost, silence(answers)]);
  } catch (error) {
    // A broker that refuses a message may end the connection as well: what it said first is the reason.
    if (failure === null || error instanceof EventRefused) failure = error;
  }
  if (failure === null) return;
  throw isRefusal(failure) ? new EventRefused(failureText(failure)) : failure;
}

function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && refusals.has(error.code);
}

/** Rejects when `answers` hasn't settled in time. */
function silence(answers: Promise<unknown>): Promise<never> {
  return new Promise((_done, failed) => {
    const timer = setTimeout(() => failed(new Error(`the broker gave no answer for ${answerLimitMs / 1000} s`)), answerLimitMs);
    const stop = (): void => clearTimeout(timer);
    answers.then(stop, stop);
  });
}

/** Mosquitto answers a message over its `message_size_limit` with a code that MQTT doesn't know there; the library then ends the connection. */
function isOddRefusal(error: Error): boolean {
  return error.message.startsWith('Invalid puback reason code');
}

async function openLink(options: mqtt.IClientOptions): Promise<Link> {
  const client = mqtt.connect(options);
  let fault = new Error('the broker closed the connection');
  client.on('error', (error) => {
    fault = isOddRefusal(error) ? new EventRefused('the broker refused it: it may be too large') : new Error(failureText(error));
  });
  const lost = new Promise<never>((_done, failed) => client.once('close', () => failed(fault)));
  lost.catch(() => undefined);
  const greeted = new Promise<mqtt.IConnackPacket>((done) => client.once('connect', done));
  const { properties } = await Promise.race([greeted, lost]).catch((error: unknown) => {
    client.end(true);
    throw error;
  });
  return {
    ...{ client, lost },
    unanswered: Math.min(mostUnanswered, properties?.receiveMaximum ?? mostUnanswered),
    mostPacketBytes: properties?.maximumPacketSize ?? Number.POSITIVE_INFINITY,
  };
}

function readBrokerUrl(url: string, stationId: string): { prefix: string; options: mqtt.IClientOptions } {
  const { protocol, hostname, port, username, password, pathname } = new URL(url);
  const secure = protocol === 'mqtts:';
  const words = pathname.split('/').filter((word) => word !== '');
  return {
    prefix: words.length === 0 ? defaultPrefix : words.join('/'),
    options: {
      ...{ protocol: secure ? 'mqtts' : 'mqtt', host: hostname.replaceAll(/[[\]]/g, ''), protocolVersion: 5 },
      port: port === '' ? (secure ? 8883 : 1883) : Number(port),
      ...(username === '' ? {} : { username: decodeURIComponent(username), password: decodeURIComponent(password) }),
      // Of its own at each start: two stations with one name would throw each other out.
      clientId: `kavach-relay-${stationId}-${randomBytes(4).toString('hex')}`,
      // The relay tries again itself.
      ...{ clean: true, reconnectPeriod: 0, connectTimeout: connectLimitMs },
    },
  };
}
