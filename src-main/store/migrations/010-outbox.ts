/**
 * What waits to be sent to other engines. One row an event, in order; each engine has a place in it, and what all have passed goes.
 * AUTOINCREMENT: a number is never given twice, so a place stays true when the outbox has been empty.
 */
import type { Migration } from '../migrate.ts';

export const outbox: Migration = {
  version: 10,
  sql: `
    -- topic: place in src-contract's list.
    CREATE TABLE outbox (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      event_id TEXT NOT NULL,
      topic INTEGER NOT NULL,
      key TEXT NOT NULL,
      at_ms REAL NOT NULL,
      added_ms INTEGER NOT NULL,
      payload TEXT NOT NULL
    ) STRICT;

    -- position: the newest that the engine has.
    CREATE TABLE outbox_sinks (
      sink TEXT PRIMARY KEY,
      position INTEGER NOT NULL,
      dropped INTEGER NOT NULL DEFAULT 0,
      refused INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID;

    -- Events that an engine would not take, for whoever finds out why.
    CREATE TABLE outbox_refused (
      no INTEGER PRIMARY KEY,
      sink TEXT NOT NULL,
      refused_ms INTEGER NOT NULL,
      reason TEXT NOT NULL,
      event TEXT NOT NULL CHECK (json_valid(event))
    ) STRICT;
    CREATE INDEX outbox_refused_by_sink ON outbox_refused (sink, no);
  `,
};
