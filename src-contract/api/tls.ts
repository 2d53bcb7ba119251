/** How a phone reaches the station by TLS: its CA to trust, the certificate, and the addresses to open. */
import { z } from 'zod';
import { type RouteContract, timestamp } from './route.ts';

export const tlsReply = z.object({
  own_ca: z.boolean().describe("The station's own CA signed the certificate: a phone must trust it, see /api/ca.crt"),
  fingerprint_sha256: z
    .string()
    .nullable()
    .describe("Of the station's own CA, as phones show it: AB:CD:…; to be compared by a person"),
  ca_expires_at: timestamp.nullable(),
  certificate_expires_at: timestamp,
  names: z.array(z.string()).describe('Names that the certificate is good for'),
  addresses: z.array(z.string()),
  origins: z
    .array(z.string())
    .describe('Where a phone on the LAN opens the station, the best first; empty when it listens for this machine alone'),
});
export type TlsReply = z.infer<typeof tlsReply>;

export const tlsRoutes = {
  caCertificate: {
    method: 'GET',
    path: '/api/ca.crt',
    summary: "The station's own CA, to be trusted by phones; 404 with a certificate by others",
    tag: 'System',
    access: 'open',
    response: { binary: 'application/x-x509-ca-cert' },
  },
  tls: {
    method: 'GET',
    path: '/api/tls',
    summary: 'The certificate, the fingerprint of its CA, and where phones open the station',
    tag: 'System',
    access: 'viewer',
    response: tlsReply,
  },
} satisfies Record<string, RouteContract>;
