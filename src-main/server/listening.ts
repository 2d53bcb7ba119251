/** Where the server listens, and why it can't, in words that say what to do. */
import type { FastifyInstance } from 'fastify';
import { KavachError } from '../errors.ts';
import type { ServerDeps } from './ports.ts';

export function listeningOn(app: FastifyInstance, host: string): { port: number; address: string } {
  const bound = app.server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the server listens on no port');
  return { port: bound.port, address: host };
}

export function listenFault(error: unknown, { host, port }: Pick<ServerDeps, 'host' | 'port'>): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') {
    return new KavachError(
      'PORT_TAKEN',
      `port ${port} on ${host} is used by another program, perhaps a station that runs already. Stop it, or start with --port N.`,
    );
  }
  if (code === 'EACCES') {
    return new KavachError('PORT_TAKEN', `this user may not open port ${port}. Start with --port N, N above 1023.`);
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new KavachError(
      'SETTING_INVALID',
      `${host} is no address of this machine. Start with --host 127.0.0.1 or one of its own.`,
    );
  }
  return error;
}
