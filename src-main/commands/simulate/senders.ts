/** How simulated messages reach a station: by MQTT, bare TCP or HTTP. In: messages. Out: what became of each, as far as that way tells. */
import { once } from 'node:events';
import { connect } from 'node:net';
import mqtt from 'mqtt';
import { errorText } from '../../errors.ts';
import type { SimulatedMessage } from './cast.ts';

/** `handed-over`: that way has no answers. */
export type Outcome = 'acknowledged' | 'handed-over' | 'refused' | 'failed';

export interface Sender {
  send(message: SimulatedMessage, done: (outcome: Outcome) => void): void;
  close(): Promise<void>;
}

export interface SenderOptions {
  readonly host: string;
  readonly port: number;
  /** Null: without credentials. */
  readonly key: string | null;
  readonly topic: string;
  /** The connection broke, or the other side said something; progress shows it. */
  readonly onTrouble: (text: string) => void;
}

/** Throw with what to do when nobody listens. */
export async function openMqtt({ host, port, key, topic, onTrouble }: SenderOptions): Promise<Sender> {
  const credentials = key === null ? {} : { username: 'simulator', password: key };
  const url = `mqtt://${host}:${port}`;
  const client = await mqtt
    .connectAsync(url, { protocolVersion: 4, reconnectPeriod: 1000, connectTimeout: 5000, ...credentials }, false)
    .catch((error: unknown) => {
      throw new Error(nobody('an MQTT broker', host, port, error));
    });
  client.on('error', (error) => onTrouble(error.message));
  client.on('close', () => onTrouble('the broker closed the connection'));
  return {
    send: ({ type, sensorId, text }, done) =>
      void client.publish(`${topic}/${type}/${sensorId}`, text, { qos: 1 }, (error) =>
        done(error === undefined || error === null ? 'acknowledged' : 'failed'),
      ),
    async close() {
      client.removeAllListeners('close');
      await client.endAsync(true);
    },
  };
}

export async function openTcp({ host, port, key, onTrouble }: SenderOptions): Promise<Sender> {
  const socket = connect(port, host);
  await once(socket, 'connect').catch((error: unknown) => {
    throw new Error(nobody("the station's TCP intake", host, port, error));
  });
  socket.on('error', (error) => onTrouble(error.message));
  socket.on('data', (said: Buffer) => onTrouble(`the station says: ${said.toString().trim()}`));
  socket.on('close', () => onTrouble('the station closed the connection'));
  if (key !== null) socket.write(`${JSON.stringify({ key })}\n`);
  // The first line must be an object, whatever fault comes first.
  else socket.write('{"type":"environment","sensor_id":"sim-hello","temperature":20}\n');
  return {
    send({ text }, done) {
      if (socket.destroyed) done('failed');
      else socket.write(`${text}\n`, () => done('handed-over'));
    },
    async close() {
      socket.removeAllListeners('close');
      if (!socket.destroyed) await new Promise<void>((closed) => socket.end(closed));
      socket.destroy();
    },
  };
}

/** One reading a request, a few at once. */
export async function openHttp(origin: string, key: string, onTrouble: (text: string) => void): Promise<Sender> {
  const post = jsonPoster(origin, key);
  await post.check();
  return {
    send({ text }, done) {
      post
        .send('/api/traffic/readings', text)
        .then(async (response) => {
          const answer = (await response.json()) as { accepted?: number; duplicates?: number };
          done(response.ok && (answer.accepted ?? 0) + (answer.duplicates ?? 0) > 0 ? 'acknowledged' : 'refused');
        })
        .catch((error: unknown) => {
          onTrouble(errorText(error));
          done('failed');
        });
    },
    close: () => Promise.resolve(),
  };
}

export function jsonPoster(origin: string, key: string) {
  const headers = { 'content-type': 'application/json', 'x-api-key': key };
  return {
    /** Throws when there is no station, or the key isn't known there. */
    async check(): Promise<void> {
      const response = await fetch(`${origin}/api/auth/me`, { headers }).catch((error: unknown) => {
        const { hostname, port } = new URL(origin);
        throw new Error(nobody('a station', hostname, Number(port), error));
      });
      if (!response.ok)
        throw new Error(`The station at ${origin} refuses this key (${response.status}): give another with --key.`);
    },
    send: (path: string, body: string) => fetch(origin + path, { method: 'POST', headers, body }),
  };
}

function nobody(what: string, host: string, port: number, error: unknown): string {
  const how = `Start the station (npm start), or say where it is with --host and --port.`;
  return `Nothing that is ${what} answers at ${host}, port ${port}: ${errorText(error)}. ${how}`;
}
