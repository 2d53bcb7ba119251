/**
 * Hashes passwords with argon2id at the cost that OWASP's Password Storage Cheat Sheet gives first for it (19 MiB, 2 passes, 1 lane;
 * some 20 ms of one core). A few at a time: a flood of sign-ins must not take the cores from the cameras.
 */
import { hash, verify } from '@node-rs/argon2';
import { KavachError } from '../../errors.ts';

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes the same time for a name that nobody has (`hash` null). */
  verify(hash: string | null, password: string): Promise<boolean>;
}

const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };
const mostAtOnce = 2;
/** Some half a second of waiting. */
const mostWaiting = 40;

export function createPasswords(): Passwords {
  const inTurn = createTurns();
  // Something to compare with where there is no account.
  const nobody = hash('nobody has this password', cost);
  nobody.catch(() => {});
  return {
    hash: (password) => inTurn(() => hash(password, cost)),
    verify: (known, password) =>
      inTurn(async () => {
        const fits = await verify(known ?? (await nobody), password);
        return fits && known !== null;
      }),
  };
}

function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let active = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (active >= mostAtOnce) {
      if (waiting.length >= mostWaiting) {
        throw new KavachError('UNAVAILABLE', 'Many people sign in just now; try again in a few seconds.');
      }
      // Whoever ends hands over its place.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else active += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) active -= 1;
      else next();
    }
  };
}
