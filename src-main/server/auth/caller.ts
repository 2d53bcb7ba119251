/** Who sends a request, and what roles may do. How a credential is read is credentials.ts. */
import { type Access, type Role, roles } from '../../../src-contract/api/route.ts';
import { KavachError } from '../../errors.ts';

export interface Caller {
  /** A person's browser, or a program with a key. */
  readonly kind: 'session' | 'service';
  readonly name: string;
  readonly role: Role;
  /** The cookie's token, so that signing out ends its sockets too; null for keys. Never logged. */
  readonly sessionToken: string | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until the access check of the route has run, and on open routes. */
    caller: Caller | null;
  }
}

/** `roles` rises: a higher one may do all that a lower one may. */
export function mayAccess(role: Role, access: Access): boolean {
  return access === 'open' || roles.indexOf(role) >= roles.indexOf(access);
}

/** Throws UNAUTHENTICATED or FORBIDDEN. */
export function requireAccess(caller: Caller | null, access: Access): void {
  if (access === 'open') return;
  if (caller === null) {
    throw new KavachError('UNAUTHENTICATED', 'Sign in: open the link that the station printed, or send a key as X-API-Key.');
  }
  if (!mayAccess(caller.role, access)) {
    throw new KavachError('FORBIDDEN', `This needs the role ${access}; ${caller.name} has ${caller.role}.`);
  }
}
