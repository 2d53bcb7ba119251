/** The floor of the ingest bench: better-sqlite3 alone writes the station's own rows again, in batches of the desk's size. */
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

const batchRows = 500;
/** Enough for a steady figure. */
const mostRows = 300_000;

/** Rows a second. `from`: the station's database, at rest. */
export function bareInserts(from: string, folder: string): number {
  const source = new Sqlite(from, { readonly: true });
  const rows = source.prepare('SELECT * FROM readings ORDER BY seq LIMIT ?').all(mostRows) as Record<string, unknown>[];
  const tables = source
    .prepare("SELECT sql FROM sqlite_master WHERE tbl_name = 'readings' AND sql IS NOT NULL ORDER BY type DESC")
    .pluck()
    .all() as string[];
  source.close();
  const target = new Sqlite(join(folder, 'floor.db'));
  target.pragma('journal_mode = WAL');
  target.pragma('synchronous = NORMAL');
  for (const sql of tables) target.exec(sql.replace(/ REFERENCES names \(no\)/g, ''));
  const names = Object.keys(rows[0] ?? {});
  const insert = target.prepare(`INSERT INTO readings (${names.join()}) VALUES (${names.map(() => '?').join()})`);
  const write = target.transaction((batch: readonly Record<string, unknown>[]) => {
    for (const row of batch) insert.run(...Object.values(row));
  });
  const startMs = performance.now();
  for (let i = 0; i < rows.length; i += batchRows) write(rows.slice(i, i + batchRows));
  const tookMs = performance.now() - startMs;
  target.close();
  return (rows.length / tookMs) * 1000;
}

export function countRows(file: string): { readonly rows: number; readonly rejected: number } {
  const source = new Sqlite(file, { readonly: true });
  const count = (table: string): number => source.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  const counts = { rows: count('readings'), rejected: count('rejected_readings') };
  source.close();
  return counts;
}
