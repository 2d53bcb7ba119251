/**
 * Places: what their sources say, what operators put over it, where they lie and what they are called; the ways that people may walk; and
 * what an import holds until a person applies it.
 */
import type { Migration } from '../migrate.ts';

const change = "change TEXT NOT NULL CHECK (change IN ('added', 'changed', 'removed', 'same'))";

export const places: Migration = {
  version: 11,
  sql: `
    -- said: as the source says it. shown: the same, with an operator's correction over it.
    CREATE TABLE places (
      no INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      source TEXT NOT NULL,
      kind TEXT NOT NULL,
      lon REAL NOT NULL,
      lat REAL NOT NULL,
      hidden INTEGER NOT NULL,
      corrected INTEGER NOT NULL,
      said TEXT NOT NULL CHECK (json_valid(said)),
      shown TEXT NOT NULL CHECK (json_valid(shown))
    ) STRICT;
    CREATE INDEX places_by_kind ON places (kind, hidden);
    CREATE VIRTUAL TABLE place_boxes USING rtree (no, west, east, south, north);
    -- Marks (M) belong to a word: without them Devanagari falls apart at each vowel sign.
    CREATE VIRTUAL TABLE place_words USING fts5 (
      words, content = '', contentless_delete = 1, prefix = '2 3',
      tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
    );
    -- Outlives whatever the sources say: an own place as a whole, or a correction of another's.
    CREATE TABLE place_notes (
      id TEXT PRIMARY KEY,
      own TEXT CHECK (json_valid(own)),
      correction TEXT CHECK (json_valid(correction)),
      by TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      CHECK ((own IS NULL) <> (correction IS NULL))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE walk_ways (
      no INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      west REAL NOT NULL, south REAL NOT NULL, east REAL NOT NULL, north REAL NOT NULL,
      way TEXT NOT NULL CHECK (json_valid(way))
    ) STRICT;

    CREATE TABLE place_imports (
      state TEXT PRIMARY KEY CHECK (state IN ('waiting', 'applying', 'applied')),
      facts TEXT NOT NULL CHECK (json_valid(facts))
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE staged_places (
      no INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      ${change},
      kind TEXT NOT NULL,
      said TEXT CHECK (json_valid(said))
    ) STRICT;
    CREATE INDEX staged_places_by_change ON staged_places (change, kind);
    CREATE TABLE staged_ways (
      no INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      ${change},
      way TEXT CHECK (json_valid(way))
    ) STRICT;
    CREATE INDEX staged_ways_by_change ON staged_ways (change);
  `,
};
