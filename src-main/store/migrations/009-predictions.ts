/**
 * Forecasts with what the naive ones said at the same time and what came, and what the newest backtest of each series showed. Crossings
 * get an index by line: a line's past is read as a whole.
 */
import type { Migration } from '../migrate.ts';

export const predictions: Migration = {
  version: 9,
  sql: `
    -- method: place in src-contract's list. scored_ms NULL: its time hasn't come; outcome NULL after that: nobody knows what came.
    CREATE TABLE predictions (
      id INTEGER PRIMARY KEY,
      series INTEGER NOT NULL REFERENCES names (no),
      made_ms INTEGER NOT NULL,
      horizon INTEGER NOT NULL,
      at_ms INTEGER NOT NULL,
      value REAL NOT NULL,
      lower_80 REAL NOT NULL, upper_80 REAL NOT NULL,
      lower_95 REAL NOT NULL, upper_95 REAL NOT NULL,
      method INTEGER NOT NULL,
      has_skill INTEGER NOT NULL,
      skill REAL, confidence REAL NOT NULL,
      persistence REAL, seasonal_naive REAL,
      outcome REAL,
      scored_ms INTEGER
    ) STRICT;
    CREATE INDEX predictions_by_series ON predictions (series, at_ms);
    CREATE INDEX predictions_waiting ON predictions (at_ms) WHERE scored_ms IS NULL;

    CREATE TABLE series_studies (
      series INTEGER PRIMARY KEY REFERENCES names (no),
      made_ms INTEGER NOT NULL,
      known_ms INTEGER NOT NULL,
      backtest TEXT NOT NULL CHECK (json_valid(backtest)),
      anomalies TEXT NOT NULL CHECK (json_valid(anomalies))
    ) STRICT;

    CREATE INDEX crossings_by_line ON crossings (line, at_ms);
  `,
};
