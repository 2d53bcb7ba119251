/** Who may speak for sensors, for the intakes: keys of sensors and services as the server hashes them, and registered addresses. */
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import { createFadingCount } from '../server/auth/fading-count.ts';
import { hashSecret, sameSecret } from '../server/auth/secrets.ts';
import type { Grant, IntakeAccess } from '../sources/sensors/intake.ts';
import type { Store } from '../store/open-store.ts';
import type { StationSensors } from './sensors.ts';

/** As for the server's keys: they can't be guessed, but a guesser shall be slow. */
const wrongKeys = { limit: 20, windowMs: 60_000 } as const;
const touchEveryMs = 60_000;

interface AccessOptions {
  readonly store: Pick<Store, 'sensors' | 'serviceKeys'>;
  readonly book: StationSensors['book'];
  readonly adminKey: string;
  readonly clock: Clock;
  readonly log: Log;
}

export function createIntakeAccess({ store, book, adminKey, clock, log }: AccessOptions): IntakeAccess {
  const wrong = createFadingCount({ ...wrongKeys, clock });

  const serviceGrant = (hash: string): Grant | null => {
    const key = store.serviceKeys.find(hash, clock.nowMs());
    if (key === null) return null;
    if (key.lastUsedMs === null || clock.nowMs() - key.lastUsedMs > touchEveryMs) touch(key.id);
    return { kind: 'service', mayWrite: key.scopes.includes('sensors:write'), mayRead: key.scopes.includes('sensors:read') };
  };
  /** A store that can't write must not shut a sensor out. */
  const touch = (keyId: string): void => {
    try {
      store.serviceKeys.touch(keyId, clock.nowMs());
    } catch (error) {
      log.warn({ error: errorText(error) }, 'the use of a key could not be noted');
    }
  };

  return {
    grant(key) {
      if (sameSecret(key, adminKey)) return { kind: 'service', mayWrite: true, mayRead: true };
      const hash = hashSecret(key);
      const sensorId = store.sensors.findByKey(hash);
      return sensorId === null ? serviceGrant(hash) : { kind: 'sensor', sensorId };
    },
    sensorsAt: (address) => book.list().flatMap(({ id, record }) => (record?.addresses.includes(address) ? [id] : [])),
    noteWrongKey: wrong.add,
  };
}
