/** Stretches that operators closed. A row is in force until it is taken away: what was closed when is in the audit log. */
import type { Migration } from '../migrate.ts';

export const walkBlocks: Migration = {
  version: 14,
  sql: `
    CREATE TABLE walk_blocks (
      stretch_id TEXT PRIMARY KEY,
      reason TEXT NOT NULL,
      closed_by TEXT NOT NULL,
      at_ms REAL NOT NULL,
      until_ms REAL
    ) STRICT, WITHOUT ROWID;
  `,
};
