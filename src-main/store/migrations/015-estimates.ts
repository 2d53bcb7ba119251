/**
 * What was estimated of zones, by the minute: of those that no sensor saw so that their past has no hole, of the others now and then so
 * that estimates can be held against what was measured. Ordered by zone as the roll-ups are.
 */
import type { Migration } from '../migrate.ts';

export const estimates: Migration = {
  version: 15,
  sql: `
    -- kind: place in src-contract's list.
    CREATE TABLE estimates (
      zone INTEGER NOT NULL REFERENCES names (no),
      at_s INTEGER NOT NULL,
      count REAL NOT NULL,
      low REAL NOT NULL, high REAL NOT NULL,
      density REAL,
      confidence REAL NOT NULL,
      kind INTEGER NOT NULL,
      PRIMARY KEY (zone, at_s)
    ) STRICT, WITHOUT ROWID;
  `,
};
