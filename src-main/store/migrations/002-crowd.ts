/**
 * Crowd figures by the second, minute and hour. Seconds and positions are ordered by time, so that a second of all zones is
 * written to one page and the oldest go a page at a time; roll-ups are ordered by zone, so that a week of one is read in a row.
 */
import type { Migration } from '../migrate.ts';

const rollupColumns = `
      zone INTEGER NOT NULL REFERENCES names (no),
      at_s INTEGER NOT NULL,
      count_sum REAL, count_n INTEGER NOT NULL, count_max REAL,
      density_sum REAL, density_n INTEGER NOT NULL, density_max REAL,
      inflow REAL, outflow REAL,
      band INTEGER NOT NULL,
      confidence_sum REAL NOT NULL,
      measured_s INTEGER NOT NULL,
      PRIMARY KEY (zone, at_s)`;

export const crowd: Migration = {
  version: 2,
  sql: `
    -- Ids of zones, cameras and lines, so that a row of figures holds a number for them.
    CREATE TABLE names (
      no INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE
    ) STRICT;

    -- band: place in src-contract's list of bands; NULL is unknown, never zero.
    CREATE TABLE samples (
      at_s INTEGER NOT NULL,
      zone INTEGER NOT NULL REFERENCES names (no),
      count REAL, density REAL,
      band INTEGER NOT NULL,
      inflow REAL, outflow REAL,
      confidence REAL NOT NULL,
      measured INTEGER NOT NULL,
      PRIMARY KEY (at_s, zone)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE tracks (
      at_s INTEGER NOT NULL,
      camera INTEGER NOT NULL REFERENCES names (no),
      track INTEGER NOT NULL,
      x_cm INTEGER NOT NULL, y_cm INTEGER NOT NULL,
      PRIMARY KEY (at_s, camera, track)
    ) STRICT, WITHOUT ROWID;

    -- direction: 1 in, -1 out
    CREATE TABLE crossings (
      id INTEGER PRIMARY KEY,
      at_ms REAL NOT NULL,
      line INTEGER NOT NULL REFERENCES names (no),
      camera INTEGER NOT NULL REFERENCES names (no),
      track INTEGER NOT NULL,
      direction INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX crossings_by_time ON crossings (at_ms);

    CREATE TABLE rollups_minute (${rollupColumns}
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE rollups_hour (${rollupColumns}
    ) STRICT, WITHOUT ROWID;
  `,
};
