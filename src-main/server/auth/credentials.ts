/** From a request to its caller: one list of credential readers, the first that knows the sender wins. */
import type { FastifyRequest } from 'fastify';
import type { ServiceKey, Session } from '../../../src-contract/domain/account.ts';
import { errorText, KavachError } from '../../errors.ts';
import type { ServerDeps } from '../ports.ts';
import type { Attempts } from './attempts.ts';
import type { Caller, ServiceCaller, SessionCaller } from './caller.ts';
import { readSessionCookie } from './cookie.ts';
import { hashSecret, sameSecret } from './secrets.ts';
import type { Tickets } from './tickets.ts';
import type { Tokens } from './tokens.ts';

export interface Credentials {
  /** Null when the request holds no credential; throws UNAUTHENTICATED when it holds a wrong one that is worth telling. */
  resolve(request: FastifyRequest): Promise<Caller | null>;
  /** Who that caller is by now: null when its session was ended or its key revoked. */
  renew(caller: Caller): Promise<Caller | null>;
}

type CredentialReader = (request: FastifyRequest) => Promise<Caller | null>;

interface CredentialDeps extends Pick<ServerDeps, 'adminKey' | 'sessions' | 'serviceKeys' | 'clock' | 'log'> {
  readonly attempts: Attempts;
  readonly tickets: Tickets;
  readonly tokens: Tokens;
}

export const adminKeyCaller: ServiceCaller = {
  kind: 'service',
  id: 'admin.key',
  name: 'admin.key',
  scopes: null,
  lines: null,
  zone: null,
};

/** A use is noted at most so often. */
const touchEveryMs = 10_000;

export function createCredentials(deps: CredentialDeps): Credentials {
  const renew = createRenewal(deps);
  const readers = [keyReader(deps), bearerReader(deps), ticketReader(deps, renew), cookieReader(deps)];
  return {
    async resolve(request) {
      for (const read of readers) {
        const caller = await read(request);
        if (caller !== null) return caller;
      }
      return null;
    },
    renew,
  };
}

function createRenewal({ sessions, serviceKeys, clock }: CredentialDeps): Credentials['renew'] {
  return async (caller) => {
    if (caller.kind === 'service') {
      if (caller.scopes === null) return caller;
      const key = await serviceKeys.findById(caller.id, clock.nowMs());
      return key === null ? null : ofKey(key);
    }
    const session = await sessions.find(caller.sessionId, clock.nowMs());
    return session === null ? null : ofSession(session);
  };
}

function keyReader({ adminKey, serviceKeys, attempts, clock, log }: CredentialDeps): CredentialReader {
  return async (request) => {
    const given = request.headers['x-api-key'];
    if (given === undefined) return null;
    if (typeof given === 'string' && sameSecret(given, adminKey)) return adminKeyCaller;
    const key = typeof given === 'string' && given !== '' ? await serviceKeys.find(hashSecret(given), clock.nowMs()) : null;
    if (key === null) throw attempts.failed(request.ip, new KavachError('UNAUTHENTICATED', 'This X-API-Key is not known here.'));
    await noteUse(key.lastUsedMs, clock.nowMs(), (nowMs) => serviceKeys.touch(key.id, nowMs), log);
    return ofKey(key);
  };
}

function bearerReader({ tokens, sessions, attempts, clock, log }: CredentialDeps): CredentialReader {
  return async (request) => {
    const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) return null;
    const sessionId = await tokens.readAccess(token);
    const session = sessionId === null ? null : await sessions.find(sessionId, clock.nowMs());
    if (session === null) {
      throw attempts.failed(request.ip, new KavachError('UNAUTHENTICATED', 'This token is not good any more; refresh it.'));
    }
    await noteUse(session.lastSeenMs, clock.nowMs(), (nowMs) => sessions.touch(session.id, nowMs), log);
    return ofSession(session);
  };
}

/** Only on sockets: elsewhere a ticket in an address would be a password in a log. */
function ticketReader({ tickets, attempts }: CredentialDeps, renew: Credentials['renew']): CredentialReader {
  return async (request) => {
    const ticket = new URL(request.url, 'http://station').searchParams.get('ticket');
    if (!request.ws || ticket === null) return null;
    const asked = tickets.take(ticket);
    const caller = asked === null ? null : await renew(asked);
    if (caller !== null) return caller;
    throw attempts.failed(request.ip, new KavachError('UNAUTHENTICATED', 'This ticket was used or is too old; ask for another.'));
  };
}

/** A cookie is sent by the browser on its own, so it counts only where our own page can be seen to have made the request. */
function cookieReader({ sessions, clock, log }: CredentialDeps): CredentialReader {
  return async (request) => {
    const secret = readSessionCookie(request.headers.cookie);
    if (secret === null) return null;
    const harmless = !request.ws && (request.method === 'GET' || request.method === 'HEAD');
    if (request.originKind === 'listed' || (request.originKind === 'absent' && !harmless)) {
      throw new KavachError(
        'ORIGIN_REFUSED',
        "The session cookie counts only for the station's own pages; a program sends a key.",
      );
    }
    const session = await sessions.findBySecret(hashSecret(secret), clock.nowMs());
    if (session === null) return null;
    await noteUse(session.lastSeenMs, clock.nowMs(), (nowMs) => sessions.touch(session.id, nowMs), log);
    return ofSession(session);
  };
}

/** A store that can't write must not sign anybody out. */
async function noteUse(
  lastMs: number | null,
  nowMs: number,
  touch: (nowMs: number) => unknown,
  log: CredentialDeps['log'],
): Promise<void> {
  if (lastMs !== null && nowMs - lastMs < touchEveryMs) return;
  try {
    await touch(nowMs);
  } catch (error) {
    log.warn({ error: errorText(error) }, 'the use of a credential could not be noted');
  }
}

export function ofSession({ id, kind, accountId, name, role, lines, zone }: Session): SessionCaller {
  return { kind: 'session', id: accountId ?? id, sessionId: id, sessionKind: kind, name, role, lines, zone };
}

function ofKey({ id, name, scopes }: ServiceKey): ServiceCaller {
  return { kind: 'service', id, name, scopes, lines: null, zone: null };
}
