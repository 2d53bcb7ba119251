/** Accounts of people: made, changed and switched off by administrators. */
import { routes } from '../../../src-contract/api/routes.ts';
import type { Account } from '../../../src-contract/domain/account.ts';
import { type Role, roles } from '../../../src-contract/domain/roles.ts';
import { KavachError } from '../../errors.ts';
import { type Caller, isAdmin } from '../auth/caller.ts';
import { newId } from '../auth/secrets.ts';
import type { Register, RequestSource } from '../register.ts';
import { accountReply } from '../wire/people.ts';
import { type AuthDeps, openPairingCode } from './auth.ts';

type AccountDeps = Pick<AuthDeps, 'accounts' | 'audit' | 'pairingCodes' | 'clock' | 'passwords' | 'attempts' | 'desk'>;

export function registerAccountRoutes(register: Register, deps: AccountDeps): void {
  const { accounts, audit, clock, passwords, desk } = deps;

  register(routes.register, async ({ body, caller, from }) => {
    const { username, email = null, password } = body;
    if (caller === null && body.code === undefined) {
      throw new KavachError('UNAUTHENTICATED', 'Only an administrator makes accounts, or somebody with a pairing code (`code`).');
    }
    const grant =
      body.code === undefined ? await adminGrant(deps, caller, from, body) : await codeGrant(deps, body.code, from, body);
    if ((await accounts.findByName(username)) !== null) throw nameTaken(username);
    const passwordHash = await passwords.hash(password);
    // Only now, so that a name that is taken costs nobody their code.
    if (body.code !== undefined) await openPairingCode(deps, body.code, { address: from.address, use: true });
    const { role, createdBy } = grant;
    const account: Account = {
      id: newId(),
      username,
      email,
      role,
      lines: grant.lines,
      createdMs: clock.nowMs(),
      createdBy,
      disabledMs: null,
    };
    await accounts.create(account, passwordHash);
    const details = { username, role, lines: grant.lines };
    await audit.append({
      atMs: clock.nowMs(),
      actor: createdBy,
      action: 'register',
      target: account.id,
      details,
      address: from.address,
    });
    return accountReply(account);
  });

  register(routes.accounts, async () => ({ accounts: (await accounts.list()).map(accountReply) }));

  register(routes.changeAccount, async ({ params, body, caller }) => {
    const before = await accounts.find(params.id);
    if (before === null) throw new KavachError('NOT_FOUND', `No account ${params.id} here.`);
    const { role, lines, email, disabled, password } = body;
    const losesAdmin =
      before.role === 'admin' && before.disabledMs === null && (disabled === true || (role ?? 'admin') !== 'admin');
    if (losesAdmin && (await accounts.activeAdmins()) === 1) {
      throw new KavachError('CONFLICT', 'This is the last administrator; make another one first.');
    }
    const disabledMs = disabled === undefined ? undefined : disabled ? clock.nowMs() : null;
    const passwordHash = password === undefined ? undefined : await passwords.hash(password);
    const account = await accounts.change(before.id, { role, lines, email, disabledMs, passwordHash });
    if (account === null) throw new KavachError('NOT_FOUND', `No account ${params.id} here.`);
    // Open sockets keep the rights that they were opened with, so they go whenever rights change.
    const isOwn = caller.kind === 'session' && caller.id === account.id;
    if (role !== undefined || lines !== undefined || disabled === true || password !== undefined) {
      await desk.endAllOf(account.id, isOwn && disabled !== true ? caller.sessionId : null);
    }
    return accountReply(account);
  });
}

interface Grant {
  readonly role: Role;
  readonly lines: Account['lines'];
  readonly createdBy: string;
}

interface Asked {
  readonly role?: Role | undefined;
  readonly lines?: Account['lines'] | undefined;
}

async function adminGrant({ accounts }: AccountDeps, caller: Caller | null, from: RequestSource, asked: Asked): Promise<Grant> {
  if (caller === null || !isAdmin(caller)) {
    throw new KavachError('FORBIDDEN', 'Only an administrator makes accounts, or somebody with a pairing code (`code`).');
  }
  if (!from.isThisMachine && (await accounts.activeAdmins()) === 0) {
    throw new KavachError('FORBIDDEN', "The first administrator is made on the station's own machine: open the page there.");
  }
  return { role: asked.role ?? 'viewer', lines: asked.lines ?? null, createdBy: caller.name };
}

async function codeGrant(deps: AccountDeps, code: string, { address }: RequestSource, { role }: Asked): Promise<Grant> {
  const grant = await openPairingCode(deps, code, { address, use: false });
  if (role !== undefined && roles.indexOf(role) > roles.indexOf(grant.role)) {
    throw new KavachError('FORBIDDEN', `This code gives at most the role ${grant.role}.`);
  }
  return { role: role ?? grant.role, lines: grant.lines, createdBy: `code of ${grant.createdBy}` };
}

function nameTaken(username: string): KavachError {
  return new KavachError('CONFLICT', `There is an account ${username} already; choose another name.`);
}
