/** Trains: the timetable in force, what was last reported of each train, and what each did here. Each is kept as one JSON text. */
import type { Migration } from '../migrate.ts';

export const trains: Migration = {
  version: 7,
  sql: `
    CREATE TABLE timetables (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      facts TEXT NOT NULL CHECK (json_valid(facts)),
      timezone TEXT NOT NULL,
      services TEXT NOT NULL CHECK (json_valid(services))
    ) STRICT;
    CREATE TABLE timetable_trips (
      id INTEGER PRIMARY KEY,
      trip TEXT NOT NULL CHECK (json_valid(trip))
    ) STRICT;

    CREATE TABLE live_trains (
      train_id TEXT PRIMARY KEY,
      at_ms REAL NOT NULL,
      train TEXT NOT NULL CHECK (json_valid(train))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE train_visits (
      id INTEGER PRIMARY KEY,
      at_ms REAL NOT NULL,
      visit TEXT NOT NULL CHECK (json_valid(visit))
    ) STRICT;
    CREATE INDEX train_visits_by_time ON train_visits (at_ms);
  `,
};
