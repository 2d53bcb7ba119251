/** Accounts of people. In: an account and the hash of its password (argon2, never the password). Out: accounts; the hash only to sign in. */
import { z } from 'zod';
import type { Account, AccountChange } from '../../src-contract/domain/account.ts';
import { roles } from '../../src-contract/domain/roles.ts';
import { KavachError } from '../errors.ts';
import type { Connections } from './connections.ts';
import { sqliteCode } from './database.ts';
import type { Durably } from './full-disk.ts';
import { linesFromText, linesToText } from './lines-text.ts';

export interface Accounts {
  /** On the disk when it returns. Throws CONFLICT when the name is taken. */
  create(account: Account, passwordHash: string): void;
  find(id: string): Account | null;
  /** For signing in. */
  findByName(username: string): { readonly account: Account; readonly passwordHash: string } | null;
  /** By name. */
  list(): Account[];
  /** What isn't named stays. On the disk when it returns; null when there is no such account. */
  change(id: string, change: AccountChange): Account | null;
  /** Administrators that may sign in. */
  activeAdmins(): number;
}

const accountRow = z
  .object({
    id: z.string(),
    username: z.string(),
    email: z.string().nullable(),
    role: z.enum(roles),
    lines: linesFromText,
    created_ms: z.number(),
    created_by: z.string(),
    disabled_ms: z.number().nullable(),
  })
  .transform(({ created_ms, created_by, disabled_ms, ...rest }): Account => {
    return { ...rest, createdMs: created_ms, createdBy: created_by, disabledMs: disabled_ms };
  });
const signInRow = z.object({ password_hash: z.string() });

export function createAccounts({ durable, reader }: Connections, durably: Durably): Accounts {
  const insert = durable.query<(string | number | null)[]>(
    `INSERT INTO accounts (id, username, email, role, lines, password_hash, created_ms, created_by, disabled_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const byId = reader.query<[string]>('SELECT * FROM accounts WHERE id = ?');
  const byName = reader.query<[string]>('SELECT * FROM accounts WHERE username = ?');
  const all = reader.query<[]>('SELECT * FROM accounts ORDER BY username');
  const update = durable.query<(string | number | null)[]>(
    `UPDATE accounts SET role = ?, lines = ?, email = ?, disabled_ms = ?, password_hash = coalesce(?, password_hash) WHERE id = ?`,
  );
  const admins = reader.query<[], { n: number }>(
    "SELECT count(*) AS n FROM accounts WHERE role = 'admin' AND disabled_ms IS NULL",
  );
  const find = (id: string): Account | null => accountRow.safeParse(byId.get(id)).data ?? null;

  return {
    create(account, passwordHash) {
      const { id, username, email, role, lines, createdMs, createdBy, disabledMs } = account;
      const values = [id, username, email, role, linesToText(lines), passwordHash, createdMs, createdBy, disabledMs];
      try {
        durably('accounts.create', () => insert.run(...values));
      } catch (error) {
        if (sqliteCode(error) !== 'SQLITE_CONSTRAINT_UNIQUE') throw error;
        throw new KavachError('CONFLICT', `There is an account ${username} already; choose another name.`);
      }
    },
    find,
    findByName(username) {
      const row = byName.get(username);
      const account = accountRow.safeParse(row).data;
      const secret = signInRow.safeParse(row).data;
      return account === undefined || secret === undefined ? null : { account, passwordHash: secret.password_hash };
    },
    list: () => z.array(accountRow).parse(all.all()),
    change(id, change) {
      const before = find(id);
      if (before === null) return null;
      const { role = before.role, lines = before.lines, email = before.email, disabledMs = before.disabledMs } = change;
      durably('accounts.change', () => update.run(role, linesToText(lines), email, disabledMs, change.passwordHash ?? null, id));
      return { ...before, role, lines, email, disabledMs };
    },
    activeAdmins: () => admins.get()?.n ?? 0,
  };
}
