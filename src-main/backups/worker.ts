/**
 * The thread that copies and reads stores, so that the station goes on meanwhile. In: one order. Out: how far it is, then what the store
 * holds or why it is no good. It is ended to cancel it: a copy has its name only once it is whole.
 */
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';
import type { StoreFacts } from '../../src-contract/domain/backup.ts';
import type { KeptFigures } from '../../src-contract/domain/retention.ts';
import { keptFigures } from './kept-figures.ts';
import type { FromStoreWorker, StoreOrder } from './worker-messages.ts';

const port = parentPort;
if (port === null) throw new Error('backups/worker.ts runs as a worker thread only');
const say = (message: FromStoreWorker): void => port.postMessage(message);

/** 2 MB a step; the worker hears nothing meanwhile, and writers on a slow disk get their turn. */
const pagesPerStep = 500;

async function run(order: StoreOrder): Promise<StoreFacts | readonly KeptFigures[]> {
  switch (order.kind) {
    case 'copy':
      await copy(order.from, order.to);
      return read(order.to, factsOf);
    case 'check':
      leaveLog(order.file);
      return read(order.file, (sqlite) => {
        requireSound(sqlite);
        return factsOf(sqlite);
      });
    case 'facts':
      return read(order.file, factsOf);
    case 'kept':
      return read(order.file, (sqlite) => keptFigures(sqlite, order.keepFrom));
  }
}

async function copy(from: string, to: string): Promise<void> {
  const part = `${to}.part`;
  rmSync(part, { force: true });
  const source = new Sqlite(from, { readonly: true });
  try {
    // One view of the store all the way: else each write of the station would begin the copy anew.
    source.exec('BEGIN');
    source.prepare('SELECT 1 FROM sqlite_schema').get();
    await source.backup(part, {
      progress({ totalPages, remainingPages }) {
        say({ kind: 'progress', share: 1 - remainingPages / Math.max(1, totalPages) });
        return pagesPerStep;
      },
    });
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  } finally {
    source.close();
  }
  leaveLog(part);
  syncFile(part);
  renameSync(part, to);
}

/** A copy is one file: a log beside it would be left behind when it is moved. Nor does it miss one, as a run that was cut off would. */
function leaveLog(file: string): void {
  const sqlite = new Sqlite(file);
  try {
    sqlite.pragma('journal_mode = DELETE');
    const hasMeta = sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").get() !== undefined;
    if (hasMeta) sqlite.exec("UPDATE meta SET value = 'yes' WHERE key = 'ended_in_order' AND value <> 'yes'");
  } finally {
    sqlite.close();
  }
}

function syncFile(path: string): void {
  const descriptor = openSync(path, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function read<T>(file: string, look: (sqlite: Sqlite.Database) => T): T {
  const sqlite = new Sqlite(file, { readonly: true });
  try {
    return look(sqlite);
  } finally {
    sqlite.close();
  }
}

function requireSound(sqlite: Sqlite.Database): void {
  const rows = sqlite.pragma('quick_check(3)') as { quick_check: string }[];
  const faults = rows.map((row) => row.quick_check).filter((text) => text !== 'ok');
  if (faults.length > 0) throw new Error(`the store in it has bad pages (${faults.join('; ')})`);
}

function factsOf(sqlite: Sqlite.Database): StoreFacts {
  const tables = new Set(sqlite.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all());
  const figure = (table: string, what: string): number | null =>
    tables.has(table) ? (sqlite.prepare<[], number | null>(`SELECT ${what} FROM ${table}`).pluck().get() ?? null) : null;
  const minute = figure('rollups_minute', 'max(at_s)');
  const newest = [figure('alarm_events', 'max(at_ms)'), figure('incident_events', 'max(at_ms)'), minute && minute * 1000];
  const known = newest.filter((ms): ms is number => ms !== null);
  return {
    version: Number(sqlite.pragma('user_version', { simple: true })),
    alarmEvents: figure('alarm_events', 'count(*)') ?? 0,
    incidents: figure('incidents', 'count(*)') ?? 0,
    chatMessages: figure('chat_messages', 'count(*)') ?? 0,
    accounts: figure('accounts', 'count(*)') ?? 0,
    newestMs: known.length === 0 ? null : Math.max(...known),
  };
}

try {
  say({ kind: 'done', answer: await run(workerData as StoreOrder) });
} catch (error) {
  say({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
}
