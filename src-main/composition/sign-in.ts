/**
 * One-time sign-in links for the station's own machine. In: the store. Out: a new link. The store keeps the code's SHA-256 only: it is
 * long and random, so that a plain hash can't be searched backwards.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/open-store.ts';

const linkLifeMs = 15 * 60_000;
const operatorName = 'control room';

/** Makes a new code each time it is called. */
export function signInLink(origin: string, store: Pick<Store, 'oneTimeCodes'>, clock: Clock): string {
  const code = randomBytes(24).toString('base64url');
  const hash = createHash('sha256').update(code).digest('hex');
  const grant = { name: operatorName, role: 'admin', expiresMs: clock.nowMs() + linkLifeMs, loopbackOnly: true } as const;
  store.oneTimeCodes.add(hash, grant);
  return `${origin}/join?code=${code}`;
}
