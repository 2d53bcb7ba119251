/**
 * The station's own MQTT broker (aedes; MQTT 3.1 and 3.1.1). In: connections of sensors. Out: their payloads to the desk; a message is acknowledged
 * once it is on the disk, and while the desk has no room its sender waits. It keeps no sessions and no retained values: the store does.
 */
import type { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import { Aedes } from 'aedes';
import type { Log } from '../../log.ts';
import { type Door, openTcpDoor, openWebSocketDoor } from './broker-doors.ts';
import { type BrokerSeats, createBrokerSeats } from './broker-seats.ts';
import { createDeliveries } from './deliveries.ts';
import { type IntakeAccess, noFigures, type SensorIntake, type Unwrap } from './intake.ts';
import type { PatientDesk } from './patient-desk.ts';

export interface BrokerOptions {
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  /** Null: no MQTT over WebSocket. */
  readonly webSocketPort: number | null;
  /** Whether a page of this origin may open a socket to the broker. */
  readonly mayCall: (origin: string) => boolean;
  /** `kavach/sensors`. */
  readonly root: string;
  readonly desk: PatientDesk;
  readonly access: IntakeAccess;
  readonly unwrap: Unwrap;
  readonly nowMs: () => number;
  readonly log: Log;
  readonly retryMs?: number;
}

export interface MqttBroker extends SensorIntake {
  /** Where MQTT over WebSocket is taken; null where it isn't. */
  webSocketPort(): number | null;
}

/** Names itself within this time; so many messages of QoS 2 may be half delivered; a reader that takes nothing is cut. */
const limits = { connectTimeout: 10_000, maxInflightInbound: 1000, drainTimeout: 2000, maxTopicLevels: 20 } as const;
const closeLimitMs = 1000;
/** A key that has ended is noticed within this time. */
const sweepMs = 5000;

export function createMqttBroker(options: BrokerOptions): MqttBroker {
  const figures = { ...noFigures };
  const deliveries = createDeliveries(options.desk);
  const seats: BrokerSeats = createBrokerSeats({ ...options, deliveries, figures });
  let aedes: Aedes | null = null;
  let timer: NodeJS.Timeout | undefined;
  const doorOptions = {
    ...options,
    onStream(stream: Duplex, arrival: Parameters<BrokerSeats['arrive']>[1]): void {
      seats.arrive(stream, arrival);
      if (aedes === null) stream.destroy();
      else aedes.handle(stream);
    },
  };
  const tcp = openTcpDoor(doorOptions);
  const webSocket = options.webSocketPort === null ? null : openWebSocketDoor({ ...doorOptions, port: options.webSocketPort });
  const doors = [tcp, webSocket].filter((door): door is Door => door !== null);

  return {
    async start() {
      aedes = await Aedes.createBroker({ ...limits, ...seats.hooks });
      noteFaults(aedes, options.log);
      timer = setInterval(seats.sweep, sweepMs);
      await Promise.all(doors.map(({ listener }) => listener.start()));
    },
    async stop() {
      clearInterval(timer);
      const closed = doors.map(({ listener }) => listener.stop());
      await closeBroker(aedes);
      for (const door of doors) door.cut();
      await Promise.all(closed);
    },
    state: () => doors.map(({ listener }) => listener.state()).find(({ kind }) => kind === 'port-taken') ?? tcp.listener.state(),
    figures: () => ({ ...figures, clients: seats.count(), repeated: deliveries.repeated() }),
    webSocketPort() {
      const state = webSocket?.listener.state();
      return state?.kind === 'listening' ? state.port : null;
    },
  };
}

/** Clients that speak no MQTT, or leave in the middle of a packet, are their own affair. */
function noteFaults(aedes: Aedes, log: Log): void {
  const ofClient = (_client: unknown, error: Error): void => log.debug({ error: error.message }, 'an MQTT client was cut');
  aedes.on('clientError', ofClient);
  aedes.on('connectionError', ofClient);
  const whole: EventEmitter = aedes;
  whole.on('error', (error: Error) => log.error({ error: error.message }, 'the MQTT broker failed'));
}

/** It waits for every client to agree; one that hangs must not keep the station from stopping. */
function closeBroker(aedes: Aedes | null): Promise<void> {
  return new Promise((closed) => {
    if (aedes === null) return closed();
    const limit = setTimeout(closed, closeLimitMs);
    aedes.close(() => {
      clearTimeout(limit);
      closed();
    });
  });
}
