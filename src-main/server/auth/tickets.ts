/** Tickets for one WebSocket each: for clients that can't set headers there. Single use, short-lived, kept in memory alone. */
import type { Clock } from '../../clock.ts';
import { KavachError } from '../../errors.ts';
import type { Caller } from './caller.ts';
import { hashSecret, newSecret } from './secrets.ts';

export interface Tickets {
  /** Throws UNAVAILABLE when too many are out. */
  issue(caller: Caller): string;
  /** Uses it up; null when it is unknown, used or expired. */
  take(ticket: string): Caller | null;
}

export function createTickets({ lifeMs, most, clock }: { lifeMs: number; most: number; clock: Clock }): Tickets {
  const open = new Map<string, { caller: Caller; expiresMs: number }>();
  /** Insertion order is order of expiry. */
  const dropExpired = (): void => {
    for (const [hash, { expiresMs }] of open) {
      if (expiresMs > clock.nowMs()) return;
      open.delete(hash);
    }
  };
  return {
    issue(caller) {
      dropExpired();
      if (open.size >= most) throw new KavachError('UNAVAILABLE', 'Too many unused tickets; try again in half a minute.');
      const ticket = newSecret();
      open.set(hashSecret(ticket), { caller, expiresMs: clock.nowMs() + lifeMs });
      return ticket;
    },
    take(ticket) {
      dropExpired();
      const hash = hashSecret(ticket);
      const found = open.get(hash);
      open.delete(hash);
      return found?.caller ?? null;
    },
  };
}
