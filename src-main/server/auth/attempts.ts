/**
 * Counts wrong keys and codes by the address they come from, so that guessing is slow and quiet. A right credential is never held
 * back, so one guesser locks nobody out: keys and codes have 256 random bits, and what is limited is the trying. Passwords, when they
 * come, need a second count by account.
 */
import type { Clock } from '../../clock.ts';
import { KavachError } from '../../errors.ts';

export interface Attempts {
  /** Notes a wrong credential and gives the error to throw: `refusal`, or RATE_LIMITED once there were too many. */
  failed(address: string, refusal: KavachError): KavachError;
}

const mostAddresses = 10_000;

export function createAttempts({ limit, windowMs, clock }: { limit: number; windowMs: number; clock: Clock }): Attempts {
  /** Failures still held against an address, as of `atMs`; they fade evenly over the window. */
  const failures = new Map<string, { count: number; atMs: number }>();
  return {
    failed(address, refusal) {
      const nowMs = clock.nowMs();
      const before = failures.get(address);
      const faded = before === undefined ? 0 : Math.max(0, before.count - ((nowMs - before.atMs) / windowMs) * limit);
      failures.delete(address);
      failures.set(address, { count: Math.min(faded + 1, limit + 1), atMs: nowMs });
      const oldest = failures.keys().next().value;
      if (failures.size > mostAddresses && oldest !== undefined) failures.delete(oldest);
      if (faded + 1 <= limit) return refusal;
      return new KavachError(
        'RATE_LIMITED',
        'Too many wrong keys or codes from this address. Wait a minute and use the right one.',
      );
    },
  };
}
