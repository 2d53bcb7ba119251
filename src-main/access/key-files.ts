/** Secrets of the data folder, one a file: made at the first start, readable by their owner alone. */
import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorText, KavachError } from '../errors.ts';

const keyForm = /^[A-Za-z0-9_-]{32,200}$/;

/** `admin.key`: a service credential with every scope. `secret.key`: what tokens are signed with. */
export type KeyFile = 'admin.key' | 'secret.key';

/** Throws KavachError SETTING_INVALID when the file is there and is no key. */
export function loadKey(dataFolder: string, name: KeyFile): string {
  const path = join(dataFolder, name);
  try {
    writeFileSync(path, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw unreadable(path, errorText(error));
  }
  chmodSync(path, 0o600);
  const key = readFileSync(path, 'utf8').trim();
  if (!keyForm.test(key)) throw unreadable(path, 'it holds no key');
  return key;
}

function unreadable(path: string, why: string): KavachError {
  return new KavachError('SETTING_INVALID', `${path}: ${why}. Delete the file to have a new key made at the next start.`);
}
