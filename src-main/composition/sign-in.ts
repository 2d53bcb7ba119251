/**
 * One-time sign-in links and the sessions that they start, kept in the store. A link is for this machine alone until TLS exists.
 * In: the store. Out: the server's ports, and a new link. Secrets reach the store as SHA-256 only: they are long and random, so
 * that a plain hash can't be searched backwards.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { OneTimeCodesPort, SessionsPort } from '../server/ports.ts';
import type { Store } from '../store/open-store.ts';

const linkLifeMs = 15 * 60_000;
const operatorName = 'control room';

export interface SignIn {
  readonly sessions: SessionsPort;
  readonly oneTimeCodes: OneTimeCodesPort;
  /** Makes a new code each time it is called. */
  link(origin: string): string;
}

export function createSignIn(store: Pick<Store, 'sessions' | 'oneTimeCodes'>, clock: Clock): SignIn {
  return {
    sessions: {
      add: ({ token, ...session }) => store.sessions.create(hashOf(token), session),
      find: (token, nowMs) => store.sessions.find(hashOf(token), nowMs),
      touch: (token, nowMs) => store.sessions.touch(hashOf(token), nowMs),
      remove: (token) => store.sessions.revoke(hashOf(token)),
    },
    oneTimeCodes: {
      redeem: (code, use) => store.oneTimeCodes.take(hashOf(code), use),
    },
    link(origin) {
      const code = randomBytes(24).toString('base64url');
      const grant = { name: operatorName, role: 'admin', expiresMs: clock.nowMs() + linkLifeMs, loopbackOnly: true } as const;
      store.oneTimeCodes.add(hashOf(code), grant);
      return `${origin}/join?code=${code}`;
    },
  };
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
