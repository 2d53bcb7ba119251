/** Ticks as they were judged, some seconds a row, compressed: so that a past day can be judged again by other thresholds. */
import type { Migration } from '../migrate.ts';

export const replay: Migration = {
  version: 18,
  sql: `
    CREATE TABLE judged_runs (
      no INTEGER PRIMARY KEY,
      from_ms REAL NOT NULL,
      to_ms REAL NOT NULL,
      ticks INTEGER NOT NULL,
      -- Raw DEFLATE of a JSON text.
      run BLOB NOT NULL
    ) STRICT;
    CREATE INDEX judged_runs_by_time ON judged_runs (from_ms);
  `,
};
