/**
 * Codes of one-time sign-in links: each signs in once, before it expires. In: the SHA-256 (hex) of a code, never the code. Out:
 * what it grants.
 */
import { z } from 'zod';
import { type Role, roles } from '../../src-contract/domain/roles.ts';
import type { Connections } from './connections.ts';
import type { Durably } from './full-disk.ts';

export type Peer = 'loopback' | 'lan';

export interface OneTimeCode {
  readonly name: string;
  readonly role: Role;
  readonly expiresMs: number;
  /** Good only on the station's own machine. */
  readonly loopbackOnly: boolean;
}

export interface OneTimeCodes {
  /** On the disk when it returns. */
  add(hash: string, code: OneTimeCode): void;
  /** Uses the code up, on the disk when it returns; null when it is unknown, used, expired, or not for this peer. */
  take(hash: string, use: { readonly nowMs: number; readonly peer: Peer }): { readonly name: string; readonly role: Role } | null;
}

const takenRow = z.object({ name: z.string(), role: z.enum(roles) });

export function createOneTimeCodes({ durable }: Connections, durably: Durably): OneTimeCodes {
  const insert = durable.query<(string | number)[]>(
    'INSERT INTO one_time_codes (hash, name, role, expires_ms, loopback_only) VALUES (?, ?, ?, ?, ?)',
  );
  const take = durable.query<(string | number)[]>(
    `UPDATE one_time_codes SET used_ms = ?
     WHERE hash = ? AND used_ms IS NULL AND expires_ms > ? AND loopback_only <= ? RETURNING name, role`,
  );
  return {
    add: (hash, { name, role, expiresMs, loopbackOnly }) =>
      void durably('oneTimeCodes.add', () => insert.run(hash, name, role, expiresMs, loopbackOnly ? 1 : 0)),
    take(hash, { nowMs, peer }) {
      const row = durably('oneTimeCodes.take', () => take.get(nowMs, hash, nowMs, peer === 'loopback' ? 1 : 0));
      const taken = takenRow.safeParse(row);
      return taken.success ? taken.data : null;
    },
  };
}
