/**
 * Who is signed in. In: the SHA-256 (hex) of the secret that a cookie holds; the secret itself never comes here, so that a stolen
 * store signs nobody in. Out: whose it is.
 */
import { z } from 'zod';
import { type Role, roles } from '../../src-contract/api/route.ts';
import type { Connections } from './connections.ts';
import type { Durably } from './full-disk.ts';

export interface Session {
  readonly name: string;
  readonly role: Role;
  readonly createdMs: number;
  readonly lastSeenMs: number;
  readonly expiresMs: number;
}

export interface Sessions {
  /** On the disk when it returns. */
  create(hash: string, session: Omit<Session, 'lastSeenMs'>): void;
  /** Null for one that is unknown or has expired. */
  find(hash: string, nowMs: number): Session | null;
  /** Notes that it was used. A power cut may undo it. */
  touch(hash: string, nowMs: number): void;
  /** False when there was none. On the disk when it returns: a signed-out session doesn't come back after a power cut. */
  revoke(hash: string): boolean;
}

const sessionRow = z.object({
  name: z.string(),
  role: z.enum(roles),
  created_ms: z.number(),
  last_seen_ms: z.number(),
  expires_ms: z.number(),
});

export function createSessions({ durable, batch, reader }: Connections, durably: Durably): Sessions {
  const insert = durable.query<(string | number)[]>(
    'INSERT INTO sessions (hash, name, role, created_ms, last_seen_ms, expires_ms) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const select = reader.query<[string, number]>('SELECT * FROM sessions WHERE hash = ? AND expires_ms > ?');
  const touch = batch.query<[number, string]>('UPDATE sessions SET last_seen_ms = ? WHERE hash = ?');
  const remove = durable.query<[string]>('DELETE FROM sessions WHERE hash = ?');
  return {
    create: (hash, { name, role, createdMs, expiresMs }) =>
      void durably('sessions.create', () => insert.run(hash, name, role, createdMs, createdMs, expiresMs)),
    find(hash, nowMs) {
      const row = sessionRow.safeParse(select.get(hash, nowMs));
      if (!row.success) return null;
      const { name, role, created_ms, last_seen_ms, expires_ms } = row.data;
      return { name, role, createdMs: created_ms, lastSeenMs: last_seen_ms, expiresMs: expires_ms };
    },
    touch: (hash, nowMs) => void touch.run(nowMs, hash),
    revoke: (hash) => durably('sessions.revoke', () => remove.run(hash)) > 0,
  };
}
