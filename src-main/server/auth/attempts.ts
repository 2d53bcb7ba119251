/**
 * Counts wrong keys and codes by the address they come from, so that guessing is slow and quiet. A right credential is never held
 * back, so one guesser locks nobody out: keys and codes are long and random, and what is limited is the trying. Passwords are another
 * matter (password-attempts.ts).
 */
import type { Clock } from '../../clock.ts';
import { KavachError } from '../../errors.ts';
import { createFadingCount } from './fading-count.ts';

export interface Attempts {
  /** Notes a wrong credential and gives the error to throw: `refusal`, or RATE_LIMITED once there were too many. */
  failed(address: string, refusal: KavachError): KavachError;
}

export function createAttempts(options: { limit: number; windowMs: number; clock: Clock }): Attempts {
  const count = createFadingCount(options);
  return {
    failed(address, refusal) {
      if (count.add(address)) return refusal;
      return new KavachError(
        'RATE_LIMITED',
        'Too many wrong keys or codes from this address. Wait a minute and use the right one.',
      );
    },
  };
}
