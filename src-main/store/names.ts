/** Ids of zones, cameras and lines as small numbers, so that millions of rows don't repeat them. Numbers are never taken back. */
import type { Connection } from './database.ts';

export interface Names {
  /** The number of an id, given now if it has none; only inside a batch's transaction. */
  number(id: string): number;
  /** The number of an id, or null when nothing was ever stored under it. */
  find(id: string): number | null;
  /** After an undone transaction: numbers given in it are void. */
  forget(): void;
}

export function createNames({ batch, reader }: { readonly batch: Connection; readonly reader: Connection }): Names {
  const known = new Map<string, number>();
  const insert = batch.query<[string]>('INSERT INTO names (id) VALUES (?) ON CONFLICT DO NOTHING');
  const select = batch.query<[string], { no: number }>('SELECT no FROM names WHERE id = ?');
  const read = reader.query<[string], { no: number }>('SELECT no FROM names WHERE id = ?');
  return {
    number(id) {
      const cached = known.get(id);
      if (cached !== undefined) return cached;
      insert.run(id);
      const row = select.get(id);
      if (row === undefined) throw new Error(`name ${id} was not stored`);
      known.set(id, row.no);
      return row.no;
    },
    find: (id) => read.get(id)?.no ?? null,
    forget: () => known.clear(),
  };
}
