/**
 * Sends what waits in the outbox to every engine that is set up. In: the outbox and the sinks. Out: events at the engines, and figures of
 * each. What happens with one engine is in sink-loop.ts; none holds up another.
 */
import type { OutboxRecords, SinkFigures } from '../../src-contract/domain/outbox.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Sink } from './sink.ts';
import { createSinkLoop } from './sink-loop.ts';

export interface Relay {
  start(): void;
  /** Gives what is being sent a moment to arrive. What did not is sent at the next start. */
  stop(): Promise<void>;
  figures(): readonly SinkFigures[];
}

export interface RelayOptions {
  readonly outbox: OutboxRecords;
  readonly sinks: readonly Sink[];
  readonly clock: Clock;
  readonly log: Log;
}

export function createRelay({ outbox, sinks, clock, log }: RelayOptions): Relay {
  const loops = sinks.map((sink) => createSinkLoop({ sink, outbox, clock, log: log.child({ part: 'relay', sink: sink.name }) }));
  return {
    start() {
      for (const loop of loops) loop.start();
    },
    stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))),
    figures: () => loops.map((loop) => loop.figures()),
  };
}
