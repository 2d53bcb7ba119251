/**
 * Messages that a sender may send again because it missed the answer (MQTT's QoS 1 and 2). In: payloads with the sender's number of the
 * message and whether it calls it a repetition. Out: to the desk each message once; a repetition gets the first one's answer. A number alone
 * tells nothing: senders reuse it at once, so only a message that is marked as repeated and says the same counts as one.
 */
import { hash } from 'node:crypto';
import type { SensorPayload } from '../../../src-contract/domain/reading.ts';
import type { PatientDesk, SettledPayload } from './patient-desk.ts';

export interface Delivery {
  readonly sender: string;
  /** MQTT's packet identifier; null where the sender waits for no answer. */
  readonly number: number | null;
  readonly isAgain: boolean;
}

export interface Deliveries {
  take(payload: SensorPayload, delivery: Delivery, done: (taken: SettledPayload) => void): void;
  /** Repetitions that were known. */
  repeated(): number;
}

/** Ten seconds of 10,000 a second, a minute and a half of 1,000; a sender that lost its connection repeats its newest ones. */
const mostRemembered = 100_000;

interface Remembered {
  readonly print: string;
  answer: SettledPayload | null;
  readonly waiting: ((taken: SettledPayload) => void)[];
}

export function createDeliveries(desk: PatientDesk): Deliveries {
  let newer = new Map<string, Remembered>();
  let older = new Map<string, Remembered>();
  let repeated = 0;

  const remember = (key: string, entry: Remembered): void => {
    newer.set(key, entry);
    if (newer.size < mostRemembered / 2) return;
    older = newer;
    newer = new Map();
  };
  const takeFirst = (key: string, print: string, payload: SensorPayload, done: (taken: SettledPayload) => void): void => {
    const entry: Remembered = { print, answer: null, waiting: [done] };
    remember(key, entry);
    desk.take(payload, (taken) => {
      entry.answer = taken;
      for (const tell of entry.waiting.splice(0)) tell(taken);
    });
  };

  return {
    take(payload, { sender, number, isAgain }, done) {
      if (number === null) return desk.take(payload, done);
      const key = `${number} ${sender}`;
      const print = hash('sha1', `${payload.type}/${payload.sensorId}/${payload.text}`, 'base64');
      const known = isAgain ? (newer.get(key) ?? older.get(key)) : undefined;
      if (known === undefined || known.print !== print) return takeFirst(key, print, payload, done);
      repeated++;
      if (known.answer === null) known.waiting.push(done);
      else done(known.answer);
    },
    repeated: () => repeated,
  };
}
