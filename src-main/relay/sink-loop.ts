/**
 * One engine's way through the outbox: reads what comes next, sends it, notes how far it has come. A batch is sent again until it has
 * arrived, with waits in between that grow; one that the engine refuses is halved until the event that it can't hold stands alone, which
 * is set aside and counted, so that the others go on.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { NumberedRelayEvent, OutboxRecords, SinkFigures } from '../../src-contract/domain/outbox.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { retryDelayMs } from './retry-delay.ts';
import { EventRefused, failureText, type Sink } from './sink.ts';
import { createSinkStatus } from './sink-status.ts';

export interface SinkLoop {
  start(): void;
  stop(): Promise<void>;
  figures(): SinkFigures;
}

export interface SinkLoopOptions {
  readonly sink: Sink;
  readonly outbox: OutboxRecords;
  readonly clock: Clock;
  readonly log: Log;
}

/** Large enough that a round trip hardly counts, small enough to be sent twice after a lost link. */
const batchEvents = 500;
/** How soon an event leaves when the outbox was empty. */
const idleMs = 250;
/** How long a stop waits for what is being sent, and any for the end of a connection; together well within the time that a part has. */
const arriveLimitMs = 1500;
const closeLimitMs = 1500;

export function createSinkLoop({ sink, outbox, clock, log }: SinkLoopOptions): SinkLoop {
  const stopping = new AbortController();
  const { signal } = stopping;
  const status = createSinkStatus({ name: sink.name, backlog: () => outbox.backlog(sink.name), clock, log });
  const watch = { onRetry: status.failed };
  let running: Promise<void> = Promise.resolve();
  // The store may be closed by then: an answer that comes later counts for nothing, and its events are sent once more.
  let ended = false;

  const deliver = async (events: readonly NumberedRelayEvent[]): Promise<void> => {
    const last = events.at(-1);
    if (last === undefined || signal.aborted) return;
    try {
      await sink.send(events, watch);
    } catch (error) {
      if (!(error instanceof EventRefused)) throw error;
      return refuse(events, last, error.message);
    }
    if (ended) return;
    outbox.advance(sink.name, last.seq);
    status.arrived(events.length);
  };
  const refuse = async (events: readonly NumberedRelayEvent[], last: NumberedRelayEvent, reason: string): Promise<void> => {
    if (ended) return;
    if (events.length === 1) {
      log.error({ eventId: last.eventId, reason }, 'an engine refused an event; it is kept aside');
      outbox.setAside(sink.name, last, reason);
      return;
    }
    const middle = events.length >> 1;
    await deliver(events.slice(0, middle));
    await deliver(events.slice(middle));
  };

  const step = async (): Promise<void> => {
    await sink.connect(watch);
    if (signal.aborted) return;
    const events = outbox.read(sink.name, batchEvents);
    if (events.length > 0) return deliver(events);
    status.arrived(0);
    await delay(idleMs, undefined, { signal });
  };
  const run = async (): Promise<void> => {
    for (let failures = 0; !signal.aborted; ) {
      try {
        await step();
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        const waitMs = retryDelayMs(++failures);
        status.failed(failureText(error), waitMs);
        await atMost(closeLimitMs, sink.close());
        await delay(waitMs, undefined, { signal }).catch(() => undefined);
      }
    }
  };

  return {
    start() {
      running = run();
    },
    async stop() {
      stopping.abort();
      await atMost(arriveLimitMs, running);
      ended = true;
      await atMost(closeLimitMs, sink.close());
    },
    figures: status.figures,
  };
}

async function atMost(limitMs: number, work: Promise<void>): Promise<void> {
  const late = new AbortController();
  const limit = delay(limitMs, undefined, { signal: late.signal }).catch(() => undefined);
  await Promise.race([work, limit]);
  late.abort();
}
