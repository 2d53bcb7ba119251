/** Who is signed in, and the codes of one-time sign-in links. Only hashes: a stolen store signs nobody in. */
import type { Migration } from '../migrate.ts';

export const sessions: Migration = {
  version: 3,
  sql: `
    CREATE TABLE sessions (
      hash TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      role TEXT NOT NULL,
      created_ms REAL NOT NULL,
      last_seen_ms REAL NOT NULL,
      expires_ms REAL NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE one_time_codes (
      hash TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      role TEXT NOT NULL,
      expires_ms REAL NOT NULL,
      loopback_only INTEGER NOT NULL,
      used_ms REAL
    ) STRICT, WITHOUT ROWID;
  `,
};
