/** The present caller: signing in with a password or a code, fresh tokens, a ticket for a socket, the end of its session. */
import type { TokensReply } from '../../../src-contract/api/auth.ts';
import { routes } from '../../../src-contract/api/routes.ts';
import type { PairingCode } from '../../../src-contract/domain/account.ts';
import { KavachError } from '../../errors.ts';
import type { Attempts } from '../auth/attempts.ts';
import { type Caller, roleName } from '../auth/caller.ts';
import { clearedSessionCookie, sessionCookie } from '../auth/cookie.ts';
import { ofSession } from '../auth/credentials.ts';
import type { Passwords } from '../auth/passwords.ts';
import { hashSecret } from '../auth/secrets.ts';
import { ownerOf, type SessionDesk, type TokenPair } from '../auth/sessions.ts';
import type { SignIn } from '../auth/sign-in.ts';
import type { Tickets } from '../auth/tickets.ts';
import type { ServerLimits } from '../limits.ts';
import type { ServerDeps } from '../ports.ts';
import type { Register } from '../register.ts';

export interface AuthDeps extends Pick<ServerDeps, 'accounts' | 'audit' | 'pairingCodes' | 'clock'> {
  readonly signIn: SignIn;
  readonly desk: SessionDesk;
  readonly passwords: Passwords;
  readonly attempts: Attempts;
  readonly tickets: Tickets;
  readonly limits: ServerLimits;
}

export function registerAuthRoutes(register: Register, deps: AuthDeps): void {
  const { accounts, signIn, desk, passwords, tickets, limits } = deps;
  const tokens = (pair: TokenPair | null): TokensReply => ({
    access_token: pair?.accessToken ?? null,
    refresh_token: pair?.refreshToken ?? null,
    token_type: 'Bearer',
    expires_in: limits.accessTokenLifeMs / 1000,
  });
  const describe = async (caller: Caller) => callerReply(caller, (await accounts.activeAdmins()) === 0);

  register(routes.login, async ({ body, from, reply }) => {
    if (body.cookie && !from.isOwnPage) {
      throw new KavachError('ORIGIN_REFUSED', "A cookie is for the station's own pages; leave `cookie` out to get tokens.");
    }
    const owner = ownerOf(await signIn(body, from.address), from.agent);
    if (!body.cookie) return tokens(await desk.beginWithTokens(owner));
    const { secret } = await desk.beginWithCookie(owner);
    void reply.header('set-cookie', sessionCookie(secret, from.isSecure));
    return tokens(null);
  });

  register(routes.refresh, async ({ body, from }) => tokens(await desk.refresh(body.refresh_token, from.address)));

  register(routes.join, async ({ body, from, reply }) => {
    const grant = await openPairingCode(deps, body.code, { address: from.address, use: true });
    const name = grant.name ?? body.name;
    const { role, lines, zone } = grant;
    const phone = { kind: 'phone', accountId: null, language: body.language, agent: from.agent } as const;
    const { secret, session } = await desk.beginWithCookie({ ...phone, name, role, lines, zone });
    const details = { name, role, lines, zone, pairing_code: grant.id };
    await deps.audit.append({
      atMs: deps.clock.nowMs(),
      actor: name,
      action: 'join',
      target: session.id,
      details,
      address: from.address,
    });
    void reply.header('set-cookie', sessionCookie(secret, from.isSecure));
    return describe(ofSession(session));
  });

  register(routes.logout, async ({ body, caller, reply }) => {
    if (caller.kind === 'session') {
      await desk.end(caller.sessionId);
      if (body.everywhere && caller.sessionKind === 'account') await desk.endAllOf(caller.id, null);
      void reply.header('set-cookie', clearedSessionCookie());
    }
    return { status: 'ok' as const };
  });

  register(routes.me, ({ caller }) => describe(caller));

  register(routes.ticket, ({ caller }) => ({ ticket: tickets.issue(caller), expires_in: limits.ticketLifeMs / 1000 }));

  register(routes.changePassword, async ({ body, caller, from }) => {
    if (caller.kind !== 'session' || caller.sessionKind !== 'account') {
      throw new KavachError('CONFLICT', 'Only an account has a password; this session began with a link or a code.');
    }
    await signIn({ username: caller.name, password: body.current }, from.address);
    await accounts.change(caller.id, { passwordHash: await passwords.hash(body.password) });
    await desk.endAllOf(caller.id, caller.sessionId);
    return { status: 'ok' as const };
  });
}

/** `use`: whether it is used up. Throws UNAUTHENTICATED, or RATE_LIMITED for an address that guesses. */
export async function openPairingCode(
  { pairingCodes, attempts, clock }: Pick<AuthDeps, 'pairingCodes' | 'attempts' | 'clock'>,
  code: string,
  { address, use }: { readonly address: string; readonly use: boolean },
): Promise<PairingCode> {
  const hash = hashSecret(code);
  const grant = await (use ? pairingCodes.take(hash, clock.nowMs()) : pairingCodes.find(hash, clock.nowMs()));
  if (grant !== null) return grant;
  throw attempts.failed(
    address,
    new KavachError('UNAUTHENTICATED', 'This code was used already or is too old; ask the control room for another.'),
  );
}

function callerReply(caller: Caller, firstAdminNeeded: boolean) {
  const { kind, id, name, lines, zone } = caller;
  const more =
    caller.kind === 'session' ? { session: caller.sessionKind, scopes: null } : { session: null, scopes: caller.scopes };
  return {
    ...{ kind, id, name, zone, role: roleName(caller) },
    session: more.session,
    scopes: more.scopes === null ? null : [...more.scopes],
    lines: lines === null ? null : [...lines],
    first_admin_needed: firstAdminNeeded,
  };
}
