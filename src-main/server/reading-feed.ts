/**
 * Readings → sockets: an alert for each that is of MEDIUM or HIGH risk (/ws/alerts), rows of traffic (`traffic_data`), and what changed of
 * sensors (`sensors`). In: readings once they are stored. Out: messages, made once for all. Alerts and rows go at once; what changed of
 * sensors is gathered for half a second, so that a page isn't drawn a thousand times a second.
 */
import { trafficRowOf } from '../../src-contract/api/traffic-row.ts';
import type { ToldReading } from '../../src-contract/domain/reading.ts';
import type { Sensor } from '../../src-contract/domain/sensor.ts';
import type { Clock } from '../clock.ts';
import type { Unsubscribe } from './ports.ts';
import type { SensorsPort } from './sensors-port.ts';
import type { SocketClient } from './socket-client.ts';
import { isoTime } from './wire/figures.ts';
import { encodeMessage } from './wire/messages.ts';
import { sensorAlertOf, sensorReplyOf } from './wire/sensors.ts';

export interface Audience {
  join(client: SocketClient): void;
  leave(client: SocketClient): void;
}

export interface ReadingFeed {
  readonly alerts: Audience;
  readonly traffic: Audience;
  readonly sensors: Audience;
  start(): void;
  stop(): void;
}

const gatherMs = 500;
/** A message of so many stays below 100 KB. */
const mostAMessage = 100;

export function createReadingFeed(sensors: SensorsPort, clock: Clock): ReadingFeed {
  const audiences = { alerts: new Set<SocketClient>(), traffic: new Set<SocketClient>(), sensors: new Set<SocketClient>() };
  const shown = new Map<string, string>();
  let unsubscribe: Unsubscribe | null = null;
  let timer: NodeJS.Timeout | null = null;

  const tellReadings = (readings: readonly ToldReading[]): void => {
    if (audiences.alerts.size > 0)
      for (const alert of readings.flatMap((reading) => sensorAlertOf(reading) ?? []))
        sendAll(audiences.alerts, encodeMessage(alert));
    if (audiences.traffic.size === 0) return;
    const rows = readings.filter(({ type }) => type === 'traffic').map(trafficRowOf);
    for (const data of chunks(rows))
      sendAll(audiences.traffic, encodeMessage({ type: 'traffic_update', timestamp: now(), data }));
  };
  const tellSensors = (): void => {
    if (audiences.sensors.size === 0) {
      shown.clear();
      return;
    }
    const changed = sensors.list().filter((sensor) => {
      const state = stateOf(sensor);
      const isNew = shown.get(sensor.id) !== state;
      shown.set(sensor.id, state);
      return isNew;
    });
    for (const some of chunks(changed))
      sendAll(audiences.sensors, encodeMessage({ type: 'sensor_update', timestamp: now(), sensors: some.map(sensorReplyOf) }));
  };
  const now = (): string => isoTime(clock.nowMs());
  const audience = (members: Set<SocketClient>): Audience => ({
    join: (client) => void members.add(client),
    leave: (client) => void members.delete(client),
  });

  return {
    alerts: audience(audiences.alerts),
    traffic: audience(audiences.traffic),
    sensors: audience(audiences.sensors),
    start() {
      unsubscribe = sensors.subscribe(tellReadings);
      timer = setInterval(tellSensors, gatherMs);
    },
    stop() {
      unsubscribe?.();
      if (timer !== null) clearInterval(timer);
      for (const members of Object.values(audiences)) members.clear();
    },
  };
}

function sendAll(members: ReadonlySet<SocketClient>, message: Buffer): void {
  for (const client of members) client.send(message);
}

function* chunks<T>(all: readonly T[]): Generator<T[]> {
  for (let from = 0; from < all.length; from += mostAMessage) yield all.slice(from, from + mostAMessage);
}

/** What a page shows of it, in short. */
function stateOf({ readings, rejected, health, record, hasKey, latest }: Sensor): string {
  const { status, sinceMs } = health;
  return JSON.stringify([readings, rejected, status, sinceMs, hasKey, latest?.atMs, record]);
}
