/**
 * Slows the guessing of passwords without locking anybody out of their own account: what is counted is one account from one address, one
 * address over all accounts, and one account over all addresses, where an address from which its owner signed in before is left out.
 */
import type { Clock } from '../../clock.ts';
import { KavachError } from '../../errors.ts';
import { createFadingCount } from './fading-count.ts';

export interface PasswordLimits {
  readonly perAccountAndAddress: number;
  readonly perAddress: number;
  readonly perAccount: number;
  readonly windowMs: number;
}

export interface PasswordAttempts {
  /** Counts a try as wrong before it is looked at, so that many at once are counted too. Throws RATE_LIMITED. */
  begin(username: string, address: string): void;
  /** It was right. */
  succeeded(username: string, address: string): void;
}

const mostKnownPlaces = 10_000;

export function createPasswordAttempts(limits: PasswordLimits, clock: Clock): PasswordAttempts {
  const { windowMs } = limits;
  const pairs = createFadingCount({ limit: limits.perAccountAndAddress, windowMs, clock });
  const addresses = createFadingCount({ limit: limits.perAddress, windowMs, clock });
  const accounts = createFadingCount({ limit: limits.perAccount, windowMs, clock });
  /** Pairs of account and address that have signed in. */
  const known = new Set<string>();
  return {
    begin(username, address) {
      const pair = `${username} ${address}`;
      const isHeld = pairs.isOver(pair) || addresses.isOver(address) || (accounts.isOver(username) && !known.has(pair));
      pairs.add(pair);
      addresses.add(address);
      accounts.add(username);
      if (!isHeld) return;
      throw new KavachError(
        'RATE_LIMITED',
        'Too many wrong passwords. Wait some minutes, or ask an administrator for a new one.',
      );
    },
    succeeded(username, address) {
      const pair = `${username} ${address}`;
      pairs.forget(pair);
      addresses.forget(address);
      known.add(pair);
      const oldest = known.values().next().value;
      if (known.size > mostKnownPlaces && oldest !== undefined) known.delete(oldest);
    },
  };
}
