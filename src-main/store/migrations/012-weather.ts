/** The newest weather and its hours, past ones as they were known and coming ones as forecast. Each is kept as one JSON text. */
import type { Migration } from '../migrate.ts';

export const weather: Migration = {
  version: 12,
  sql: `
    CREATE TABLE current_weather (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      weather TEXT NOT NULL CHECK (json_valid(weather))
    ) STRICT;
    CREATE TABLE weather_hours (
      at_ms INTEGER PRIMARY KEY,
      hour TEXT NOT NULL CHECK (json_valid(hour))
    ) STRICT;
  `,
};
