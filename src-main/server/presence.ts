/**
 * What the pages behind open sockets say of their phones: on shift, and whether the screen stays awake so that alerts are seen. Of a page
 * that is gone, only until when it was on shift is kept, for a while: a lost phone is to be told from one that was laid down.
 */
import { shiftKnownMs } from '../../src-contract/domain/account.ts';
import type { Clock } from '../clock.ts';
import { credentialId } from './auth/caller.ts';
import type { SocketClient } from './socket-client.ts';

export interface PhonePresence {
  readonly onShift: boolean;
  readonly awake: boolean;
}

export interface Presence {
  note(client: SocketClient, presence: PhonePresence): void;
  leave(client: SocketClient): void;
  /** Null when no page of this session has said anything. */
  of(sessionId: string): PhonePresence | null;
  /** When a page of this session was last there and on shift, ms; null when it isn't on shift, or gone for too long. */
  onShiftMs(sessionId: string): number | null;
}

export function createPresence(clock: Clock): Presence {
  const said = new Map<SocketClient, PhonePresence>();
  /** Session → when its page went, on shift. */
  const lost = new Map<string, number>();
  // The newest word counts: a phone that comes back may still have its old socket for a while.
  const newestOf = (sessionId: string) => [...said].findLast(([client]) => credentialId(client.caller) === sessionId);
  const of = (sessionId: string) => newestOf(sessionId)?.[1] ?? null;
  return {
    note: (client, presence) => void said.set(client, presence),
    leave(client) {
      const sessionId = credentialId(client.caller);
      const newest = newestOf(sessionId);
      said.delete(client);
      if (newest?.[0] !== client) return;
      for (const [id, atMs] of lost) if (clock.nowMs() - atMs > shiftKnownMs) lost.delete(id);
      if (newest[1].onShift) lost.set(sessionId, clock.nowMs());
      else lost.delete(sessionId);
    },
    of,
    onShiftMs(sessionId) {
      const presence = of(sessionId);
      if (presence !== null) return presence.onShift ? clock.nowMs() : null;
      const lostMs = lost.get(sessionId) ?? null;
      return lostMs === null || clock.nowMs() - lostMs > shiftKnownMs ? null : lostMs;
    },
  };
}
