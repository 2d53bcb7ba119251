/** A name and a password → the account, slowly and without telling which of the two was wrong. */
import type { Account } from '../../../src-contract/domain/account.ts';
import { KavachError } from '../../errors.ts';
import type { ServerDeps } from '../ports.ts';
import type { PasswordAttempts } from './password-attempts.ts';
import type { Passwords } from './passwords.ts';

export type SignIn = (given: { readonly username: string; readonly password: string }, address: string) => Promise<Account>;

interface SignInDeps extends Pick<ServerDeps, 'accounts' | 'audit' | 'clock'> {
  readonly passwords: Passwords;
  readonly attempts: PasswordAttempts;
}

/** Throws UNAUTHENTICATED, RATE_LIMITED or UNAVAILABLE. Both ends of a try are in the audit log. */
export function createSignIn({ accounts, audit, clock, passwords, attempts }: SignInDeps): SignIn {
  return async ({ username, password }, address) => {
    attempts.begin(username, address);
    const found = await accounts.findByName(username);
    const fits = await passwords.verify(found?.passwordHash ?? null, password);
    // What isn't a name here may be a password in the wrong field: it isn't kept.
    const actor = found?.account.username ?? '(unknown name)';
    const event = { atMs: clock.nowMs(), actor, target: null, details: {}, address };
    if (found === null || !fits || found.account.disabledMs !== null) {
      await audit.append({ ...event, action: 'signInFailed' });
      throw new KavachError('UNAUTHENTICATED', 'The name or the password is wrong.');
    }
    attempts.succeeded(username, address);
    await audit.append({ ...event, action: 'signIn' });
    return found.account;
  };
}
