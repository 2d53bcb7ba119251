/**
 * Who is on duty where, from the station's list of sessions. In: sessions, asked now and again; out: people with the zone that their phone
 * was given. No phone reports a position, so the zone is all that is known of their place. Pure.
 */
import type { SessionReply } from '../../../src-contract/api/people.ts';
import { shiftKnownMs } from '../../../src-contract/domain/account.ts';

export interface StaffPost {
  readonly id: string;
  readonly name: string;
  readonly role: SessionReply['role'];
  /** Null: the phone has no zone of its own. */
  readonly zoneId: string | null;
  /** When the phone was last known to be there and on shift, ms. */
  readonly heardMs: number;
  readonly isConnected: boolean;
  /** Its screen stays on, so that an alert is seen. */
  readonly isAwake: boolean;
}

export type StaffLook = { readonly kind: 'here' } | { readonly kind: 'lost'; readonly ageMs: number };

export interface SeenPost {
  readonly post: StaffPost;
  readonly look: StaffLook;
}

/** Four answers of the station in a row: an older list says nothing of now. */
const freshMs = 45_000;

export function staffPosts(sessions: readonly SessionReply[]): StaffPost[] {
  return sessions.flatMap(({ id, name, role, zone, on_shift_at, on_shift, awake }) =>
    on_shift_at === null
      ? []
      : [
          {
            ...{ id, name, role, zoneId: zone, heardMs: Date.parse(on_shift_at) },
            isConnected: on_shift === true,
            isAwake: awake === true,
          },
        ],
  );
}

/** Those who may still be shown, who is there first; a phone that is lost for long is left out, for its owner may be anywhere. */
export function seenPosts(posts: readonly StaffPost[], nowMs: number): SeenPost[] {
  return posts
    .flatMap((post): SeenPost[] => {
      const ageMs = nowMs - post.heardMs;
      if (ageMs > shiftKnownMs) return [];
      return [{ post, look: post.isConnected && ageMs < freshMs ? { kind: 'here' } : { kind: 'lost', ageMs } }];
    })
    .toSorted((a, b) => rank(a) - rank(b) || a.post.name.localeCompare(b.post.name));
}

function rank({ look }: SeenPost): number {
  return look.kind === 'here' ? 0 : 1;
}

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The first letters of the first two words, in any script. */
export function initialsOf(name: string): string {
  return name
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 2)
    .map((word) => [...letters.segment(word)][0]?.segment ?? '')
    .join('')
    .toLocaleUpperCase();
}
