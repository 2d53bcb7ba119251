/** A pairing code on its way to a phone: how it is written, and what has become of it. Pure. */
import type { SessionReply } from '../../../src-contract/api/people.ts';

/** The code stands behind the #, so that it reaches no log. */
export function joinAddress(origin: string, code: string): string {
  return `${origin}/join#${code}`;
}

const groupSize = 5;

/** In groups that an eye can hold: `7K2QF 9XW3M`. */
export function codeGroups(code: string): readonly string[] {
  return code.match(new RegExp(`.{1,${groupSize}}`, 'g')) ?? [];
}

export type PairingOutcome =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'joined'; readonly name: string }
  | { readonly kind: 'expired' }
  /** Withdrawn, or used by a phone that this operator doesn't see. */
  | { readonly kind: 'gone' };

export interface PairingSeen {
  readonly codeId: string;
  readonly expiresMs: number;
  readonly nowMs: number;
  /** Codes that nobody has used yet. */
  readonly openCodeIds: readonly string[];
  readonly sessions: readonly Pick<SessionReply, 'id' | 'kind' | 'name' | 'created_at'>[];
  /** Phones that were there before the code. */
  readonly knownIds: ReadonlySet<string>;
}

/** Other codes may be open at once, so a new phone counts only when this code is used up. */
export function pairingOutcome({ codeId, expiresMs, nowMs, openCodeIds, sessions, knownIds }: PairingSeen): PairingOutcome {
  if (openCodeIds.includes(codeId)) return { kind: 'waiting' };
  const joined = sessions
    .filter(({ id, kind }) => kind === 'phone' && !knownIds.has(id))
    .toSorted((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at))[0];
  if (joined !== undefined) return { kind: 'joined', name: joined.name };
  return { kind: nowMs >= expiresMs ? 'expired' : 'gone' };
}
