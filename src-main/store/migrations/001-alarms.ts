/** Alarms and their events. The alarm is kept as one JSON text; what is searched for is generated from it. */
import type { Migration } from '../migrate.ts';

export const alarms: Migration = {
  version: 1,
  sql: `
    CREATE TABLE alarms (
      id TEXT PRIMARY KEY,
      alarm TEXT NOT NULL CHECK (json_valid(alarm)),
      closed_ms REAL GENERATED ALWAYS AS (alarm ->> '$.closedMs') VIRTUAL
    ) STRICT;
    CREATE INDEX alarms_by_closing ON alarms (closed_ms);

    -- AUTOINCREMENT: a number is never given twice, even when retention has removed the newest event.
    CREATE TABLE alarm_events (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      at_ms REAL NOT NULL,
      kind TEXT NOT NULL,
      actor TEXT NOT NULL,
      note TEXT,
      alarm TEXT NOT NULL CHECK (json_valid(alarm)),
      alarm_id TEXT GENERATED ALWAYS AS (alarm ->> '$.id') VIRTUAL,
      subject_id TEXT GENERATED ALWAYS AS (alarm ->> '$.subject.id') VIRTUAL
    ) STRICT;
    CREATE INDEX alarm_events_by_alarm ON alarm_events (alarm_id, seq);
    CREATE INDEX alarm_events_by_subject ON alarm_events (subject_id, seq);
    CREATE INDEX alarm_events_by_time ON alarm_events (at_ms);

    CREATE TABLE meta (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
