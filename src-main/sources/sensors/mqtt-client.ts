/**
 * Sensors that speak to an outside MQTT broker. In: the broker's address and credentials. Out: their payloads to the desk. It connects again for
 * ever, with a growing, jittered wait, in MQTT 5 or, where the broker doesn't know that, 3.1.1. The broker keeps a session for the station, so
 * nothing is lost while the station restarts; what comes again is known, and retained values are no news.
 */
import type { Log } from '../../log.ts';
import { retryDelayMs } from '../watchdog.ts';
import { type BrokerAddress, brokerName, brokerPort } from './broker-address.ts';
import { type BrokerConnection, type BrokerMessage, openBrokerConnection } from './broker-connection.ts';
import { createDeliveries } from './deliveries.ts';
import { type IntakeState, noFigures, payloadText, type SensorIntake } from './intake.ts';
import type { PatientDesk } from './patient-desk.ts';
import { readTopic, statusTopic } from './topic.ts';

export interface MqttClientOptions {
  readonly address: BrokerAddress;
  /** MQTT_PORT; null = not set. */
  readonly port: number | null;
  readonly username: string | null;
  readonly password: string | null;
  /** PEM; null = the machine's own list of authorities. */
  readonly ca: string | null;
  readonly root: string;
  readonly stationId: string;
  /** The same at every start of this station, and no other's: the broker's session goes by it. */
  readonly clientId: string;
  readonly desk: PatientDesk;
  readonly nowMs: () => number;
  readonly log: Log;
  readonly retry?: { readonly firstMs: number; readonly capMs: number };
  /** 0..1, for the jitter of the wait between tries. */
  readonly random?: () => number;
}

const usualRetry = { firstMs: 2000, capMs: 30_000 } as const;

export function createMqttClient(options: MqttClientOptions): SensorIntake {
  const { address, root, nowMs, log, retry = usualRetry, random = Math.random } = options;
  const port = brokerPort(address, options.port);
  const broker = brokerName(address, port);
  const deliveries = createDeliveries(options.desk);
  const figures = { ...noFigures };
  let state: IntakeState = { kind: 'connecting', broker, sinceMs: nowMs() };
  let connection: BrokerConnection | null = null;
  let version: 4 | 5 = 5;
  let tries = 0;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const receive = ({ topic, payload, number, isAgain, isRetained }: BrokerMessage, done: () => void): void => {
    const place = readTopic(root, topic);
    if (place === null || isRetained) {
      if (place !== null) figures.retained++;
      else if (!topic.startsWith(`${root}/$`)) figures.refused++;
      done();
      return;
    }
    figures.payloads++;
    deliveries.take(
      { source: 'mqtt', ...place, text: payloadText(payload), origin: topic, receivedMs: nowMs(), messageId: null },
      { sender: 'broker', number, isAgain },
      done,
    );
  };

  const lose = ({ reason, badVersion }: { readonly reason: string; readonly badVersion: boolean }): void => {
    connection = null;
    if (isStopped) return;
    if (state.kind !== 'lost') log.warn({ broker, reason }, 'the MQTT broker is lost; trying again');
    state = { kind: 'lost', broker, reason, sinceMs: state.kind === 'lost' ? state.sinceMs : nowMs() };
    if (badVersion) version = version === 5 ? 4 : 5;
    timer = setTimeout(connect, retryDelayMs(++tries, retry, random));
  };

  const connect = (): void => {
    connection = openBrokerConnection({
      ...{ url: `${broker}${address.path}`, version, clientId: options.clientId, ca: options.ca },
      username: address.username ?? options.username,
      password: address.password ?? options.password,
      filter: `${root}/#`,
      statusTopic: statusTopic(root, options.stationId),
      onMessage: receive,
      onConnected() {
        tries = 0;
        state = { kind: 'connected', broker, protocol: version === 5 ? '5' : '3.1.1', sinceMs: nowMs() };
        log.info(state, 'connected to the MQTT broker');
      },
      onEnd: lose,
    });
  };

  return {
    start() {
      connect();
      return Promise.resolve();
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await connection?.close();
    },
    state: () => state,
    figures: () => ({ ...figures, clients: state.kind === 'connected' ? 1 : 0, repeated: deliveries.repeated() }),
  };
}
