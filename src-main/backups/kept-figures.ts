/** How much a store keeps by each setting of retention. In: an open store, the oldest time to keep. Out: rows, bytes with their indexes, the oldest. */
import type Sqlite from 'better-sqlite3';
import { type KeepFrom, type KeptFigures, keptTables, retentionSettings } from '../../src-contract/domain/retention.ts';

export function keptFigures(sqlite: Sqlite.Database, keepFrom: KeepFrom): KeptFigures[] {
  const bytesOf = sqlite
    .prepare<[string], number>(
      'SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name IN (SELECT name FROM sqlite_schema WHERE tbl_name = ?) AND aggregate = 1',
    )
    .pluck();
  return retentionSettings.map((setting) => {
    const sum = { rows: 0, bytes: 0, older: 0 };
    let oldestMs: number | null = null;
    for (const { table, column, unitMs } of keptTables[setting]) {
      const row = sqlite
        .prepare<[number], { rows: number; oldest: number | null; older: number }>(
          `SELECT count(*) AS rows, min(${column}) AS oldest, count(*) FILTER (WHERE ${column} < ?) AS older FROM ${table}`,
        )
        .get(keepFrom[setting] / unitMs);
      if (row === undefined) continue;
      sum.rows += row.rows;
      sum.older += row.older;
      sum.bytes += bytesOf.get(table) ?? 0;
      if (row.oldest !== null) oldestMs = Math.min(oldestMs ?? Number.POSITIVE_INFINITY, row.oldest * unitMs);
    }
    return { setting, ...sum, oldestMs };
  });
}
