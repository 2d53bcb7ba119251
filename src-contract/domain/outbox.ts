/**
 * What leaves the station for larger installations: each event is stored once, in the transaction of what it tells, and goes out by
 * its number to every engine that is set up. An engine tells events apart by their ids, so that one sent twice counts once.
 */
import { z } from 'zod';

/** spec/api.md E names them; Kafka's topics. */
export const relayTopics = ['traffic-events', 'processed-traffic-aggregates', 'traffic-predictions'] as const;
export type RelayTopic = (typeof relayTopics)[number];

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
