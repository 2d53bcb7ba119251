/**
 * The key that seals exports: Ed25519, made at the first start, readable by its owner alone. Others check a seal with the public key that
 * stands in each manifest, and whose key that is by its fingerprint, which the Evidence screen shows.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorText, KavachError } from '../../errors.ts';
import { fingerprintOf, type StationKey } from './manifest.ts';

const fileName = 'evidence.key';

/** Throws KavachError SETTING_INVALID when the file is there and is no such key. */
export function loadStationKey(dataFolder: string): StationKey {
  const path = join(dataFolder, fileName);
  try {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(path, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw unreadable(path, error);
  }
  try {
    chmodSync(path, 0o600);
    const privateKey = createPrivateKey(readFileSync(path, 'utf8'));
    if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('it is a key of another kind');
    const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64');
    return { privateKey, publicKey, fingerprint: fingerprintOf(publicKey) };
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): KavachError {
  const message = `${path}: ${errorText(error)}. Put the file back from a backup; or move it away, and exports from now on are sealed with a new key.`;
  return new KavachError('SETTING_INVALID', message);
}
