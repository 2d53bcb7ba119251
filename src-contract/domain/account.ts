/**
 * Who may use the station and how they are known to it: accounts of people, sessions (a browser, a phone, a program's tokens), keys of
 * services, codes that let a phone join, and the record of who did what. Secrets are never here, only what is kept beside their hashes.
 */
import type { Role } from './roles.ts';

/** What a person or a phone sees: null = all lines. */
export type Lines = readonly string[] | null;

export interface Account {
  readonly id: string;
  /** Lower case, unique. */
  readonly username: string;
  readonly email: string | null;
  readonly role: Role;
  readonly lines: Lines;
  readonly createdMs: number;
  readonly createdBy: string;
  /** When it was switched off; null while it may sign in. */
  readonly disabledMs: number | null;
}

/** `link`: the one-time link of the station's own machine. `account`: a person with a password. `phone`: joined by a pairing code. */
export const sessionKinds = ['link', 'account', 'phone'] as const;
export type SessionKind = (typeof sessionKinds)[number];

export interface Session {
  readonly id: string;
  readonly kind: SessionKind;
  readonly accountId: string | null;
  /** Of an account: its present name, role and lines, whatever they were when the session began. */
  readonly name: string;
  readonly role: Role;
  readonly lines: Lines;
  /** Where a phone's owner stands; null = no place of its own. */
  readonly zone: string | null;
  readonly language: string | null;
  /** What the browser or program calls itself. */
  readonly agent: string | null;
  readonly createdMs: number;
  readonly lastSeenMs: number;
  readonly expiresMs: number;
}

/** A phone on shift that is gone for longer is counted as nobody's any more: its owner may be anywhere. */
export const shiftKnownMs = 10 * 60_000;

export interface NewSession extends Omit<Session, 'lastSeenMs'> {
  /** SHA-256 (hex) of the cookie's secret; null for a session of tokens alone. */
  readonly secretHash: string | null;
  /** 1 for a session of tokens, null for one of a cookie alone. */
  readonly refreshNo: number | null;
}

/** What becomes of a refresh token that comes in. */
export type RefreshStep =
  | { readonly kind: 'renewed'; readonly no: number }
  /** The token before the newest, so soon that its answer may have been lost on the way: the newest one again. */
  | { readonly kind: 'repeated'; readonly no: number }
  /** A token that was used up long ago: somebody has a copy. */
  | { readonly kind: 'stolen' }
  | { readonly kind: 'unknown' };

/** What isn't named stays as it is. */
export interface AccountChange {
  readonly role?: Role | undefined;
  readonly lines?: Lines | undefined;
  readonly email?: string | null | undefined;
  readonly disabledMs?: number | null | undefined;
  readonly passwordHash?: string | undefined;
}

export interface PairingCode {
  readonly id: string;
  /** A name for the phone; null when its owner says it. */
  readonly name: string | null;
  readonly role: Role;
  readonly lines: Lines;
  readonly zone: string | null;
  readonly createdBy: string;
  readonly createdMs: number;
  readonly expiresMs: number;
}

export interface ServiceKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdBy: string;
  readonly createdMs: number;
  readonly lastUsedMs: number | null;
  /** Null = until it is revoked. */
  readonly expiresMs: number | null;
}

/** One act. `details` holds no secret. */
export interface AuditEvent {
  readonly atMs: number;
  readonly actor: string;
  /** Name of the act, e.g. `createAccount`. */
  readonly action: string;
  /** What it was done to; null when there is no one thing. */
  readonly target: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  /** Where it came from. */
  readonly address: string | null;
}

export interface AuditEntry extends AuditEvent {
  readonly seq: number;
  /** SHA-256 (hex) over the hash of the entry before and this one's content: a changed or missing entry breaks all that follow. */
  readonly hash: string;
}

export interface AuditQuery {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly limit: number;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

export type AuditProof =
  | { readonly kind: 'whole'; readonly entries: number; readonly headHash: string }
  | { readonly kind: 'broken'; readonly firstBadSeq: number };
