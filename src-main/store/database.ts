/**
 * One connection to the store's SQLite file. In: a file and how durable its commits must be. Out: prepared queries and
 * transactions that log themselves when slow. What the queries say is left to the file of each noun.
 */
import Sqlite from 'better-sqlite3';
import type { Log } from '../log.ts';

export interface Query<P extends unknown[], R> {
  get(...params: P): R | undefined;
  all(...params: P): R[];
  /** Returns the number of changed rows. */
  run(...params: P): number;
}

export interface Connection {
  readonly sqlite: Sqlite.Database;
  query<P extends unknown[] = [], R = unknown>(sql: string): Query<P, R>;
  /** All of `work` or nothing; `work` must not wait. */
  transaction<T>(name: string, work: () => T): T;
  /** The first figure or word that a pragma answers. */
  pragma(source: string): unknown;
  close(): void;
}

export interface ConnectionOptions {
  readonly file: string;
  /**
   * - `full`: on the disk when a commit returns
   * - `normal`: intact after a power cut, which may cost the newest second or so of commits
   * - `read`: refuses to write
   */
  readonly mode: 'full' | 'normal' | 'read';
  readonly log: Log;
  /** Told of every statement that meets a bad page, before its error is thrown. */
  readonly onCorrupt?: (error: unknown) => void;
}

const slowMs = 50;
/** All of the station's own writes run on one thread, so only another program (a backup, an sqlite3 shell) can hold a lock. */
const busyTimeoutMs = 2000;
/** A week of one sensor lies on a thousand pages of 4 KB. */
const readerCacheKb = 32 * 1024;
/** A log file that a burst has blown up is cut back to this at the next checkpoint. */
const walLimitBytes = 64 * 2 ** 20;

export function connect({ file, mode, log, onCorrupt }: ConnectionOptions): Connection {
  const sqlite = new Sqlite(file, { readonly: mode === 'read', timeout: busyTimeoutMs });
  try {
    configure(sqlite, mode);
  } catch (error) {
    sqlite.close();
    throw error;
  }
  const watched = createWatch(log, onCorrupt);
  return {
    sqlite,
    query: (sql) => prepare(sqlite, sql, watched),
    transaction: (name, work) => watched(name, () => sqlite.transaction(work).immediate()),
    pragma: (source) => watched(source, () => sqlite.pragma(source, { simple: true })),
    close: () => sqlite.close(),
  };
}

function configure(sqlite: Sqlite.Database, mode: ConnectionOptions['mode']): void {
  if (mode === 'read') {
    sqlite.pragma(`cache_size = ${-readerCacheKb}`);
    return;
  }
  // Only takes effect in a file without tables, and must come before WAL.
  sqlite.pragma('auto_vacuum = INCREMENTAL');
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma(`synchronous = ${mode === 'full' ? 'FULL' : 'NORMAL'}`);
  sqlite.pragma(`journal_size_limit = ${walLimitBytes}`);
}

type Watched = <T>(what: string, work: () => T) => T;

/** Logs what takes over 50 ms, each statement at most once a minute with the number of times meanwhile; reports bad pages. */
function createWatch(log: Log, onCorrupt: ConnectionOptions['onCorrupt']): Watched {
  const seen = new Map<string, { loggedMs: number; times: number }>();
  const noteSlow = (what: string, nowMs: number, tookMs: number): void => {
    const entry = seen.get(what) ?? { loggedMs: Number.NEGATIVE_INFINITY, times: 0 };
    seen.set(what, entry);
    entry.times++;
    if (nowMs - entry.loggedMs <= 60_000) return;
    log.warn({ query: what, tookMs: Math.round(tookMs), times: entry.times }, 'slow query');
    entry.loggedMs = nowMs;
    entry.times = 0;
  };
  return (what, work) => {
    const startMs = performance.now();
    try {
      return work();
    } catch (error) {
      if (isCorrupt(error)) onCorrupt?.(error);
      throw error;
    } finally {
      const endMs = performance.now();
      if (endMs - startMs > slowMs) noteSlow(what, endMs, endMs - startMs);
    }
  };
}

function prepare<P extends unknown[], R>(sqlite: Sqlite.Database, sql: string, watched: Watched): Query<P, R> {
  const statement = sqlite.prepare<unknown[], R>(sql);
  return {
    get: (...params) => watched(sql, () => statement.get(...params)),
    all: (...params) => watched(sql, () => statement.all(...params)),
    run: (...params) => watched(sql, () => statement.run(...params).changes),
  };
}

/** SQLite's own code (`SQLITE_FULL`), or null for any other thing thrown. */
export function sqliteCode(error: unknown): string | null {
  return error instanceof Sqlite.SqliteError ? error.code : null;
}

export function isCorrupt(error: unknown): boolean {
  const code = sqliteCode(error);
  return code !== null && (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB');
}

/** No space left: in the file (a page limit), on the disk, or for the log's index. */
export function isFull(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE';
}
