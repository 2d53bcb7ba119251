/**
 * The ways in which sensors reach the station, put together from its settings: MQTT by its own broker or an outside one, and TCP. Out: parts for
 * the root, addresses for whoever sets a sensor up, and what health, conditions and measures need to know.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { isLoopbackHost } from '../access/tls/hosts.ts';
import type { Clock } from '../clock.ts';
import { errorText, KavachError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { TlsPort } from '../server/ports.ts';
import type { IntakeAddresses } from '../server/sensors-port.ts';
import { splitTls } from '../server/tls-door.ts';
import type { Settings } from '../settings.ts';
import { brokerName, brokerPort, readBrokerAddress } from '../sources/sensors/broker-address.ts';
import { type IntakeAccess, plainOnly, type SensorIntake, type Unwrap } from '../sources/sensors/intake.ts';
import { createMqttBroker } from '../sources/sensors/mqtt-broker.ts';
import { createMqttClient } from '../sources/sensors/mqtt-client.ts';
import { createPatientDesk, type PatientDesk } from '../sources/sensors/patient-desk.ts';
import { createTcpIntake } from '../sources/sensors/tcp-intake.ts';
import { topicRoot } from '../sources/sensors/topic.ts';
import type { Part } from './parts.ts';
import type { StationSensors } from './sensors.ts';

export type IntakeName = 'mqtt' | 'tcp';

export interface StationIntake {
  readonly parts: readonly Part[];
  readonly intakes: ReadonlyMap<IntakeName, SensorIntake>;
  /** Payloads whose senders are made to wait, and since when. */
  held(): ReturnType<PatientDesk['held']>;
  addresses(): IntakeAddresses;
}

export interface IntakeOptions {
  readonly settings: Settings;
  readonly stationId: string;
  readonly dataFolder: string;
  readonly sensors: Pick<StationSensors, 'take' | 'hasRoom'>;
  readonly access: IntakeAccess;
  /** Hosts by which other machines reach this one, the best first. */
  readonly lanHosts: () => readonly string[];
  readonly ownNames: readonly string[];
  /** Null: sensors speak plain. */
  readonly tls: TlsPort | null;
  readonly clock: Clock;
  readonly log: Log;
}

const ownBrokerPort = 1883;
const handshakeMs = 10_000;

/** Throws KavachError SETTING_INVALID when a file that a setting names can't be read. */
export function createStationIntake(options: IntakeOptions): StationIntake {
  const { settings, sensors, clock } = options;
  const desk = createPatientDesk({ desk: sensors, nowMs: clock.nowMs });
  const intakes = new Map<IntakeName, SensorIntake>();
  if (settings.MQTT_PORT !== 'off') intakes.set('mqtt', makeMqtt(options, desk));
  if (settings.TCP_PORT !== 'off') {
    const common = {
      desk,
      access: options.access,
      unwrap: unwrapBy(options),
      nowMs: clock.nowMs,
      log: options.log.child({ part: 'tcp' }),
    };
    intakes.set('tcp', createTcpIntake({ ...common, host: settings.KAVACH_SENSOR_HOST, port: settings.TCP_PORT }));
  }
  return {
    intakes,
    parts: [
      { name: 'sensors that wait', start: () => undefined, stop: () => desk.stop() },
      ...[...intakes].map(([name, intake]) => ({ name, start: () => intake.start(), stop: () => intake.stop() })),
    ],
    held: desk.held,
    addresses: () => addressesOf(options, intakes),
  };
}

function makeMqtt(options: IntakeOptions, desk: PatientDesk): SensorIntake {
  const { settings, access, clock } = options;
  const root = topicRoot(settings.MQTT_TOPIC);
  const common = { root, desk, nowMs: clock.nowMs, log: options.log.child({ part: 'mqtt' }) };
  const port = typeof settings.MQTT_PORT === 'number' ? settings.MQTT_PORT : null;
  const address = settings.MQTT_BROKER === undefined ? null : readBrokerAddress(settings.MQTT_BROKER);
  if (address === null)
    return createMqttBroker({
      ...{ ...common, access, unwrap: unwrapBy(options), host: settings.KAVACH_SENSOR_HOST, port: port ?? ownBrokerPort },
      webSocketPort: settings.KAVACH_MQTT_WS_PORT ?? null,
      mayCall: (origin) => settings.CORS_ORIGINS.includes(origin) || isOwnPage(origin, options),
    });
  return createMqttClient({
    ...{ ...common, address, port, stationId: options.stationId, clientId: clientId(options) },
    username: settings.MQTT_USERNAME ?? null,
    password: settings.MQTT_PASSWORD ?? null,
    ca: settings.KAVACH_MQTT_CA === undefined ? null : readAuthority(settings.KAVACH_MQTT_CA),
  });
}

/** On one port with those that speak plain: many sensors can do no other. Their keys let them send, never read. */
function unwrapBy({ tls, log }: IntakeOptions): Unwrap {
  return tls === null ? plainOnly : (serve) => splitTls({ tls, protocols: [], limitMs: handshakeMs, log, serve }).take;
}

function readAuthority(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new KavachError('SETTING_INVALID', `KAVACH_MQTT_CA is "${path}", which can't be read: ${errorText(error)}`);
  }
}

/** Two stations with one name on one broker would throw each other out. */
function clientId({ stationId, dataFolder }: IntakeOptions): string {
  const unlike = createHash('sha256').update(`${hostname()} ${dataFolder}`).digest('hex').slice(0, 8);
  return `kavach-${stationId}-${unlike}`;
}

function isOwnPage(origin: string, { ownNames, settings }: IntakeOptions): boolean {
  if (!URL.canParse(origin)) return false;
  const host = new URL(origin).hostname.replace(/^\[(.*)\]$/, '$1');
  return isLoopbackHost(host) || ownNames.includes(host) || settings.KAVACH_HOSTS.includes(host);
}

function addressesOf({ settings, lanHosts }: IntakeOptions, intakes: StationIntake['intakes']): IntakeAddresses {
  const broker = settings.MQTT_BROKER === undefined ? null : readBrokerAddress(settings.MQTT_BROKER);
  const mqttPort = typeof settings.MQTT_PORT === 'number' ? settings.MQTT_PORT : null;
  const host = settings.KAVACH_SENSOR_HOST;
  const isWildcard = host === '0.0.0.0' || host === '::';
  const reached = isLoopbackHost(host) ? null : isWildcard ? (lanHosts()[0] ?? null) : host.includes(':') ? `[${host}]` : host;
  const own = (name: IntakeName): string | null => {
    const state = intakes.get(name)?.state();
    return reached === null || state?.kind !== 'listening' ? null : `${reached}:${state.port}`;
  };
  const ownMqtt = own('mqtt');
  return {
    mqttUrl: broker !== null ? brokerName(broker, brokerPort(broker, mqttPort)) : ownMqtt === null ? null : `mqtt://${ownMqtt}`,
    mqttTopic: topicRoot(settings.MQTT_TOPIC),
    tcpAddress: own('tcp'),
  };
}
