/** Drops the oldest seconds of samples, tracks, judged ticks and readings, whichever are older first. Used by retention by size and by a full disk. */
import type { Connection } from './database.ts';

export interface OldestSeconds {
  /** Deletes up to about `rows`, in one short transaction; returns how many went: 0 when nothing is left. */
  drop(rows: number): number;
}

export function createOldestSeconds(batch: Connection): OldestSeconds {
  const oldest = batch.query<[], { at_s: number | null }>(
    'SELECT min(at_s) AS at_s FROM (SELECT min(at_s) AS at_s FROM tracks UNION ALL SELECT min(at_s) FROM samples UNION ALL SELECT min(from_ms) / 1000 FROM judged_runs UNION ALL SELECT received_ms / 1000 FROM (SELECT received_ms FROM readings ORDER BY seq LIMIT 1))',
  );
  const deletes = [
    ...['tracks', 'samples'].map((table) => `DELETE FROM ${table} WHERE at_s < ? ORDER BY at_s LIMIT ?`),
    'DELETE FROM judged_runs WHERE from_ms < 1000 * ? ORDER BY from_ms LIMIT ?',
    'DELETE FROM readings WHERE received_ms < 1000 * ? ORDER BY seq LIMIT ?',
  ].map((sql) => batch.query<[number, number]>(sql));
  return {
    drop: (rows) =>
      batch.transaction('drop the oldest seconds', () => {
        let dropped = 0;
        while (dropped < rows) {
          const from = oldest.get()?.at_s ?? null;
          if (from === null) break;
          // A minute at a time keeps samples and tracks in step without asking for the oldest at each second.
          for (const remove of deletes) dropped += remove.run(from + 60, rows - dropped);
        }
        return dropped;
      }),
  };
}
