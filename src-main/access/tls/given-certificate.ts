/** A certificate that others made: two PEM files named in the settings, read again so that a renewal by certbot or a person takes effect. */
import { errorText, type KavachError } from '../../errors.ts';
import { type Certificate, readCertificate } from './certificate.ts';
import { pemBlocks, readPem, unusable } from './pem-file.ts';

export interface CertificateFiles {
  /** KAVACH_TLS_CERT and KAVACH_TLS_KEY. */
  readonly certFile: string;
  readonly keyFile: string;
}

const remedy =
  'Correct KAVACH_TLS_CERT and KAVACH_TLS_KEY (PEM files, the certificate first in its chain), or unset both: the station then makes its own';

/** `present` itself while the files hold the same. Throws KavachError SETTING_INVALID when they hold no pair that is good now. */
export function readGivenCertificate(files: CertificateFiles, present: Certificate | null, nowMs: number): Certificate {
  const certPem = blocks(files.certFile, 'CERTIFICATE').join('\n');
  const keyPem = blocks(files.keyFile, 'PRIVATE KEY')[0] ?? '';
  if (present !== null && certPem === present.certPem && keyPem === present.keyPem) return present;
  const certificate = read(files, { certPem, keyPem });
  const end = new Date(certificate.notAfterMs).toISOString();
  if (certificate.notAfterMs <= nowMs) throw unusable(files.certFile, `the certificate expired at ${end}`, remedy);
  return certificate;
}

function blocks(path: string, label: 'CERTIFICATE' | 'PRIVATE KEY'): string[] {
  const text = readPem(path, remedy);
  if (text === null) throw unusable(path, 'there is no such file', remedy);
  const found = pemBlocks(text, label);
  if (found.length === 0)
    throw unusable(path, `it holds no ${label === 'CERTIFICATE' ? 'certificate' : 'private key'} in PEM`, remedy);
  return found;
}

function read({ certFile, keyFile }: CertificateFiles, pair: { certPem: string; keyPem: string }): Certificate {
  try {
    return readCertificate(pair);
  } catch (error) {
    throw wrongPair(certFile, keyFile, errorText(error));
  }
}

function wrongPair(certFile: string, keyFile: string, why: string): KavachError {
  return unusable(`${certFile} and ${keyFile}`, why, remedy);
}
