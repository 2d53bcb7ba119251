/** Line chat. A message is kept as one JSON text, what is searched for generated from it; every act beside it, append-only. */
import type { Migration } from '../migrate.ts';

export const chat: Migration = {
  version: 6,
  sql: `
    -- The one counter of chat: AUTOINCREMENT never gives a number twice, even when retention has removed the newest act.
    CREATE TABLE chat_acts (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      at_ms REAL NOT NULL,
      kind TEXT NOT NULL,
      actor TEXT NOT NULL CHECK (json_valid(actor)),
      line TEXT,
      message_id TEXT,
      reason TEXT,
      detail TEXT
    ) STRICT;
    CREATE INDEX chat_acts_by_message ON chat_acts (message_id, kind);
    CREATE INDEX chat_acts_by_time ON chat_acts (at_ms);
    CREATE TRIGGER chat_acts_stay BEFORE UPDATE ON chat_acts BEGIN SELECT RAISE(ABORT, 'acts of chat are never changed'); END;

    CREATE TABLE chat_messages (
      id TEXT PRIMARY KEY,
      message TEXT NOT NULL CHECK (json_valid(message)),
      line TEXT NOT NULL GENERATED ALWAYS AS (message ->> '$.line') STORED,
      state TEXT NOT NULL GENERATED ALWAYS AS (message ->> '$.state') STORED,
      author_id TEXT NOT NULL GENERATED ALWAYS AS (message ->> '$.author.id') STORED,
      client_id TEXT GENERATED ALWAYS AS (message ->> '$.clientId') STORED,
      place_no INTEGER NOT NULL GENERATED ALWAYS AS (message ->> '$.order') STORED,
      seq INTEGER NOT NULL GENERATED ALWAYS AS (message ->> '$.seq') STORED,
      at_ms REAL NOT NULL GENERATED ALWAYS AS (message ->> '$.atMs') STORED,
      reports INTEGER NOT NULL GENERATED ALWAYS AS (message ->> '$.reports') STORED
    ) STRICT;
    CREATE UNIQUE INDEX chat_messages_by_client ON chat_messages (author_id, client_id) WHERE client_id IS NOT NULL;
    CREATE INDEX chat_messages_by_place ON chat_messages (line, state, place_no);
    CREATE INDEX chat_messages_by_change ON chat_messages (line, seq);
    CREATE INDEX chat_messages_by_state ON chat_messages (state, place_no);
    CREATE INDEX chat_messages_by_author ON chat_messages (author_id, at_ms);
    CREATE INDEX chat_messages_by_time ON chat_messages (at_ms);
    CREATE INDEX chat_messages_reported ON chat_messages (place_no) WHERE reports > 0;

    CREATE TABLE chat_mutes (
      id TEXT PRIMARY KEY,
      line TEXT,
      author_id TEXT NOT NULL,
      author_name TEXT NOT NULL,
      until_ms REAL NOT NULL,
      reason TEXT NOT NULL,
      by TEXT NOT NULL,
      at_ms REAL NOT NULL
    ) STRICT;
    CREATE INDEX chat_mutes_by_end ON chat_mutes (until_ms);

    CREATE TABLE chat_lines (
      line TEXT PRIMARY KEY,
      slow_s REAL NOT NULL DEFAULT 0,
      slow_until_ms REAL NOT NULL DEFAULT 0,
      pinned_id TEXT
    ) STRICT, WITHOUT ROWID;
  `,
};
