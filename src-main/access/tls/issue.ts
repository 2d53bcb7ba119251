/**
 * Makes certificates: the station's own CA, and the server certificates that it signs. ECDSA on P-256, which every phone knows. In:
 * names and the time. Out: PEM. What is kept where is others' business.
 */
import 'reflect-metadata';
import { createPrivateKey, KeyObject, randomBytes, webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type JsonGeneralNames,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { Names } from './names.ts';
import type { PemPair } from './pem-file.ts';

const dayMs = 24 * 3600_000;
/** From the past, for phones and a station whose clocks differ. */
const backdateMs = dayMs;
/** A CA is trusted by hand, phone by phone: it has to outlive the phones. */
const authorityDays = 10 * 365;
/**
 * Apple's systems refuse what lasts longer than 398 days and advise 397 (support.apple.com/102028). CAs that a person added may use up to 825
 * (support.apple.com/103769); the shorter one is right everywhere. The day before now is one of them.
 */
const leafDays = 397;
/** RFC 5280, upper bound of a common name, characters. */
const mostNameChars = 64;

const curve = { name: 'ECDSA', namedCurve: 'P-256' };
const signing = { ...curve, hash: 'SHA-256' };

export async function issueAuthority(station: { readonly id: string; readonly name: string }, nowMs: number): Promise<PemPair> {
  const keys = await newKeys();
  // The random word keeps the CAs of two stations apart, also of one that was set up anew.
  const word = randomBytes(4).toString('hex');
  const name = `${`Kavach ${station.name}`.slice(0, mostNameChars - 12)} CA ${word}`;
  const certificate = await X509CertificateGenerator.createSelfSigned({
    ...{ keys, signingAlgorithm: signing, serialNumber: newSerial() },
    name: [{ CN: [name] }, { O: [`Kavach station ${station.id}`.slice(0, mostNameChars)] }],
    notBefore: new Date(nowMs - backdateMs),
    notAfter: new Date(nowMs - backdateMs + authorityDays * dayMs),
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return pemOf(certificate, keys);
}

/** Good for `names`, never longer than its CA. */
export async function issueLeaf(authority: PemPair, { dnsNames, addresses }: Names, nowMs: number): Promise<PemPair> {
  const keys = await newKeys();
  const issuer = new X509Certificate(authority.certPem);
  const signingKey = createPrivateKey(authority.keyPem).toCryptoKey(curve, false, ['sign']);
  const dns: JsonGeneralNames = dnsNames.map((value) => ({ type: 'dns', value }));
  const ip: JsonGeneralNames = addresses.map((value) => ({ type: 'ip', value }));
  const endMs = nowMs - backdateMs + leafDays * dayMs;
  const certificate = await X509CertificateGenerator.create({
    ...{ signingKey, signingAlgorithm: signing, publicKey: keys.publicKey, serialNumber: newSerial() },
    issuer: issuer.subjectName,
    subject: [{ CN: ['Kavach station'] }],
    notBefore: new Date(nowMs - backdateMs),
    notAfter: new Date(Math.min(endMs, issuer.notAfter.getTime())),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([...dns, ...ip]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return pemOf(certificate, keys);
}

async function newKeys() {
  return webcrypto.subtle.generateKey(curve, true, ['sign', 'verify']);
}

/** Positive, and never shorter than sixteen bytes. */
function newSerial(): string {
  const bytes = randomBytes(16);
  bytes.writeUInt8((bytes.readUInt8(0) & 0x3f) | 0x40, 0);
  return bytes.toString('hex');
}

function pemOf(certificate: X509Certificate, keys: webcrypto.CryptoKeyPair): PemPair {
  const keyPem = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString().trim();
  return { certPem: certificate.toString('pem'), keyPem };
}
