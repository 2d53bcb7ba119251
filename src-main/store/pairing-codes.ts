/** Codes that let one phone join. In: the SHA-256 (hex) of a code, never the code. Out: what it grants, once. */
import { z } from 'zod';
import type { PairingCode } from '../../src-contract/domain/account.ts';
import { roles } from '../../src-contract/domain/roles.ts';
import type { Connections } from './connections.ts';
import type { Durably } from './full-disk.ts';
import { linesFromText, linesToText } from './lines-text.ts';

export interface PairingCodes {
  /** On the disk when it returns. */
  add(hash: string, code: PairingCode): void;
  /** Unused and in time, newest first. */
  open(nowMs: number): PairingCode[];
  /** Without using it up. */
  find(hash: string, nowMs: number): PairingCode | null;
  /** Uses it up, on the disk when it returns; null when it is unknown, used, withdrawn or too old. */
  take(hash: string, nowMs: number): PairingCode | null;
  /** False when there is none that is unused. */
  withdraw(id: string): boolean;
}

const codeRow = z
  .object({
    id: z.string(),
    name: z.string().nullable(),
    role: z.enum(roles),
    lines: linesFromText,
    zone: z.string().nullable(),
    created_by: z.string(),
    created_ms: z.number(),
    expires_ms: z.number(),
  })
  .transform(
    ({ created_by, created_ms, expires_ms, ...rest }): PairingCode => ({
      ...rest,
      createdBy: created_by,
      createdMs: created_ms,
      expiresMs: expires_ms,
    }),
  );

export function createPairingCodes({ durable, reader }: Connections, durably: Durably): PairingCodes {
  const insert = durable.query<(string | number | null)[]>(
    `INSERT INTO pairing_codes (id, hash, name, role, lines, zone, created_by, created_ms, expires_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const open = reader.query<[number]>(
    'SELECT * FROM pairing_codes WHERE used_ms IS NULL AND expires_ms > ? ORDER BY created_ms DESC',
  );
  const find = reader.query<[string, number]>(
    'SELECT * FROM pairing_codes WHERE hash = ? AND used_ms IS NULL AND expires_ms > ?',
  );
  const take = durable.query<(string | number)[]>(
    'UPDATE pairing_codes SET used_ms = ? WHERE hash = ? AND used_ms IS NULL AND expires_ms > ? RETURNING *',
  );
  const withdraw = durable.query<[string]>('DELETE FROM pairing_codes WHERE id = ? AND used_ms IS NULL');
  return {
    add: (hash, { id, name, role, lines, zone, createdBy, createdMs, expiresMs }) =>
      void durably('pairingCodes.add', () =>
        insert.run(id, hash, name, role, linesToText(lines), zone, createdBy, createdMs, expiresMs),
      ),
    open: (nowMs) => z.array(codeRow).parse(open.all(nowMs)),
    find: (hash, nowMs) => codeRow.safeParse(find.get(hash, nowMs)).data ?? null,
    take: (hash, nowMs) => codeRow.safeParse(durably('pairingCodes.take', () => take.get(nowMs, hash, nowMs))).data ?? null,
    withdraw: (id) => durably('pairingCodes.withdraw', () => withdraw.run(id)) > 0,
  };
}
