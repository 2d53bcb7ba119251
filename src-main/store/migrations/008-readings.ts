/**
 * Sensors and their readings. A reading is one row in order of its coming; the index by sensor and time also refuses one that comes
 * twice (`digest`). Roll-ups are added to in the reading's own transaction, one row a series and step. A series is one field of a sensor,
 * or of all sensors of a type, whose name then begins with `*`.
 */
import type { Migration } from '../migrate.ts';

const rollupColumns = `
      series INTEGER NOT NULL REFERENCES reading_series (no),
      at_s INTEGER NOT NULL,
      n INTEGER NOT NULL,
      sum REAL NOT NULL, min REAL NOT NULL, max REAL NOT NULL,
      PRIMARY KEY (series, at_s)`;

export const readings: Migration = {
  version: 8,
  sql: `
    CREATE TABLE sensors (
      id TEXT PRIMARY KEY,
      key_hash TEXT UNIQUE,
      sensor TEXT NOT NULL CHECK (json_valid(sensor))
    ) STRICT, WITHOUT ROWID;

    -- source, risk: places in src-contract's lists; risk NULL: nothing says how risky it is.
    -- AUTOINCREMENT: a number is never given again, also after all rows have gone; others know events by it.
    CREATE TABLE readings (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      at_ms INTEGER NOT NULL,
      received_ms INTEGER NOT NULL,
      sensor INTEGER NOT NULL REFERENCES names (no),
      type INTEGER NOT NULL REFERENCES names (no),
      source INTEGER NOT NULL,
      digest INTEGER NOT NULL,
      raw TEXT NOT NULL,
      parsed TEXT NOT NULL,
      prediction TEXT,
      risk INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX readings_by_sensor ON readings (sensor, at_ms, digest);
    CREATE INDEX readings_by_type ON readings (type, at_ms);

    CREATE TABLE rejected_readings (
      seq INTEGER PRIMARY KEY,
      received_ms INTEGER NOT NULL,
      rejected TEXT NOT NULL CHECK (json_valid(rejected))
    ) STRICT;

    CREATE TABLE reading_series (
      no INTEGER PRIMARY KEY,
      sensor TEXT NOT NULL,
      field TEXT NOT NULL,
      UNIQUE (sensor, field)
    ) STRICT;
    CREATE TABLE reading_minutes (${rollupColumns}
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE reading_hours (${rollupColumns}
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE reading_days (${rollupColumns}
    ) STRICT, WITHOUT ROWID;
  `,
};
