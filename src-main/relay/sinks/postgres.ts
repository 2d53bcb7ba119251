/**
 * Sends events to PostgreSQL: one connection, one statement a batch, so that a batch is there as a whole or not at all. In: events. Out:
 * rows of kavach.events, each event id once however often it is sent. The tables are postgres-schema.ts's.
 */
import pg from 'pg';
import type { NumberedRelayEvent } from '../../../src-contract/domain/outbox.ts';
import { relayRecord } from '../relay-record.ts';
import { EventRefused, failureText, type Sink } from '../sink.ts';
import { prepareSchema } from './postgres-schema.ts';

export interface PostgresSinkOptions {
  readonly url: string;
  readonly stationId: string;
}

const connectLimitMs = 10_000;
/** A server that hangs, or a table that somebody has locked, is a failure like any other. */
const answerLimitMs = 30_000;

/** In the order of the array, so that `received` rises with `seq` within a sensor. */
const insertEvents = `
  INSERT INTO kavach.events (event_id, station_id, topic, sensor_id, seq, at, payload)
  SELECT event_id, $1, topic, sensor_id, seq, to_timestamp(at_s), payload::jsonb
  FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::double precision[], $7::text[])
    WITH ORDINALITY AS given (event_id, topic, sensor_id, seq, at_s, payload, place)
  ORDER BY place
  ON CONFLICT (event_id) DO NOTHING`;

export function createPostgresSink({ url, stationId }: PostgresSinkOptions): Sink {
  let client: pg.Client | null = null;

  const drop = async (which: pg.Client | null): Promise<void> => {
    if (which === null) return;
    if (client === which) client = null;
    await which.end().catch(() => undefined);
  };
  return {
    name: 'postgres',
    async connect() {
      if (client !== null) return;
      const made = new pg.Client({
        ...{ connectionString: url, application_name: 'kavach-relay', keepAlive: true },
        ...{ connectionTimeoutMillis: connectLimitMs, query_timeout: answerLimitMs },
      });
      // Without a listener, a link that is lost between two statements would end the station.
      made.on('error', () => void drop(made));
      client = made;
      try {
        await made.connect();
        await prepareSchema(made);
      } catch (error) {
        await drop(made);
        throw error;
      }
    },
    async send(events) {
      if (client === null) throw new Error('the connection to PostgreSQL was lost');
      try {
        await client.query(insertEvents, columnsOf(events, stationId));
      } catch (error) {
        throw isRefusal(error) ? new EventRefused(failureText(error)) : error;
      }
    },
    close: () => drop(client),
  };
}

function columnsOf(events: readonly NumberedRelayEvent[], stationId: string): unknown[] {
  return [
    stationId,
    events.map(({ eventId }) => eventId),
    events.map(({ topic }) => topic),
    events.map(({ key }) => key),
    events.map(({ seq }) => seq),
    events.map(({ atMs }) => atMs / 1000),
    events.map((event) => JSON.stringify(relayRecord(event, stationId))),
  ];
}

/**
 * SQLSTATE classes that are about what an event holds: 22 data (a NUL in a text, a time out of range), 23 a constraint that somebody added,
 * 54 a size. Whatever else goes wrong (rights, a missing table, no space) is wrong for all events, and passes when it is put right.
 */
function isRefusal(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^(22|23|54)/.test(error.code ?? '');
}
