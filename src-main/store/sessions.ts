/**
 * Who is signed in. In: the SHA-256 (hex) of the secret that a cookie holds, or the number of the newest refresh token; no secret comes
 * here, so that a stolen store signs nobody in. Out: whose session it is. An account's role and lines are its present ones, and a session
 * of an account that was switched off is no session.
 */
import { z } from 'zod';
import { type NewSession, type RefreshStep, type Session, sessionKinds } from '../../src-contract/domain/account.ts';
import { roles } from '../../src-contract/domain/roles.ts';
import type { Connections } from './connections.ts';
import type { Durably } from './full-disk.ts';
import { linesFromText, linesToText } from './lines-text.ts';

export interface Sessions {
  /** On the disk when it returns. */
  create(session: NewSession): void;
  /** Null for one that is unknown or has expired. */
  findBySecret(secretHash: string, nowMs: number): Session | null;
  find(id: string, nowMs: number): Session | null;
  /** Newest first. */
  list(nowMs: number): Session[];
  /** Notes that it was used. A power cut may undo it. */
  touch(id: string, nowMs: number): void;
  /** Uses refresh token `no` up. On the disk when it returns. */
  refresh(id: string, no: number, when: { readonly nowMs: number; readonly leewayMs: number }): RefreshStep;
  /** False when there was none. On the disk when it returns: a signed-out session doesn't come back after a power cut. */
  revoke(id: string): boolean;
  /** All of an account but one; their ids. */
  revokeOfAccount(accountId: string, exceptId: string | null): string[];
}

const sessionRow = z
  .object({
    id: z.string(),
    kind: z.enum(sessionKinds),
    account_id: z.string().nullable(),
    name: z.string(),
    role: z.enum(roles),
    lines: linesFromText,
    zone: z.string().nullable(),
    language: z.string().nullable(),
    agent: z.string().nullable(),
    created_ms: z.number(),
    last_seen_ms: z.number(),
    expires_ms: z.number(),
  })
  .transform(
    ({ account_id, created_ms, last_seen_ms, expires_ms, ...rest }): Session => ({
      ...rest,
      accountId: account_id,
      createdMs: created_ms,
      lastSeenMs: last_seen_ms,
      expiresMs: expires_ms,
    }),
  );
const refreshRow = z.object({ refresh_no: z.number().nullable(), refreshed_ms: z.number().nullable() });

/** `?` is the present. */
const present = `
  SELECT s.id, s.kind, s.account_id, coalesce(a.username, s.name) AS name, coalesce(a.role, s.role) AS role,
    CASE WHEN a.id IS NULL THEN s.lines ELSE a.lines END AS lines,
    s.zone, s.language, s.agent, s.created_ms, s.last_seen_ms, s.expires_ms
  FROM sessions s LEFT JOIN accounts a ON a.id = s.account_id
  WHERE s.expires_ms > ? AND a.disabled_ms IS NULL`;

export function createSessions({ durable, batch, reader }: Connections, durably: Durably): Sessions {
  const insert = durable.query<(string | number | null)[]>(
    `INSERT INTO sessions (id, kind, secret_hash, refresh_no, refreshed_ms, account_id, name, role, lines, zone, language, agent,
       created_ms, last_seen_ms, expires_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const bySecret = reader.query<[number, string]>(`${present} AND s.secret_hash = ?`);
  const byId = reader.query<[number, string]>(`${present} AND s.id = ?`);
  const all = reader.query<[number]>(`${present} ORDER BY s.created_ms DESC`);
  const touch = batch.query<[number, string]>('UPDATE sessions SET last_seen_ms = ? WHERE id = ?');
  const newestToken = durable.query<[string]>('SELECT refresh_no, refreshed_ms FROM sessions WHERE id = ?');
  const renew = durable.query<[number, number, string]>('UPDATE sessions SET refresh_no = ?, refreshed_ms = ? WHERE id = ?');
  const remove = durable.query<[string]>('DELETE FROM sessions WHERE id = ?');
  const removeOfAccount = durable.query<[string, string], { id: string }>(
    'DELETE FROM sessions WHERE account_id = ? AND id <> ? RETURNING id',
  );
  const find = (row: unknown): Session | null => sessionRow.safeParse(row).data ?? null;

  const step = (id: string, no: number, nowMs: number, leewayMs: number): RefreshStep => {
    const { refresh_no: newest = null, refreshed_ms: atMs = null } = refreshRow.safeParse(newestToken.get(id)).data ?? {};
    if (newest === null || atMs === null || no > newest) return { kind: 'unknown' };
    if (no === newest) {
      renew.run(newest + 1, nowMs, id);
      return { kind: 'renewed', no: newest + 1 };
    }
    return no === newest - 1 && nowMs - atMs <= leewayMs ? { kind: 'repeated', no: newest } : { kind: 'stolen' };
  };

  return {
    create(session) {
      const { id, kind, secretHash, refreshNo, accountId, name, role, lines, zone, language, agent, createdMs, expiresMs } =
        session;
      const refreshedMs = refreshNo === null ? null : createdMs;
      const who = [accountId, name, role, linesToText(lines), zone, language, agent];
      const values = [id, kind, secretHash, refreshNo, refreshedMs, ...who, createdMs, createdMs, expiresMs];
      durably('sessions.create', () => insert.run(...values));
    },
    findBySecret: (hash, nowMs) => find(bySecret.get(nowMs, hash)),
    find: (id, nowMs) => find(byId.get(nowMs, id)),
    list: (nowMs) => z.array(sessionRow).parse(all.all(nowMs)),
    touch: (id, nowMs) => void touch.run(nowMs, id),
    refresh: (id, no, { nowMs, leewayMs }) => durably('sessions.refresh', () => step(id, no, nowMs, leewayMs)),
    revoke: (id) => durably('sessions.revoke', () => remove.run(id)) > 0,
    revokeOfAccount: (accountId, exceptId) =>
      durably('sessions.revokeOfAccount', () => removeOfAccount.all(accountId, exceptId ?? '').map(({ id }) => id)),
  };
}
