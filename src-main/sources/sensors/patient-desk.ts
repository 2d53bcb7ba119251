/**
 * The desk for intakes that can make their senders wait. In: payloads at any pace. Out: the same payloads to the desk, in order, when it has
 * room; each is answered once it is on the disk or refused for good, never with `full`. How much may wait here is the intake's business:
 * it reads no more from a sender than it can hold.
 */
import type { SensorPayload, TakenPayload } from '../../../src-contract/domain/reading.ts';
import type { Desk } from './intake.ts';

export type SettledPayload = Exclude<TakenPayload, { kind: 'full' }>;

export interface PatientDesk {
  take(payload: SensorPayload, done: (taken: SettledPayload) => void): void;
  held(): { readonly count: number; readonly sinceMs: number | null };
  /** Forgets what is held; its senders got no answer, so they send it again. */
  stop(): void;
}

/** Long enough for the desk to store a batch. */
const retryMs = 50;

interface Held {
  readonly payload: SensorPayload;
  readonly done: (taken: SettledPayload) => void;
}

export function createPatientDesk({ desk, nowMs }: { readonly desk: Desk; readonly nowMs: () => number }): PatientDesk {
  let held: Held[] = [];
  let sinceMs: number | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;

  const hold = (each: Held): void => {
    if (isStopped) return;
    held.push(each);
    sinceMs ??= nowMs();
    timer ??= setTimeout(retry, retryMs);
  };
  const offer = (each: Held): void => desk.take(each.payload, (taken) => (taken.kind === 'full' ? hold(each) : each.done(taken)));
  const retry = (): void => {
    timer = null;
    const waiting = held;
    held = [];
    let next = 0;
    for (; next < waiting.length && desk.hasRoom(); next++) {
      const each = waiting[next];
      if (each !== undefined) offer(each);
    }
    held = [...waiting.slice(next), ...held];
    if (held.length === 0) sinceMs = null;
    else timer ??= setTimeout(retry, retryMs);
  };

  return {
    take(payload, done) {
      const each = { payload, done };
      if (held.length > 0 || !desk.hasRoom()) hold(each);
      else offer(each);
    },
    held: () => ({ count: held.length, sinceMs }),
    stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      held = [];
    },
  };
}
