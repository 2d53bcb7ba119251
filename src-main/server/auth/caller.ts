/** Who sends a request, and what roles and scopes may do. How a credential is read is credentials.ts. */
import { type Access, type RouteContract, type ScopeRule, scopeOf } from '../../../src-contract/api/route.ts';
import type { Lines, SessionKind } from '../../../src-contract/domain/account.ts';
import { type Role, roles } from '../../../src-contract/domain/roles.ts';
import { KavachError } from '../../errors.ts';

interface AnyCaller {
  /** Of the account, of the phone's or link's session, or of the key: stays the same for as long as that exists. */
  readonly id: string;
  readonly name: string;
  /** What it sees; null = all lines. */
  readonly lines: Lines;
  /** Where its owner stands; null = no place of its own. */
  readonly zone: string | null;
}

/** A person's browser or phone, or a program that a person signed in. */
export interface SessionCaller extends AnyCaller {
  readonly kind: 'session';
  readonly role: Role;
  readonly sessionId: string;
  readonly sessionKind: SessionKind;
}

/** A program with a key of its own. */
export interface ServiceCaller extends AnyCaller {
  readonly kind: 'service';
  /** Null for the admin key, which has them all. */
  readonly scopes: readonly string[] | null;
}

export type Caller = SessionCaller | ServiceCaller;

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until the access check of the route has run, and on open routes. */
    caller: Caller | null;
  }
}

/** True for a service that came through the door of its scope: what it asked for is all that it may see. */
export function hasRole(caller: Caller, role: Role): boolean {
  return caller.kind === 'service' || roles.indexOf(caller.role) >= roles.indexOf(role);
}

export function hasScope(caller: Caller, scope: ScopeRule): boolean {
  if (caller.kind === 'session' || caller.scopes === null || scope === 'any') return true;
  return scope !== 'none' && caller.scopes.includes(scope);
}

/** The admin key, or a person who is an administrator. */
export function isAdmin(caller: Caller): boolean {
  return caller.kind === 'service' ? caller.scopes === null : caller.role === 'admin';
}

export interface Door {
  readonly access: Access;
  readonly scope: ScopeRule;
}

export function doorOf(contract: RouteContract): Door {
  return { access: contract.access, scope: scopeOf(contract) };
}

/** Throws UNAUTHENTICATED or FORBIDDEN. */
export function requireAccess(caller: Caller | null, { access, scope }: Door): void {
  if (access === 'open') return;
  if (caller === null) {
    throw new KavachError(
      'UNAUTHENTICATED',
      'Sign in: with a password, with the link that the station printed, or send a key as X-API-Key.',
    );
  }
  if (!hasRole(caller, access)) {
    throw new KavachError('FORBIDDEN', `This needs the role ${access}; ${caller.name} has ${roleName(caller)}.`);
  }
  if (!hasScope(caller, scope)) {
    const need = scope === 'none' ? 'This is for people and the admin key' : `This needs the scope ${scope}`;
    throw new KavachError('FORBIDDEN', `${need}; the key ${caller.name} may not do it.`);
  }
}

export function roleName(caller: Caller): Role | 'service' {
  if (caller.kind === 'session') return caller.role;
  return caller.scopes === null ? 'admin' : 'service';
}

/** Of the session or key that a caller stands on. */
export function credentialId(caller: Caller): string {
  return caller.kind === 'session' ? caller.sessionId : caller.id;
}

export function sameCredential(a: Caller, b: Caller): boolean {
  return a.kind === b.kind && credentialId(a) === credentialId(b);
}
