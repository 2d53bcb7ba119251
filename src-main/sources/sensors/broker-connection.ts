/**
 * One connection to an outside MQTT broker, from its opening to its end. In: where, as whom, and in which version. Out: readings' messages, each
 * acknowledged once it is answered for, so that the broker keeps what the station lost in a crash. While too many have no answer it reads no
 * more. When to connect again is mqtt-client.ts's.
 */
import mqtt, { type IPublishPacket, type MqttClient } from 'mqtt';

export interface ConnectionOptions {
  readonly url: string;
  readonly version: 4 | 5;
  readonly clientId: string;
  readonly username: string | null;
  readonly password: string | null;
  /** PEM; null = the machine's own list of authorities. */
  readonly ca: string | null;
  readonly filter: string;
  readonly statusTopic: string;
  /** `done`: it is on the disk, or need not be. */
  readonly onMessage: (message: BrokerMessage, done: () => void) => void;
  readonly onConnected: () => void;
  /** Called once. `badVersion`: the broker may well take another version. */
  readonly onEnd: (end: { readonly reason: string; readonly badVersion: boolean }) => void;
}

export interface BrokerMessage {
  readonly topic: string;
  readonly payload: Uint8Array | string;
  /** The broker's number of it, within the session; null where it wants no answer. */
  readonly number: number | null;
  readonly isAgain: boolean;
  readonly isRetained: boolean;
}

export interface BrokerConnection {
  close(): Promise<void>;
}

/** Some tens of milliseconds of 10,000 a second. MQTT 5 tells the broker so; older brokers have limits of their own. */
const mostUnanswered = 1000;
const mostPacketBytes = 65_536;
/** How long a broker keeps what comes while the station is away. */
const sessionS = 86_400;
const connectMs = 10_000;
const keepAliveS = 60;
const closeMs = 1000;

export function openBrokerConnection(options: ConnectionOptions): BrokerConnection {
  const client = mqtt.connect(options.url, {
    ...{ protocolVersion: options.version, clientId: options.clientId, clean: false, keepalive: keepAliveS },
    ...{ reconnectPeriod: 0, connectTimeout: connectMs, resubscribe: false },
    ...(options.username !== null && { username: options.username }),
    ...(options.password !== null && { password: options.password }),
    ...(options.ca !== null && { ca: options.ca }),
    will: { topic: options.statusTopic, payload: Buffer.from('offline'), qos: 1, retain: true },
    ...(options.version === 5 && {
      properties: { sessionExpiryInterval: sessionS, receiveMaximum: mostUnanswered, maximumPacketSize: mostPacketBytes },
    }),
  });
  let isOver = false;
  let wasConnected = false;
  let fault: string | null = null;
  let refusedVersion = false;

  const end = (): void => {
    if (isOver) return;
    isOver = true;
    client.end(true);
    const reason = fault ?? (wasConnected ? 'the broker closed the connection' : 'the broker closed the connection at once');
    // Brokers that know one version only say so, or just close.
    options.onEnd({ reason, badVersion: refusedVersion || (!wasConnected && fault === null) });
  };

  passMessages(client, options.onMessage);
  client.on('error', (error) => {
    fault ??= error.message;
    refusedVersion ||= isVersionFault(error);
    end();
  });
  client.on('disconnect', ({ reasonCode }) => {
    fault ??= `the broker ended the connection (reason ${reasonCode ?? 0})`;
  });
  client.on('close', end);
  client.on('connect', () => {
    wasConnected = true;
    // Retained values are old; a broker of version 5 may spare itself to send them.
    client.subscribe(options.filter, { qos: 1, ...(options.version === 5 && { rh: 2 }) }, (error, granted) => {
      if (error === null && granted?.every(({ qos }) => qos < 128)) return options.onConnected();
      fault ??= `the broker doesn't let the station read ${options.filter}: correct its rules`;
      end();
    });
    client.publish(options.statusTopic, 'online', { qos: 1, retain: true }, () => undefined);
  });

  return {
    async close() {
      if (isOver) return;
      isOver = true;
      client.removeAllListeners('close');
      if (client.connected) client.publish(options.statusTopic, 'offline', { qos: 1, retain: true }, () => undefined);
      await new Promise<void>((closed) => {
        const limit = setTimeout(() => {
          client.end(true);
          closed();
        }, closeMs);
        client.end(false, {}, () => {
          clearTimeout(limit);
          closed();
        });
      });
    },
  };
}

/**
 * The library acknowledges a message before it hands over the next one, so that waiting for the disk would allow one a batch. So it is given
 * messages of QoS 1 as if they wanted no answer, many at a time, and the answers are written here.
 */
function passMessages(client: MqttClient, onMessage: ConnectionOptions['onMessage']): void {
  const wanted = new WeakSet<object>();
  let unanswered = 0;
  let goOn: (() => void) | null = null;

  client.on('packetreceive', (packet) => {
    if (packet.cmd !== 'publish' || packet.qos !== 1) return;
    wanted.add(packet);
    packet.qos = 0;
  });
  const answered = (packet: IPublishPacket, number: number | null): void => {
    unanswered--;
    if (number !== null && wanted.has(packet) && client.connected) client.stream.write(acknowledgement(number));
    if (goOn === null || unanswered >= mostUnanswered) return;
    const next = goOn;
    goOn = null;
    next();
  };
  client.handleMessage = (packet, done) => {
    const number = packet.messageId ?? null;
    unanswered++;
    const { topic, payload, dup, retain } = packet;
    onMessage({ topic, payload, number, isAgain: dup, isRetained: retain }, () => answered(packet, number));
    if (unanswered < mostUnanswered) done();
    else goOn = done;
  };
}

/** PUBACK with success, the same in all versions (MQTT 3.1.1, 3.4; MQTT 5, 3.4.2.1). */
function acknowledgement(number: number): Buffer {
  return Buffer.from([0x40, 2, number >> 8, number & 255]);
}

/** CONNACK 1 in 3.1.1; 132 in 5. */
function isVersionFault(error: Error): boolean {
  const code: unknown = 'code' in error ? error.code : undefined;
  return code === 1 || code === 132;
}
