/**
 * The first check of every request, sockets' upgrades included: is it meant for us (Host, against DNS rebinding), and does no foreign
 * page send it (Origin). Beyond this machine only TLS is spoken. Says nothing about who the caller is.
 */
import { isIP, type Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { KavachError } from '../errors.ts';

/** `own`: sent by one of our pages. `listed`: by a page of CORS_ORIGINS. `absent`: by a program, or a browser's plain GET. */
export type OriginKind = 'own' | 'listed' | 'absent';

declare module 'fastify' {
  interface FastifyRequest {
    originKind: OriginKind;
  }
}

export interface GuardOptions {
  readonly host: string;
  readonly allowedHosts: readonly string[];
  readonly corsOrigins: readonly string[];
  /** Null where there is none: then plain is for everybody. */
  readonly tls: object | null;
}

const corsMethods = 'GET, POST, PUT, PATCH, DELETE';
/** What a script may read of an answer: where a bare array goes on. */
const corsExposed = 'X-Next-Cursor';
const corsHeaders = 'Content-Type, X-API-Key, Authorization, Idempotency-Key';

export function guardRequests(app: FastifyInstance, options: GuardOptions): void {
  const hosts = new Set([options.host, ...options.allowedHosts].map(bareHost).filter((host) => !isWildcard(host)));
  const origins = new Set(options.corsOrigins.map((origin) => originOf(origin) ?? origin));
  app.decorateRequest('originKind', 'absent');
  app.addHook('onRequest', async (request, reply) => {
    checkHost(request, hosts);
    if (options.tls !== null && !maySpeakPlain(request)) {
      // The connection ends with the answer, so that no body is read.
      return reply.header('connection', 'close').redirect(secureAddress(request), 308);
    }
    request.originKind = checkOrigin(request, origins);
    if (request.originKind !== 'listed') return undefined;
    void reply.header('access-control-allow-origin', request.headers.origin).header('vary', 'Origin');
    if (request.method !== 'OPTIONS') {
      void reply.header('access-control-expose-headers', corsExposed);
      return undefined;
    }
    void reply.header('access-control-allow-methods', corsMethods).header('access-control-allow-headers', corsHeaders);
    return reply.header('access-control-max-age', '600').code(204).send();
  });
}

function checkHost(request: FastifyRequest, hosts: ReadonlySet<string>): void {
  const host = hostName(request.headers.host ?? '');
  if (host !== null && (isLoopbackName(host) || hosts.has(host) || isOwnAddress(host, request))) return;
  throw new KavachError(
    'HOST_REFUSED',
    `This station does not answer to the name "${host ?? ''}". If it should, add the name to KAVACH_HOSTS and start again.`,
  );
}

/** Judged by the connection itself: what a peer writes in a header proves nothing. */
function maySpeakPlain({ protocol, socket }: FastifyRequest): boolean {
  return protocol === 'https' || isLoopbackAddress(socket.remoteAddress ?? '');
}

/** The same address by TLS; the Host has been checked, and a whole address in place of a path is not repeated. */
function secureAddress({ headers, url }: FastifyRequest): string {
  return `https://${headers.host}${url.startsWith('/') ? url : '/'}`;
}

function checkOrigin(request: FastifyRequest, listed: ReadonlySet<string>): OriginKind {
  const { origin } = request.headers;
  if (origin === undefined) return 'absent';
  if (origin === originOf(`${request.protocol}://${request.headers.host}`)) return 'own';
  if (listed.has(origin)) return 'listed';
  throw new KavachError('ORIGIN_REFUSED', 'A page of another site sent this. If it should, add its origin to CORS_ORIGINS.');
}

/** The host of `name:port`, `1.2.3.4:port` or `[::1]:port`, lower case, without brackets or a final dot; null when it is none. */
export function hostName(hostHeader: string): string | null {
  const found = /^(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::\d{1,5})?$/i.exec(hostHeader)?.[1];
  return found === undefined ? null : bareHost(found);
}

function bareHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}

export function isLoopbackName(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || isLoopbackAddress(host);
}

export function isLoopbackAddress(address: string): boolean {
  const plain = withoutMapping(address);
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}

/** Over loopback, or from the very address that it came in on, which only this machine has. */
export function isOwnPeer({ remoteAddress = '', localAddress }: Pick<Socket, 'remoteAddress' | 'localAddress'>): boolean {
  return isLoopbackAddress(remoteAddress) || (remoteAddress !== '' && remoteAddress === localAddress);
}

/** The address that the connection came in on is ours, and no foreign page can point a name at it by writing it as a number. */
function isOwnAddress(host: string, request: FastifyRequest): boolean {
  return isIP(host) !== 0 && withoutMapping(request.socket.localAddress ?? '') === host;
}

function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::' || host === '';
}

function originOf(text: string): string | null {
  return URL.canParse(text) ? new URL(text).origin : null;
}
