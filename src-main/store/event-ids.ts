/**
 * Ids of events that leave the station, unique over all stations and for ever. In: what kind of record, and its number. A number alone
 * is given again when a power cut has undone the newest batches, when the newest row was removed, and when a backup is put back; an
 * engine that tells events apart by their ids would then take a new one for one that it has. So each opening of a store has a mark.
 */
import { randomBytes } from 'node:crypto';
import type { Connection } from './database.ts';

export interface EventIds {
  /** Of a record that has a number. `kind`: a short word for the table that `number` counts in. */
  numbered(kind: string, number: number): string;
  /** Of what is made again in the same way after a restart, and then is the same event. */
  named(kind: string, name: string): string;
}

const storeKey = 'store_id';

export function createEventIds(durable: Connection): EventIds {
  const store = storeId(durable);
  const opening = `${store}-${randomBytes(4).toString('hex')}`;
  return {
    numbered: (kind, number) => `${opening}-${kind}${number}`,
    named: (kind, name) => `${store}-${kind}-${name}`,
  };
}

/** Made once a store; a copy of the file has the same, and other marks. */
function storeId(durable: Connection): string {
  durable
    .query<[string, string]>('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING')
    .run(storeKey, randomBytes(6).toString('hex'));
  const row = durable.query<[string], { value: string }>('SELECT value FROM meta WHERE key = ?').get(storeKey);
  if (row === undefined) throw new Error('the id of the store was not stored');
  return row.value;
}
