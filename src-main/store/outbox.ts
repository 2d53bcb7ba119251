/**
 * The outbox: events that wait to be sent to other engines. In: events, in the transaction of what they tell, and how far each engine has
 * come. Out: what comes next for each. Sending is left to relay/. It is bounded: what is too much goes, oldest first, and is counted for
 * each engine that did not have it. An engine that is set up for the first time gets what still waits for another, and all from then on;
 * one that is no longer set up is forgotten.
 */
import {
  type NumberedRelayEvent,
  type OutboxRecords,
  type RelayEvent,
  relayTopics,
  type SinkBacklog,
  type SinkName,
} from '../../src-contract/domain/outbox.ts';
import type { BatchWriter } from './batch-writer.ts';
import type { Connections } from './connections.ts';
import { createEventIds, type EventIds } from './event-ids.ts';
import type { FullDisk } from './full-disk.ts';
import { createRefusedEvents } from './refused-events.ts';

export interface Outbox extends OutboxRecords {
  readonly eventIds: EventIds;
  /** Only inside a batch's transaction, so that an event is there if and only if what it tells is. Does nothing where no engine is set up. */
  add(events: readonly RelayEvent[]): void;
  /** For events that stand alone, or tell what is stored already: written within 100 ms. */
  queue(events: readonly RelayEvent[]): void;
  /** Gives up about `rows` of the oldest; returns how many went. */
  dropOldest(rows: number): number;
}

export interface OutboxLimits {
  readonly sinks: readonly SinkName[];
  readonly mostEvents: number;
}

export interface OutboxOptions extends OutboxLimits {
  readonly connections: Connections;
  readonly inBatch: FullDisk['inBatch'];
  readonly writer: Pick<BatchWriter, 'add'>;
  readonly nowMs: () => number;
}

/** Removed at a time: as fast as the relay sends, and a few milliseconds of work. */
const rowsPerStep = 2000;
/** What one read gives at most, so that it fits into one message to any engine (Kafka's brokers take 1 MB unless told otherwise). */
const mostReadCharacters = 400_000;

interface EventRow {
  readonly seq: number;
  readonly event_id: string;
  readonly topic: number;
  readonly key: string;
  readonly at_ms: number;
  readonly payload: string;
}

export function createOutbox({ connections, inBatch, writer, nowMs, sinks, mostEvents }: OutboxOptions): Outbox {
  const { durable, batch, reader } = connections;
  const eventIds = createEventIds(durable);
  const refused = createRefusedEvents(connections, nowMs);
  const insert = batch.query<(string | number)[]>(
    'INSERT INTO outbox (event_id, topic, key, at_ms, added_ms, payload) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const ends = batch.query<[], { oldest: number | null; newest: number | null }>(
    'SELECT (SELECT min(seq) FROM outbox) AS oldest, (SELECT max(seq) FROM outbox) AS newest',
  );
  const pass = batch.query<number[]>('UPDATE outbox_sinks SET dropped = dropped + ? - position, position = ? WHERE position < ?');
  const removeUpTo = batch.query<[number]>('DELETE FROM outbox WHERE seq <= ?');
  const setPosition = batch.query<[number, SinkName]>('UPDATE outbox_sinks SET position = ? WHERE sink = ?');
  const removePassed = batch.query<[number]>(
    'DELETE FROM outbox WHERE seq <= (SELECT min(position) FROM outbox_sinks) ORDER BY seq LIMIT ?',
  );
  const next = reader.query<[SinkName, number], EventRow>(
    `SELECT seq, event_id, topic, key, at_ms, payload FROM outbox
     WHERE seq > (SELECT position FROM outbox_sinks WHERE sink = ?) ORDER BY seq LIMIT ?`,
  );
  const place = reader.query<[SinkName], PlaceRow>(
    `SELECT position, dropped, refused, (SELECT max(seq) FROM outbox) AS newest,
       (SELECT added_ms FROM outbox WHERE seq > position ORDER BY seq LIMIT 1) AS oldest_ms
     FROM outbox_sinks WHERE sink = ?`,
  );

  const dropUpTo = (seq: number): number => {
    pass.run(seq, seq, seq);
    return removeUpTo.run(seq);
  };
  /** A limit that was lowered a lot is come down to in pieces. */
  const makeRoom = (added: number): void => {
    const { oldest, newest } = ends.get() ?? { oldest: null, newest: null };
    if (oldest === null || newest === null) return;
    const excess = newest - oldest + 1 - mostEvents;
    if (excess > 0) dropUpTo(oldest - 1 + Math.min(excess, added + rowsPerStep));
  };

  batch.transaction('outbox.configure', () => configure(connections, sinks));

  const add = (events: readonly RelayEvent[]): void => {
    if (sinks.length === 0 || events.length === 0) return;
    if (!batch.sqlite.inTransaction) throw new Error('events are added in the transaction of what they tell');
    for (const { eventId: id, topic, key, atMs, payload } of events)
      insert.run(id, relayTopics.indexOf(topic), key, atMs, nowMs(), JSON.stringify(payload));
    makeRoom(events.length);
  };

  return {
    eventIds,
    add,
    queue: (events) => writer.add(sinks.length === 0 ? 0 : events.length, () => add(events)),
    read: (sink, limit) => fitting(next.all(sink, limit)).map(toEvent),
    advance: (sink, seq) =>
      inBatch('outbox.advance', () => {
        setPosition.run(seq, sink);
        removePassed.run(rowsPerStep);
      }),
    setAside: (sink, event, reason) =>
      inBatch('outbox.setAside', () => {
        refused.add(sink, event, reason);
        setPosition.run(event.seq, sink);
      }),
    backlog: (sink) => toBacklog(place.get(sink), refused.newestReason(sink)),
    dropOldest: (rows) =>
      batch.transaction('outbox.dropOldest', () => {
        const oldest = ends.get()?.oldest ?? null;
        return oldest === null ? 0 : dropUpTo(oldest - 1 + rows);
      }),
  };
}

function configure({ batch }: Connections, sinks: readonly SinkName[]): void {
  const names = JSON.stringify(sinks);
  batch.query<[string]>('DELETE FROM outbox_sinks WHERE sink NOT IN (SELECT value FROM json_each(?))').run(names);
  // Without a condition, SQLite frees the pages as a whole: a full outbox goes in no time.
  if (sinks.length === 0 && batch.query('SELECT 1 FROM outbox LIMIT 1').get() !== undefined)
    batch.query('DELETE FROM outbox').run();
  batch
    .query<[string]>(
      `INSERT INTO outbox_sinks (sink, position)
       SELECT value, coalesce((SELECT min(seq) - 1 FROM outbox), (SELECT seq FROM sqlite_sequence WHERE name = 'outbox'), 0)
       FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`,
    )
    .run(names);
}

/** The first rows that are together small enough, and at least one. */
function fitting(rows: readonly EventRow[]): readonly EventRow[] {
  let characters = 0;
  const end = rows.findIndex(({ payload }) => {
    characters += payload.length;
    return characters > mostReadCharacters;
  });
  return end === -1 ? rows : rows.slice(0, Math.max(1, end));
}

function toEvent(row: EventRow): NumberedRelayEvent {
  const topic = relayTopics[row.topic];
  if (topic === undefined) throw new Error(`event ${row.seq} of the outbox has the unknown topic ${row.topic}`);
  return { seq: row.seq, eventId: row.event_id, topic, key: row.key, atMs: row.at_ms, payload: JSON.parse(row.payload) };
}

interface PlaceRow {
  readonly position: number;
  readonly dropped: number;
  readonly refused: number;
  readonly newest: number | null;
  readonly oldest_ms: number | null;
}

function toBacklog(row: PlaceRow | undefined, refusedReason: string | null): SinkBacklog {
  if (row === undefined) throw new Error('an engine was asked for that is not set up');
  return {
    waitingEvents: row.newest === null ? 0 : Math.max(0, row.newest - row.position),
    oldestAddedMs: row.oldest_ms,
    droppedTotal: row.dropped,
    refusedTotal: row.refused,
    refusedReason,
  };
}
