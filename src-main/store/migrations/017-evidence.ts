/** Clips with why they were kept, locks, marks and exports. The pictures themselves are files in the data folder. */
import type { Migration } from '../migrate.ts';

export const evidence: Migration = {
  version: 17,
  sql: `
    CREATE TABLE clips (
      no INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      camera_id TEXT NOT NULL,
      state TEXT NOT NULL,
      from_ms REAL NOT NULL,
      to_ms REAL NOT NULL,
      codec TEXT NOT NULL,
      frames INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      sha256 TEXT,
      missing_ms REAL NOT NULL,
      lost_frames INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX clips_by_time ON clips (from_ms);
    CREATE TABLE clip_causes (
      clip_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      id TEXT NOT NULL,
      at_ms REAL NOT NULL,
      PRIMARY KEY (clip_id, kind, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX clip_causes_by_cause ON clip_causes (kind, id);
    CREATE TABLE evidence_locks (
      kind TEXT NOT NULL,
      id TEXT NOT NULL,
      reason TEXT NOT NULL,
      locked_by TEXT NOT NULL,
      at_ms REAL NOT NULL,
      PRIMARY KEY (kind, id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE marks (
      no INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      camera_id TEXT NOT NULL,
      at_ms REAL NOT NULL,
      note TEXT NOT NULL,
      marked_by TEXT NOT NULL
    ) STRICT;
    CREATE TABLE evidence_exports (
      id TEXT PRIMARY KEY,
      export TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
