/**
 * The relay's own tables in somebody else's PostgreSQL: a schema of its own with numbered steps. In: a connection. Out: tables of at least
 * this version. Many stations may start at once, so one at a time looks and makes them. Steps only ever add, so that stations of an older
 * version go on. Where a person has made the tables, no right to make any is needed.
 */
import type { Client } from 'pg';

/** Rises by one from 1; append only. */
const steps: readonly string[] = [
  `CREATE TABLE kavach.events (
     event_id text PRIMARY KEY,
     station_id text NOT NULL,
     topic text NOT NULL,
     sensor_id text NOT NULL,
     seq bigint NOT NULL,
     at timestamptz NOT NULL,
     payload jsonb NOT NULL,
     received bigint GENERATED ALWAYS AS IDENTITY
   );
   CREATE INDEX events_by_sensor ON kavach.events (station_id, sensor_id, at);
   COMMENT ON TABLE kavach.events IS 'What Kavach stations send, each event once; within a sensor, received rises as seq does';`,
];

/** Any number that nobody else uses for a lock: "kavach" in ASCII. */
const lockNumber = '118066342093672';

export async function prepareSchema(client: Pick<Client, 'query'>): Promise<void> {
  if ((await versionOf(client)) >= steps.length) return;
  await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
  try {
    // Held until the transaction ends; another station that comes meanwhile waits here, then finds all done.
    await client.query(`SELECT pg_advisory_xact_lock(${lockNumber})`);
    const found = await versionOf(client);
    if (found === 0) await client.query(firstStep);
    for (const [index, step] of steps.entries()) {
      if (index < found) continue;
      await client.query(step);
      await client.query('INSERT INTO kavach.relay_versions (version) VALUES ($1)', [index + 1]);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

const firstStep = `
  CREATE SCHEMA IF NOT EXISTS kavach;
  CREATE TABLE IF NOT EXISTS kavach.relay_versions (version integer PRIMARY KEY, applied timestamptz NOT NULL DEFAULT now());`;

/**
 * Asked of the catalogue's tables, not of `to_regclass`: that one answers from what this connection remembers, and after the wait for the
 * lock it still remembers that there was nothing.
 */
const hasTable = `
  SELECT 1 FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  WHERE n.nspname = 'kavach' AND c.relname = 'relay_versions'`;

/** 0 where there are no tables yet. */
async function versionOf(client: Pick<Client, 'query'>): Promise<number> {
  if ((await client.query(hasTable)).rows.length === 0) return 0;
  const newest = await client.query('SELECT coalesce(max(version), 0) AS version FROM kavach.relay_versions');
  return Number(newest.rows[0]?.version);
}
