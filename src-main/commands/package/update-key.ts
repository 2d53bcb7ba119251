/** The key that updates of stations are signed with (Ed25519). In: a path. Out: a new key on the disk, or one read from it, for signing. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { errorText } from '../../errors.ts';
import { PackageError } from './options.ts';

/** For its owner alone; never over another. */
export function makeUpdateKey(path: string): void {
  const { privateKey } = generateKeyPairSync('ed25519');
  try {
    writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw new PackageError(
      isThere ? `${path} is there already; name another file` : `the key can't be written: ${errorText(error)}`,
    );
  }
}

export function readUpdateKey(path: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(readFileSync(path));
  } catch (error) {
    throw new PackageError(`--sign-with ${path}: no key can be read from it (${errorText(error)})`);
  }
  if (key.asymmetricKeyType !== 'ed25519')
    throw new PackageError(`--sign-with ${path}: it is no key for updates; make one with --new-update-key FILE`);
  return key;
}

/** PEM: what an installer holds of it. */
export function publicPart(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
}
