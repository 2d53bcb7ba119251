/** Planned events. Each is kept as one JSON text; a calendar's entry has one row, however often it is imported. */
import type { Migration } from '../migrate.ts';

export const plannedEvents: Migration = {
  version: 13,
  sql: `
    CREATE TABLE planned_events (
      id TEXT PRIMARY KEY,
      calendar_uid TEXT UNIQUE,
      event TEXT NOT NULL CHECK (json_valid(event))
    ) STRICT, WITHOUT ROWID;
  `,
};
