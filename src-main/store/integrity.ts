/**
 * Is the store's file sound? In: a file and what is known of the last run. Out: `sound`, or why not. Setting it aside is left to
 * recover.ts.
 *
 * How much is checked is bounded, because a control room that starts a minute late is a fault too. `quick_check` took 3 s a GB
 * here with the file in memory; a hard disk adds 10 s a GB. So:
 * - up to 500 MB everything is checked at every start, and up to 2 GB after a run that did not end in order: some seconds;
 * - above that only the small tables that alarms and sign-in need. SQLite's log survives a kill and a power cut by itself, and
 *   a bad page among a month's samples costs samples, never an alarm;
 * - when the last run met a bad page it left a `.suspect` mark beside the file: then everything is checked, whatever it takes.
 */
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { errorText } from '../errors.ts';
import { type Connection, isCorrupt } from './database.ts';

export type Verdict =
  | { readonly kind: 'sound'; readonly extent: CheckExtent }
  | { readonly kind: 'corrupt'; readonly reason: string };
export type CheckExtent = 'whole' | 'small-tables';

const bulkTables = ['samples', 'tracks', 'crossings', 'rollups_minute', 'readings', 'reading_minutes', 'outbox'];
const alwaysWholeBytes = 500 * 2 ** 20;
const wholeAfterCrashBytes = 2000 * 2 ** 20;

export function checkStore(connection: Connection, file: string, bytes = statSync(file).size): Verdict {
  try {
    const extent = checkExtent(bytes, endedInOrder(connection), existsSync(suspectMark(file)));
    const faults =
      extent === 'whole' ? quickCheck(connection) : smallTables(connection).flatMap((table) => quickCheck(connection, table));
    return faults.length === 0 ? { kind: 'sound', extent } : { kind: 'corrupt', reason: faults.slice(0, 3).join('; ') };
  } catch (error) {
    if (isCorrupt(error)) return { kind: 'corrupt', reason: errorText(error) };
    throw error;
  }
}

export function checkExtent(bytes: number, orderly: boolean, suspect: boolean): CheckExtent {
  if (suspect) return 'whole';
  return bytes <= (orderly ? alwaysWholeBytes : wholeAfterCrashBytes) ? 'whole' : 'small-tables';
}

/** What SQLite finds wrong, at most ten things; empty when all is well. */
function quickCheck(connection: Connection, table?: string): string[] {
  const rows = connection.sqlite.pragma(`quick_check(${table ?? 10})`) as { quick_check: string }[];
  return rows.map((row) => row.quick_check).filter((text) => text !== 'ok');
}

function smallTables(connection: Connection): string[] {
  const rows = connection.query<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  return rows.map((row) => row.name).filter((name) => !bulkTables.includes(name));
}

const orderlyKey = 'ended_in_order';

/** False in a new store, and after a crash. */
export function endedInOrder(connection: Connection): boolean {
  const known = connection.query("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").get();
  if (known === undefined) return false;
  return connection.query<[string], { value: string }>('SELECT value FROM meta WHERE key = ?').get(orderlyKey)?.value === 'yes';
}

export function markOrderly(connection: Connection, orderly: boolean): void {
  connection
    .query<[string, string]>('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
    .run(orderlyKey, orderly ? 'yes' : 'no');
}

/** A file, because a store with bad pages can't be trusted to keep the note. */
function suspectMark(file: string): string {
  return `${file}.suspect`;
}

export function markSuspect(file: string, reason: string): void {
  writeFileSync(suspectMark(file), `${reason}\n`);
}

export function clearSuspect(file: string): void {
  rmSync(suspectMark(file), { force: true });
}
