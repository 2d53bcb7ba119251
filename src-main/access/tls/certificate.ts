/** Reads a certificate: what it is good for, from when to when, and whether a key and an issuer fit it. */
import 'reflect-metadata';
import { createPrivateKey, X509Certificate as NodeCertificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { SubjectAlternativeNameExtension, X509Certificate } from '@peculiar/x509';
import { canonicalAddress, type Names } from './names.ts';
import type { PemPair } from './pem-file.ts';

export interface Certificate extends PemPair, Names {
  /** Epoch ms. */
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  /** SHA-256 over the certificate: `AB:CD:…`, as phones show it. */
  readonly fingerprintSha256: string;
}

/** Throws an Error that says in a few words what is wrong with the pair. */
export function readCertificate(pair: PemPair): Certificate {
  const own = attempt('it holds no certificate that can be read', () => new NodeCertificate(pair.certPem));
  const key = attempt('it holds no private key that can be read without a passphrase', () => createPrivateKey(pair.keyPem));
  if (!own.checkPrivateKey(key)) throw new Error('the key belongs to another certificate');
  // Throws OpenSSL's own words for what it would not show, such as a key that is too short.
  createSecureContext({ cert: pair.certPem, key: pair.keyPem });
  const parsed = new X509Certificate(own.raw);
  const names = parsed.getExtension(SubjectAlternativeNameExtension)?.names.items ?? [];
  const valuesOf = (type: string): string[] => names.flatMap((name) => (name.type === type ? [name.value] : []));
  return {
    ...pair,
    notBeforeMs: parsed.notBefore.getTime(),
    notAfterMs: parsed.notAfter.getTime(),
    fingerprintSha256: own.fingerprint256,
    dnsNames: valuesOf('dns').map((name) => name.toLowerCase()),
    addresses: valuesOf('ip').map(canonicalAddress),
  };
}

export function isIssuedBy(certificate: PemPair, issuer: PemPair): boolean {
  const [child, parent] = [new NodeCertificate(certificate.certPem), new NodeCertificate(issuer.certPem)];
  return child.checkIssued(parent) && child.verify(parent.publicKey);
}

function attempt<T>(otherwise: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw new Error(otherwise);
  }
}
