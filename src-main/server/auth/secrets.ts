/** Random secrets and how they are compared and kept: the station stores their SHA-256, never themselves. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits, safe in URLs and cookies. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256, hex. Enough for secrets of full entropy; passwords need a slow hash of their own. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares without telling by its time how much is right; hashing first makes the lengths equal. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}

/** An id that nobody can guess or mistake: 72 random bits. */
export function newId(): string {
  return randomBytes(9).toString('base64url');
}

/** Crockford's base 32: no letter that is taken for a digit. */
const codeLetters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ten letters, 50 random bits: enough for a code that lives minutes behind a limit of tries, and short enough to be typed. */
export function newPairingCode(): string {
  return [...randomBytes(10)].map((byte) => codeLetters[byte % codeLetters.length]).join('');
}
