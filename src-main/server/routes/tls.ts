/** The station's CA for phones that shall trust it, and what a person needs to compare and to open. */
import { routes } from '../../../src-contract/api/routes.ts';
import { KavachError } from '../../errors.ts';
import type { ServerDeps, TlsPort } from '../ports.ts';
import type { Register } from '../register.ts';
import { isoTime } from '../wire/figures.ts';

type TlsDeps = Pick<ServerDeps, 'tls' | 'station'>;

export function registerTlsRoutes(register: Register, { tls, station }: TlsDeps): void {
  register(routes.caCertificate, ({ reply }) => {
    const ca = used(tls).ca();
    if (ca === null) {
      throw new KavachError(
        'NOT_FOUND',
        'This station shows a certificate by others (KAVACH_TLS_CERT); it has no CA of its own.',
      );
    }
    void reply.header('content-disposition', `attachment; filename="kavach-${station.id}-ca.crt"`);
    return Buffer.from(ca.pem);
  });

  register(routes.tls, ({ reply }) => {
    const { ca, certificate, hosts } = used(tls);
    const authority = ca();
    const { notAfterMs, dnsNames, addresses } = certificate();
    const port = reply.request.socket.localPort ?? 0;
    return {
      own_ca: authority !== null,
      fingerprint_sha256: authority?.fingerprintSha256 ?? null,
      ca_expires_at: authority === null ? null : isoTime(authority.notAfterMs),
      certificate_expires_at: isoTime(notAfterMs),
      names: [...dnsNames],
      addresses: [...addresses],
      origins: hosts().map((host) => `https://${host}:${port}`),
    };
  });
}

function used(tls: TlsPort | null): TlsPort {
  if (tls === null) throw new KavachError('NOT_FOUND', 'This station runs without TLS, for this machine alone.');
  return tls;
}
