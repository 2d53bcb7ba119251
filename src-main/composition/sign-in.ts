/** One-time sign-in links for the station's own machine. In: the store, which keeps the code's hash only. Out: a new link. */
import type { Clock } from '../clock.ts';
import { hashSecret, newSecret } from '../server/auth/secrets.ts';
import type { Store } from '../store/open-store.ts';

const linkLifeMs = 15 * 60_000;
const operatorName = 'control room';

/** Makes a new code each time it is called. */
export function signInLink(origin: string, store: Pick<Store, 'oneTimeCodes'>, clock: Clock): string {
  const code = newSecret();
  const grant = { name: operatorName, role: 'admin', expiresMs: clock.nowMs() + linkLifeMs, loopbackOnly: true } as const;
  store.oneTimeCodes.add(hashSecret(code), grant);
  return `${origin}/join?code=${code}`;
}
