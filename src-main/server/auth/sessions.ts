/**
 * Sessions from their beginning to their end: by link, password or pairing code; renewed by refresh tokens; ended by their owner, by an
 * administrator or by a theft that shows. Whoever ends one ends its sockets with it.
 */
import { closeCodes } from '../../../src-contract/api/sockets.ts';
import type { Account, Lines, Session, SessionKind } from '../../../src-contract/domain/account.ts';
import type { Role } from '../../../src-contract/domain/roles.ts';
import { KavachError } from '../../errors.ts';
import type { Hub } from '../hub.ts';
import type { ServerLimits } from '../limits.ts';
import type { ServerDeps } from '../ports.ts';
import { hashSecret, newId, newSecret } from './secrets.ts';
import type { Tokens } from './tokens.ts';

export interface SessionOwner {
  readonly kind: SessionKind;
  readonly accountId: string | null;
  readonly name: string;
  readonly role: Role;
  readonly lines: Lines;
  readonly zone: string | null;
  readonly language: string | null;
  readonly agent: string | null;
}

export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

export interface SessionDesk {
  /** A session with a cookie; returns the secret that goes into it, and the session. */
  beginWithCookie(owner: SessionOwner): Promise<{ readonly secret: string; readonly session: Session }>;
  beginWithTokens(owner: SessionOwner): Promise<TokenPair>;
  /** Throws UNAUTHENTICATED for a token that is no longer good. */
  refresh(token: string, address: string): Promise<TokenPair>;
  /** False when there is no such session. */
  end(sessionId: string): Promise<boolean>;
  endAllOf(accountId: string, exceptId: string | null): Promise<void>;
}

interface SessionDeps extends Pick<ServerDeps, 'sessions' | 'audit' | 'clock'> {
  readonly tokens: Tokens;
  readonly hub: Hub;
  readonly limits: ServerLimits;
}

export function createSessionDesk({ sessions, audit, clock, tokens, hub, limits }: SessionDeps): SessionDesk {
  const newSession = (owner: SessionOwner) => {
    const nowMs = clock.nowMs();
    return { ...owner, id: newId(), createdMs: nowMs, expiresMs: nowMs + limits.sessionLifeMs };
  };
  const pair = async (sessionId: string, no: number): Promise<TokenPair> => ({
    accessToken: await tokens.access(sessionId),
    refreshToken: tokens.refresh(sessionId, no),
  });
  const closeSockets = (sessionId: string): void =>
    hub.closeWhere(
      (caller) => caller.kind === 'session' && caller.sessionId === sessionId,
      closeCodes.unauthenticated,
      'signed out',
    );
  const end = async (sessionId: string): Promise<boolean> => {
    const ended = await sessions.revoke(sessionId);
    closeSockets(sessionId);
    return ended;
  };

  return {
    async beginWithCookie(owner) {
      const secret = newSecret();
      const session = newSession(owner);
      await sessions.create({ ...session, secretHash: hashSecret(secret), refreshNo: null });
      return { secret, session: { ...session, lastSeenMs: session.createdMs } };
    },
    async beginWithTokens(owner) {
      const session = newSession(owner);
      await sessions.create({ ...session, secretHash: null, refreshNo: 1 });
      return pair(session.id, 1);
    },
    async refresh(token, address) {
      const named = tokens.readRefresh(token);
      const session = named === null ? null : await sessions.find(named.sessionId, clock.nowMs());
      if (named === null || session === null) throw badRefresh();
      const step = await sessions.refresh(named.sessionId, named.no, { nowMs: clock.nowMs(), leewayMs: limits.refreshLeewayMs });
      if (step.kind === 'renewed' || step.kind === 'repeated') return pair(named.sessionId, step.no);
      if (step.kind === 'stolen') {
        await end(named.sessionId);
        const target = named.sessionId;
        await audit.append({
          atMs: clock.nowMs(),
          actor: session.name,
          action: 'refreshTokenReused',
          target,
          details: {},
          address,
        });
      }
      throw badRefresh();
    },
    end,
    async endAllOf(accountId, exceptId) {
      for (const id of await sessions.revokeOfAccount(accountId, exceptId)) closeSockets(id);
    },
  };
}

export function ownerOf(account: Account, agent: string | null): SessionOwner {
  const { id, username, role, lines } = account;
  return { kind: 'account', accountId: id, name: username, role, lines, zone: null, language: null, agent };
}

function badRefresh(): KavachError {
  return new KavachError('UNAUTHENTICATED', 'This refresh token is not good any more; sign in again.');
}
