/**
 * The station as its own CA: `<data>/tls/ca.pem` and, signed by it, `<data>/tls/station.pem`. Both are made at the first start. The second
 * is made anew whenever it doesn't do any more; the first never by itself, because every phone would have to trust the new one.
 */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { errorText, KavachError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { type Certificate, isIssuedBy, readCertificate } from './certificate.ts';
import { issueAuthority, issueLeaf } from './issue.ts';
import type { Names } from './names.ts';
import { makePrivateFolder, type PemPair, readPem, splitPair, unusable, writePair } from './pem-file.ts';

export interface OwnAuthority {
  readonly ca: Certificate;
  /** The certificate that is good now: the present one, or a new one, which is saved. */
  leaf(present: Certificate | null, nowMs: number): Promise<Certificate>;
}

interface OwnAuthorityOptions {
  /** `<data>/tls` */
  readonly folder: string;
  readonly station: { readonly id: string; readonly name: string };
  /** What the certificate must be good for, asked each time: addresses come and go. */
  readonly names: () => Names;
  readonly log: Log;
}

const dayMs = 24 * 3600_000;
/** Time enough for a person to look when renewing keeps failing. */
const renewBeforeMs = 30 * dayMs;

const authorityRemedy =
  'Restore it from a backup of the data folder, or delete it: a new CA is made at the next start, which every phone must trust anew';
const leafRemedy = 'Make it readable for the user that runs Kavach, or delete it: it is made anew at the next start';

/** Throws KavachError SETTING_INVALID when a file is there and can't be used. */
export async function openOwnAuthority(options: OwnAuthorityOptions, nowMs: number): Promise<OwnAuthority> {
  const { folder, station, names, log } = options;
  makePrivateFolder(folder, 'Make the data folder writable for the user that runs Kavach');
  const ca = await loadAuthority(join(folder, 'ca.pem'), station, nowMs);
  const leafPath = join(folder, 'station.pem');
  return {
    ca,
    async leaf(present, atMs) {
      const wanted = names();
      const kept = present ?? readLeaf(leafPath, log);
      const reason = kept === null ? 'there is none' : whyRenew(kept, ca, wanted, atMs);
      if (kept !== null && reason === null) return kept;
      if (ca.notAfterMs <= atMs) throw unusable(join(folder, 'ca.pem'), 'the CA has expired', authorityRemedy);
      const made = await issueLeaf(ca, wanted, atMs);
      save(leafPath, made, log);
      log.info({ reason, names: [...wanted.dnsNames, ...wanted.addresses] }, 'made a new certificate');
      return readCertificate(made);
    },
  };
}

async function loadAuthority(path: string, station: { id: string; name: string }, nowMs: number): Promise<Certificate> {
  const text = readPem(path, authorityRemedy);
  if (text === null) {
    const made = await issueAuthority(station, nowMs);
    writeAuthority(path, made);
    return readCertificate(made);
  }
  chmodSync(path, 0o600);
  const pair = splitPair(text);
  if (pair === null) throw unusable(path, 'it holds no key and certificate', authorityRemedy);
  try {
    return readCertificate(pair);
  } catch (error) {
    throw unusable(path, errorText(error), authorityRemedy);
  }
}

function writeAuthority(path: string, made: PemPair): void {
  try {
    writePair(path, made);
  } catch (error) {
    throw new KavachError(
      'SETTING_INVALID',
      `${path} can't be written: ${errorText(error)}. Make the data folder writable, or name another with --data DIR.`,
    );
  }
}

/** A full disk must not keep the phones out: the next start makes another one. */
function save(path: string, leaf: PemPair, log: Log): void {
  try {
    writePair(path, leaf);
  } catch (error) {
    log.warn({ path, error: errorText(error) }, 'the new certificate could not be saved; it is used until the station stops');
  }
}

/** Null when it must be made anew: nothing is lost by that, unlike with the CA. */
function readLeaf(path: string, log: Log): Certificate | null {
  const text = readPem(path, leafRemedy);
  if (text === null) return null;
  chmodSync(path, 0o600);
  try {
    const pair = splitPair(text);
    if (pair === null) throw new Error('it holds no key and certificate');
    return readCertificate(pair);
  } catch (error) {
    log.warn({ path, error: errorText(error) }, 'the certificate could not be used and is made anew');
    return null;
  }
}

/**
 * Null while it does. A name that is no longer needed is no reason: a network that comes and goes would change the certificate each time.
 */
function whyRenew(leaf: Certificate, ca: Certificate, wanted: Names, nowMs: number): string | null {
  if (!isIssuedBy(leaf, ca)) return 'it is signed by another CA';
  // The clock was wrong when it was made.
  if (leaf.notBeforeMs > nowMs) return 'it begins in the future';
  if (leaf.notAfterMs - nowMs < renewBeforeMs && leaf.notAfterMs < ca.notAfterMs) return 'it ends soon';
  const missing = [
    ...wanted.dnsNames.filter((name) => !leaf.dnsNames.includes(name)),
    ...wanted.addresses.filter((address) => !leaf.addresses.includes(address)),
  ];
  return missing.length === 0 ? null : `it lacks ${missing.join(', ')}`;
}
