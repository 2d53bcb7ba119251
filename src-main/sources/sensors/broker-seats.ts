/**
 * The clients of the station's own MQTT broker and what each does: aedes asks here before it lets anybody in, takes a message or a subscription.
 * In: its questions. Out: its answers, and payloads to the desk; a message's answer waits until the payload is on the disk.
 */
import type { Duplex } from 'node:stream';
import type { AedesOptions, AuthenticateError, Client } from 'aedes';
import type { Log } from '../../log.ts';
import { type Admission, type Arrival, admit, mayRead, publishedBy } from './broker-rules.ts';
import type { Deliveries } from './deliveries.ts';
import { type IntakeAccess, payloadText } from './intake.ts';

export interface BrokerSeats {
  readonly hooks: AedesOptions;
  /** Before the broker sees the stream. */
  arrive(stream: Duplex, arrival: Arrival): void;
  /** Cuts whose key has ended. */
  sweep(): void;
  /** Clients that have been let in. */
  count(): number;
}

export interface SeatsOptions {
  readonly root: string;
  readonly access: IntakeAccess;
  readonly deliveries: Deliveries;
  readonly figures: { payloads: number; refused: number };
  readonly nowMs: () => number;
  readonly log: Log;
}

interface Seat extends Pick<Extract<Admission, { ok: true }>, 'grant' | 'isGood'> {
  subscriptions: number;
}

type Refusal = Extract<Admission, { ok: false }>['why'];

/** MQTT 3.1.1, 3.2.2.3. */
const returnCodes: Readonly<Record<Refusal, number>> = { 'wrong-key': 4, busy: 3, 'no-key': 5 };
const mostSubscriptions = 50;

export function createBrokerSeats({ root, access, deliveries, figures, nowMs, log }: SeatsOptions): BrokerSeats {
  const arrivals = new WeakMap<object, Arrival>();
  const seats = new WeakMap<Client, Seat>();
  const present = new Set<Client>();

  const authenticate: AedesOptions['authenticate'] = (client, username, password, done) => {
    const arrival = arrivals.get(client.conn);
    const admission =
      arrival === undefined
        ? ({ ok: false, why: 'no-key' } as const)
        : admit(arrival, { username, password: password?.toString() }, access);
    if (!admission.ok) {
      figures.refused++;
      log.debug({ ...arrival, why: admission.why }, 'an MQTT client was refused');
      done(refusal(admission.why), false);
      return;
    }
    const { grant, isGood } = admission;
    seats.set(client, { grant, isGood, subscriptions: 0 });
    present.add(client);
    client.conn.once('close', () => present.delete(client));
    done(null, true);
  };

  const authorizePublish: AedesOptions['authorizePublish'] = (client, packet, callback) => {
    const seat = client === null ? undefined : seats.get(client);
    const place = seat === undefined ? null : publishedBy(seat.grant, root, packet.topic);
    if (client === null || place === null) {
      figures.refused++;
      callback(new Error(`may not publish to ${packet.topic.slice(0, 200)}`));
      return;
    }
    packet.retain = false;
    // A last will comes by the same way, and is no packet of its own: it says that a sensor has gone, not what it measured.
    if (packet.cmd !== 'publish') {
      callback(null);
      return;
    }
    figures.payloads++;
    const { messageId, dup, qos, payload, topic } = packet;
    deliveries.take(
      { source: 'mqtt', ...place, text: payloadText(payload), origin: topic, receivedMs: nowMs(), messageId: null },
      { sender: client.id, number: qos > 0 ? (messageId ?? null) : null, isAgain: dup },
      () => callback(null),
    );
  };

  const authorizeSubscribe: AedesOptions['authorizeSubscribe'] = (client, subscription, callback) => {
    const seat = seats.get(client);
    if (seat === undefined || !mayRead(seat.grant, root, subscription.topic) || seat.subscriptions >= mostSubscriptions) {
      callback(null, null);
      return;
    }
    seat.subscriptions++;
    // Without acknowledgements nothing waits here for a reader that has gone.
    callback(null, { ...subscription, qos: 0 });
  };

  return {
    hooks: {
      ...{ authenticate, authorizePublish, authorizeSubscribe },
      // A session that outlives its connection would be kept in memory for whoever makes up names.
      preConnect(_client, packet, callback) {
        packet.clean = true;
        callback(null, true);
      },
      // A reader that doesn't keep up misses messages; it must not hold up the sensors.
      authorizeForward: (client, packet) => (client.conn.writableNeedDrain ? null : packet),
    },
    arrive: (stream, arrival) => void arrivals.set(stream, arrival),
    sweep() {
      for (const client of present) if (seats.get(client)?.isGood() === false) client.close();
    },
    count: () => present.size,
  };
}

function refusal(why: Refusal): AuthenticateError {
  return Object.assign(new Error(why), { returnCode: returnCodes[why] });
}
