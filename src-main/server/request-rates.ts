/**
 * How many requests one credential, and without one an address, may make. Far above what pages and programs need, so that only a loop that
 * has gone wrong, or somebody who means harm, ever meets it; the others' requests go on.
 */
import type { Clock } from '../clock.ts';
import { KavachError } from '../errors.ts';
import { type Caller, credentialId } from './auth/caller.ts';
import { createFadingCount } from './auth/fading-count.ts';
import type { ServerLimits } from './limits.ts';

export interface RequestRates {
  /** Throws RATE_LIMITED. `caller` null: whoever it is, by address. */
  note(caller: Caller | null, address: string): void;
}

type RateLimits = Pick<ServerLimits, 'requestsPerSession' | 'requestsPerService' | 'requestsPerAddress' | 'requestWindowMs'>;

export function createRequestRates(limits: RateLimits, clock: Clock): RequestRates {
  const windowMs = limits.requestWindowMs;
  const sessions = createFadingCount({ limit: limits.requestsPerSession, windowMs, clock });
  const services = createFadingCount({ limit: limits.requestsPerService, windowMs, clock });
  const addresses = createFadingCount({ limit: limits.requestsPerAddress, windowMs, clock });
  return {
    note(caller, address) {
      const isWithin =
        caller === null ? addresses.add(address) : (caller.kind === 'session' ? sessions : services).add(credentialId(caller));
      if (!isWithin) throw new KavachError('RATE_LIMITED', 'Too many requests; slow down and try again in some seconds.');
    },
  };
}
