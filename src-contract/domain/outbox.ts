/**
 * What leaves the station for larger installations: each event is stored once, in the transaction of what it tells, and goes out by
 * its number to every engine that is set up. An engine tells events apart by their ids, so that one sent twice counts once.
 */
import { z } from 'zod';

/** spec/api.md E names them; Kafka's topics. */
export const relayTopics = ['traffic-events', 'processed-traffic-aggregates', 'traffic-predictions'] as const;

/** `key`: the sensor's id; events of one key arrive in the order of their numbers. */
export const relayEventSchema = z.object({
  eventId: z.string().describe('Unique over all stations and for ever'),
  topic: z.enum(relayTopics),
  key: z.string(),
  atMs: z.number().describe('When what it tells was so'),
  payload: z.record(z.string(), z.unknown()),
});
export type RelayEvent = z.infer<typeof relayEventSchema>;

export interface NumberedRelayEvent extends RelayEvent {
  /** Rises with each event; not without gaps. */
  readonly seq: number;
}

export const sinkNames = ['kafka', 'mqtt', 'postgres'] as const;
export type SinkName = (typeof sinkNames)[number];

/** What waits for one engine, and what it will never get. */
export interface SinkBacklog {
  readonly waitingEvents: number;
  /** Station time at which the oldest that waits was added; null when none does. */
  readonly oldestAddedMs: number | null;
  /** Events that had to make room before they were sent, ever. */
  readonly droppedTotal: number;
  /** Events that the engine would not take, ever. */
  readonly refusedTotal: number;
  readonly refusedReason: string | null;
}

/** The outbox as the relay sees it. */
export interface OutboxRecords {
  /** What comes next for this engine, in order; at most `limit`, and fewer when they are large. */
  read(sink: SinkName, limit: number): NumberedRelayEvent[];
  /** All up to `seq` has arrived. */
  advance(sink: SinkName, seq: number): void;
  /** The engine refuses this one for what it holds: it is kept aside with the reason, and the others go on. */
  setAside(sink: SinkName, event: NumberedRelayEvent, reason: string): void;
  backlog(sink: SinkName): SinkBacklog;
}

/** An engine that isn't set up has no state. */
export type SinkState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'waiting'; readonly reason: string; readonly sinceMs: number; readonly retryAtMs: number };

export interface SinkFigures extends SinkBacklog {
  readonly name: SinkName;
  readonly state: SinkState;
  /** Since the start. */
  readonly sentTotal: number;
  /** Age of the oldest that waits; 0 when none does. */
  readonly lagMs: number;
  /** Station time of the newest loss since the start: an event dropped or refused. */
  readonly lostMs: number | null;
}
