/**
 * Who stays signed in when another store takes this one's place. A store of yesterday may hold sessions that were ended since, and codes
 * that were used, so all of them go; the session of whoever restored it goes on where its account is known there.
 */
import type { Connections } from './connections.ts';
import type { Durably } from './full-disk.ts';

/** One row as the table has it; both stores have this version's tables. */
export type SessionRow = Readonly<Record<string, string | number | null>>;

export interface HandOver {
  /** Null for one that is unknown. */
  sessionRow(id: string): SessionRow | null;
  /** On the disk when it returns. */
  takeOver(session: SessionRow | null): void;
}

export function createHandOver({ durable, reader }: Connections, durably: Durably): HandOver {
  const byId = reader.query<[string], SessionRow>('SELECT * FROM sessions WHERE id = ?');
  const account = durable.query<[string]>('SELECT 1 FROM accounts WHERE id = ? AND disabled_ms IS NULL');
  const isKnown = ({ account_id: id }: SessionRow): boolean => id == null || account.get(String(id)) !== undefined;
  const insert = (row: SessionRow): void => {
    const names = Object.keys(row);
    const sql = `INSERT INTO sessions (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
    durable.query<(string | number | null)[]>(sql).run(...Object.values(row));
  };
  return {
    sessionRow: (id) => byId.get(id) ?? null,
    takeOver: (session) =>
      durably('handOver.takeOver', () =>
        durable.transaction('handOver.takeOver', () => {
          durable.sqlite.exec('DELETE FROM sessions; DELETE FROM one_time_codes; DELETE FROM pairing_codes');
          if (session !== null && isKnown(session)) insert(session);
        }),
      ),
  };
}
