/**
 * From a request to its caller: one list of credential readers, the first that knows the sender wins. Accounts (JWT), service keys
 * and paired phones are added as further readers.
 */
import type { FastifyRequest } from 'fastify';
import { errorText, KavachError } from '../../errors.ts';
import type { ServerDeps } from '../ports.ts';
import type { Attempts } from './attempts.ts';
import type { Caller } from './caller.ts';
import { readSessionCookie } from './cookie.ts';
import { sameSecret } from './secrets.ts';
import type { Tickets } from './tickets.ts';

export type ResolveCaller = (request: FastifyRequest) => Promise<Caller | null>;
/** Null when the request holds no such credential; throws when it holds a wrong one that is worth telling. */
type CredentialReader = (request: FastifyRequest) => Caller | null | Promise<Caller | null>;

interface CredentialDeps extends Pick<ServerDeps, 'adminKey' | 'sessions' | 'clock' | 'log'> {
  readonly attempts: Attempts;
  readonly tickets: Tickets;
}

export function createResolveCaller(deps: CredentialDeps): ResolveCaller {
  const readers: readonly CredentialReader[] = [adminKeyReader(deps), ticketReader(deps), sessionReader(deps)];
  return async (request) => {
    for (const read of readers) {
      const caller = await read(request);
      if (caller !== null) return caller;
    }
    return null;
  };
}

function adminKeyReader({ adminKey, attempts }: CredentialDeps): CredentialReader {
  return (request) => {
    const key = request.headers['x-api-key'];
    if (key === undefined) return null;
    if (typeof key === 'string' && sameSecret(key, adminKey)) {
      return { kind: 'service', name: 'admin.key', role: 'admin', sessionToken: null };
    }
    throw attempts.failed(request.ip, new KavachError('UNAUTHENTICATED', 'This X-API-Key is not known here.'));
  };
}

/** Only on sockets: elsewhere a ticket in an address would be a password in a log. */
function ticketReader({ tickets, attempts }: CredentialDeps): CredentialReader {
  return (request) => {
    const ticket = new URL(request.url, 'http://station').searchParams.get('ticket');
    if (!request.ws || ticket === null) return null;
    const caller = tickets.take(ticket);
    if (caller !== null) return caller;
    throw attempts.failed(request.ip, new KavachError('UNAUTHENTICATED', 'This ticket was used or is too old; ask for another.'));
  };
}

/** A cookie is sent by the browser on its own, so it counts only where our own page can be seen to have made the request. */
function sessionReader({ sessions, clock, log }: CredentialDeps): CredentialReader {
  return async (request) => {
    const token = readSessionCookie(request.headers.cookie);
    if (token === null) return null;
    const harmless = !request.ws && (request.method === 'GET' || request.method === 'HEAD');
    if (request.originKind === 'listed' || (request.originKind === 'absent' && !harmless)) {
      throw new KavachError(
        'ORIGIN_REFUSED',
        "The session cookie counts only for the station's own pages; a program sends a key.",
      );
    }
    const session = await sessions.find(token, clock.nowMs());
    if (session === null) return null;
    try {
      await sessions.touch(token, clock.nowMs());
    } catch (error) {
      // A store that can't write must not sign anybody out.
      log.warn({ error: errorText(error) }, 'the use of a session could not be noted');
    }
    return { kind: 'session', name: session.name, role: session.role, sessionToken: token };
  };
}
