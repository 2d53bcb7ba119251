/**
 * Incidents, every event that made them, and the keys of reports. As with alarms, the incident is kept as one JSON text; what is searched
 * for is generated from it.
 */
import type { Migration } from '../migrate.ts';

export const incidents: Migration = {
  version: 5,
  sql: `
    CREATE TABLE incidents (
      -- The order in which they were opened.
      no INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      incident TEXT NOT NULL CHECK (json_valid(incident)),
      kind TEXT GENERATED ALWAYS AS (incident ->> '$.kind') VIRTUAL,
      status TEXT GENERATED ALWAYS AS (incident ->> '$.status') VIRTUAL,
      closed_ms REAL GENERATED ALWAYS AS (incident ->> '$.outcome.atMs') VIRTUAL
    ) STRICT;
    CREATE INDEX incidents_by_status ON incidents (status, no);
    CREATE INDEX incidents_by_closing ON incidents (closed_ms);

    -- AUTOINCREMENT: a number is never given twice, even when retention has removed the newest event.
    CREATE TABLE incident_events (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      incident_id TEXT NOT NULL,
      at_ms REAL NOT NULL,
      kind TEXT GENERATED ALWAYS AS (change ->> '$.kind') VIRTUAL,
      actor TEXT NOT NULL CHECK (json_valid(actor)),
      change TEXT NOT NULL CHECK (json_valid(change))
    ) STRICT;
    CREATE INDEX incident_events_by_incident ON incident_events (incident_id, seq);
    CREATE INDEX incident_events_by_time ON incident_events (at_ms);

    -- One row a report, and one an incident opened by hand: a reporter's key is used once.
    CREATE TABLE incident_reports (
      reporter_id TEXT NOT NULL,
      key TEXT NOT NULL,
      incident_id TEXT NOT NULL,
      report_id TEXT NOT NULL,
      at_ms REAL NOT NULL,
      PRIMARY KEY (reporter_id, key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX incident_reports_by_incident ON incident_reports (incident_id, reporter_id);
    CREATE INDEX incident_reports_by_time ON incident_reports (at_ms);
  `,
};
