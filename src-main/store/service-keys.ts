/** Keys of services. In: the SHA-256 (hex) of a key, never the key. Out: what it may do. */
import { z } from 'zod';
import type { ServiceKey } from '../../src-contract/domain/account.ts';
import type { Connections } from './connections.ts';
import type { Durably } from './full-disk.ts';

export interface ServiceKeys {
  /** On the disk when it returns. */
  add(hash: string, key: ServiceKey): void;
  /** Null for one that is unknown, revoked or has expired. */
  find(hash: string, nowMs: number): ServiceKey | null;
  findById(id: string, nowMs: number): ServiceKey | null;
  /** By name. */
  list(): ServiceKey[];
  /** Notes that it was used. A power cut may undo it. */
  touch(id: string, nowMs: number): void;
  /** False when there was none. On the disk when it returns. */
  revoke(id: string): boolean;
}

const keyRow = z
  .object({
    id: z.string(),
    name: z.string(),
    scopes: z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text))),
    created_by: z.string(),
    created_ms: z.number(),
    last_used_ms: z.number().nullable(),
    expires_ms: z.number().nullable(),
  })
  .transform(
    ({ created_by, created_ms, last_used_ms, expires_ms, ...rest }): ServiceKey => ({
      ...rest,
      createdBy: created_by,
      createdMs: created_ms,
      lastUsedMs: last_used_ms,
      expiresMs: expires_ms,
    }),
  );

export function createServiceKeys({ durable, batch, reader }: Connections, durably: Durably): ServiceKeys {
  const insert = durable.query<(string | number | null)[]>(
    'INSERT INTO service_keys (id, hash, name, scopes, created_by, created_ms, expires_ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const byHash = reader.query<[string, number]>(
    'SELECT * FROM service_keys WHERE hash = ? AND (expires_ms IS NULL OR expires_ms > ?)',
  );
  const byId = reader.query<[string, number]>(
    'SELECT * FROM service_keys WHERE id = ? AND (expires_ms IS NULL OR expires_ms > ?)',
  );
  const all = reader.query<[]>('SELECT * FROM service_keys ORDER BY name, created_ms');
  const touch = batch.query<[number, string]>('UPDATE service_keys SET last_used_ms = ? WHERE id = ?');
  const remove = durable.query<[string]>('DELETE FROM service_keys WHERE id = ?');
  return {
    add: (hash, { id, name, scopes, createdBy, createdMs, expiresMs }) =>
      void durably('serviceKeys.add', () => insert.run(id, hash, name, JSON.stringify(scopes), createdBy, createdMs, expiresMs)),
    find: (hash, nowMs) => keyRow.safeParse(byHash.get(hash, nowMs)).data ?? null,
    findById: (id, nowMs) => keyRow.safeParse(byId.get(id, nowMs)).data ?? null,
    list: () => z.array(keyRow).parse(all.all()),
    touch: (id, nowMs) => void touch.run(nowMs, id),
    revoke: (id) => durably('serviceKeys.revoke', () => remove.run(id)) > 0,
  };
}
