/**
 * Accounts, sessions of accounts and phones beside those of one-time links, pairing codes, keys of services, and the audit log. Of every
 * secret only its hash is here. The audit log can only grow: triggers refuse every change, and a chain of hashes shows one made past them.
 */
import type { Migration } from '../migrate.ts';

export const people: Migration = {
  version: 4,
  sql: `
    CREATE TABLE accounts (
      id TEXT PRIMARY KEY,
      username TEXT NOT NULL UNIQUE,
      email TEXT,
      role TEXT NOT NULL,
      lines TEXT CHECK (lines IS NULL OR json_valid(lines)),
      password_hash TEXT NOT NULL,
      created_ms REAL NOT NULL,
      created_by TEXT NOT NULL,
      disabled_ms REAL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sessions_of_all_kinds (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      -- Of the secret in a cookie; NULL for a session that only has tokens.
      secret_hash TEXT UNIQUE,
      -- The number of its newest refresh token; NULL for a session that only has a cookie.
      refresh_no INTEGER,
      refreshed_ms REAL,
      account_id TEXT REFERENCES accounts (id),
      name TEXT NOT NULL,
      role TEXT NOT NULL,
      lines TEXT CHECK (lines IS NULL OR json_valid(lines)),
      zone TEXT,
      language TEXT,
      agent TEXT,
      created_ms REAL NOT NULL,
      last_seen_ms REAL NOT NULL,
      expires_ms REAL NOT NULL
    ) STRICT, WITHOUT ROWID;
    INSERT INTO sessions_of_all_kinds (id, kind, secret_hash, name, role, created_ms, last_seen_ms, expires_ms)
      SELECT lower(hex(randomblob(9))), 'link', hash, name, role, created_ms, last_seen_ms, expires_ms FROM sessions;
    DROP TABLE sessions;
    ALTER TABLE sessions_of_all_kinds RENAME TO sessions;
    CREATE INDEX sessions_by_account ON sessions (account_id);

    CREATE TABLE pairing_codes (
      id TEXT PRIMARY KEY,
      hash TEXT NOT NULL UNIQUE,
      name TEXT,
      role TEXT NOT NULL,
      lines TEXT CHECK (lines IS NULL OR json_valid(lines)),
      zone TEXT,
      created_by TEXT NOT NULL,
      created_ms REAL NOT NULL,
      expires_ms REAL NOT NULL,
      used_ms REAL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE service_keys (
      id TEXT PRIMARY KEY,
      hash TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      scopes TEXT NOT NULL CHECK (json_valid(scopes)),
      created_by TEXT NOT NULL,
      created_ms REAL NOT NULL,
      last_used_ms REAL,
      expires_ms REAL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE audit (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      at_ms REAL NOT NULL,
      actor TEXT NOT NULL,
      action TEXT NOT NULL,
      target TEXT,
      details TEXT NOT NULL CHECK (json_valid(details)),
      address TEXT,
      hash TEXT NOT NULL
    ) STRICT;
    CREATE INDEX audit_by_actor ON audit (actor, seq);
    CREATE INDEX audit_by_action ON audit (action, seq);
    CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit log can only grow'); END;
    CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit log can only grow'); END;
  `,
};
