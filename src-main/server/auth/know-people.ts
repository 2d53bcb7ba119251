/** All that tells who somebody is, put together: credentials, passwords, tokens, tickets, sessions, and how often each may try and ask. */
import type { Hub } from '../hub.ts';
import type { ServerLimits } from '../limits.ts';
import type { ServerDeps } from '../ports.ts';
import { createRequestRates } from '../request-rates.ts';
import { createAttempts } from './attempts.ts';
import { createCredentials } from './credentials.ts';
import { createPasswordAttempts } from './password-attempts.ts';
import { createPasswords } from './passwords.ts';
import { createSessionDesk } from './sessions.ts';
import { createSignIn } from './sign-in.ts';
import { createTickets } from './tickets.ts';
import { createTokens } from './tokens.ts';

export function knowPeople(deps: ServerDeps, limits: ServerLimits, hub: Hub) {
  const { clock } = deps;
  const { accessTokenLifeMs, wrongPasswordsPerPair, wrongPasswordsPerAddress, wrongPasswordsPerAccount } = limits;
  const attempts = createAttempts({ limit: limits.badCredentials, windowMs: limits.badCredentialsWindowMs, clock });
  const tickets = createTickets({ lifeMs: limits.ticketLifeMs, most: limits.tickets, clock });
  const tokens = createTokens({ secret: deps.tokenSecret, stationId: deps.station.id, accessLifeMs: accessTokenLifeMs, clock });
  const passwords = createPasswords();
  const passwordLimits = {
    perAccountAndAddress: wrongPasswordsPerPair,
    perAddress: wrongPasswordsPerAddress,
    perAccount: wrongPasswordsPerAccount,
    windowMs: limits.wrongPasswordsWindowMs,
  };
  const signIn = createSignIn({ ...deps, passwords, attempts: createPasswordAttempts(passwordLimits, clock) });
  const credentials = createCredentials({ ...deps, attempts, tickets, tokens });
  const desk = createSessionDesk({ ...deps, tokens, hub, limits });
  const rates = createRequestRates(limits, clock);
  return { ...deps, limits, attempts, tickets, passwords, signIn, credentials, rates, desk };
}
