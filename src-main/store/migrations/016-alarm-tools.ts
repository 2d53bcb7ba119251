/** Floods of alarms, action cards that administrators wrote, and what the history of alarms is searched by. */
import type { Migration } from '../migrate.ts';

export const alarmTools: Migration = {
  version: 16,
  sql: `
    CREATE TABLE alarm_floods (
      started_ms REAL PRIMARY KEY,
      first_alarm_id TEXT NOT NULL,
      alarms INTEGER NOT NULL,
      ended_ms REAL
    ) STRICT, WITHOUT ROWID;

    -- A card that ships is in no row: an update brings better words for it.
    CREATE TABLE alarm_cards (
      kind TEXT NOT NULL,
      locale TEXT NOT NULL,
      card TEXT NOT NULL CHECK (json_valid(card)),
      written_by TEXT NOT NULL,
      at_ms REAL NOT NULL,
      PRIMARY KEY (kind, locale)
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE alarm_events ADD COLUMN alarm_kind TEXT GENERATED ALWAYS AS (alarm ->> '$.kind') VIRTUAL;
    ALTER TABLE alarm_events ADD COLUMN priority TEXT GENERATED ALWAYS AS (alarm ->> '$.priority') VIRTUAL;
    CREATE INDEX alarm_events_by_kind ON alarm_events (alarm_kind, seq);
    CREATE INDEX alarm_events_by_actor ON alarm_events (actor, seq);
  `,
};
