/**
 * Keys and certificates in files. Ours are written whole or not at all and are readable by their owner alone: a key and its certificate
 * share one file, so that no power cut leaves two that don't fit.
 */
import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorText, KavachError } from '../../errors.ts';

export interface PemPair {
  /** The certificate, and after it those that lead from it to a CA. */
  readonly certPem: string;
  readonly keyPem: string;
}

/** No key or chain comes near it; whatever does is another file. */
const mostBytes = 1 << 20;

/** Throws KavachError SETTING_INVALID with `remedy`. */
export function makePrivateFolder(folder: string, remedy: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
  } catch (error) {
    throw unusable(folder, errorText(error), remedy);
  }
}

/** Null when there is no such file. Throws KavachError SETTING_INVALID with `remedy` when it can't be read. */
export function readPem(path: string, remedy: string): string | null {
  try {
    const text = readFileSync(path, 'utf8');
    if (text.length > mostBytes) throw new Error('it is too long for a certificate');
    return text;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw unusable(path, errorText(error), remedy);
  }
}

export function writePair(path: string, { certPem, keyPem }: PemPair): void {
  const part = `${path}.part`;
  const file = openSync(part, 'w', 0o600);
  try {
    writeSync(file, `${keyPem.trim()}\n${certPem.trim()}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  chmodSync(part, 0o600);
  renameSync(part, path);
  syncFolder(dirname(path));
}

/** Null when the text doesn't hold both. */
export function splitPair(text: string): PemPair | null {
  const certificates = pemBlocks(text, 'CERTIFICATE');
  const [key] = pemBlocks(text, 'PRIVATE KEY');
  return key === undefined || certificates.length === 0 ? null : { keyPem: key, certPem: certificates.join('\n') };
}

export function pemBlocks(text: string, label: 'CERTIFICATE' | 'PRIVATE KEY'): string[] {
  // `RSA PRIVATE KEY` and `EC PRIVATE KEY` are older spellings of the same.
  return text.match(new RegExp(`-----BEGIN ([A-Z]+ )?${label}-----[^-]+-----END ([A-Z]+ )?${label}-----`, 'g')) ?? [];
}

export function unusable(path: string, why: string, remedy: string): KavachError {
  return new KavachError('SETTING_INVALID', `${path}: ${why}. ${remedy}.`);
}

/** So that the rename itself survives a power cut; Windows opens no folders and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
