/**
 * The door of every WebSocket: credentials first, then one handler per path. A caller that isn't let in gets the upgrade and then a
 * close code, because a browser's script can read a close code and no HTTP status.
 */
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { closeCodes, type SocketContract } from '../../../src-contract/api/sockets.ts';
import { KavachError } from '../../errors.ts';
import { requireAccess } from '../auth/caller.ts';
import type { Credentials } from '../auth/credentials.ts';
import { errorBody } from '../http-errors.ts';
import type { Hub, SocketKind } from '../hub.ts';
import type { ServerLimits } from '../limits.ts';
import { closeSoon, type SocketClient } from '../socket-client.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Why a socket is closed as soon as it is open; null when it may stay. */
    socketRefusal: { readonly code: number; readonly reason: string } | null;
  }
}

export interface SocketRoute {
  readonly contract: SocketContract;
  readonly kind: SocketKind;
  /** Largest message from a client that was let in, where the usual limit is too small, bytes. */
  readonly messageBytes?: number;
  open(client: SocketClient, request: FastifyRequest): void;
}

export type AcceptSockets = (route: SocketRoute) => void;

const tryAgainLater = 1013;

interface AcceptOptions {
  readonly app: FastifyInstance;
  readonly hub: Hub;
  readonly credentials: Credentials;
  readonly limits: ServerLimits;
}

/** Expects `socketRefusal` to be decorated. */
export function createAcceptSockets({ app, hub, credentials, limits }: AcceptOptions): AcceptSockets {
  const allowMessages = createMessageAllowance(app, limits);
  return ({ contract, kind, messageBytes, open }) => {
    const { path } = contract;
    // What stands for every unknown socket is nothing at all to a plain request.
    const isCatchAll = path.endsWith('*');
    app.route({
      method: 'GET',
      url: path,
      exposeHeadRoute: false,
      schema: { hide: true },
      onRequest: async (request) => {
        if (isCatchAll && !request.ws) return;
        try {
          request.caller = await credentials.resolve(request);
          requireAccess(request.caller, contract);
          if (messageBytes !== undefined) allowMessages(request.raw, messageBytes);
        } catch (error) {
          request.socketRefusal = refusalOf(error, request);
        }
      },
      handler: (_request, reply) => {
        if (isCatchAll) return reply.callNotFound();
        const body = errorBody('UPGRADE_REQUIRED', 'This address is a WebSocket; open it with ws://.');
        return reply.code(426).header('upgrade', 'websocket').send(body);
      },
      wsHandler: (socket: WebSocket, request: FastifyRequest) => {
        const { caller, socketRefusal } = request;
        if (socketRefusal !== null || caller === null) {
          const { code, reason } = socketRefusal ?? { code: closeCodes.unauthenticated, reason: '' };
          closeSoon(socket, code, reason, limits);
          return;
        }
        const client = hub.add(socket, kind, caller);
        if (client === null) closeSoon(socket, tryAgainLater, 'too many sockets are open; try again later', limits);
        else open(client, request);
      },
    });
  };
}

/** ws knows one limit for all sockets, and reads it right after the event `headers` of each: there it is made that socket's own. */
function createMessageAllowance(app: FastifyInstance, limits: ServerLimits): (upgrade: IncomingMessage, bytes: number) => void {
  const allowed = new WeakMap<IncomingMessage, number>();
  const server = app.websocketServer;
  server.on('headers', (_headers, upgrade) => {
    server.options.maxPayload = allowed.get(upgrade) ?? limits.socketMessageBytes;
  });
  return (upgrade, bytes) => void allowed.set(upgrade, bytes);
}

/** Throws what is no question of credentials, and everything when no upgrade was asked for. */
function refusalOf(error: unknown, request: FastifyRequest): FastifyRequest['socketRefusal'] {
  if (!request.ws || !(error instanceof KavachError)) throw error;
  if (error.code === 'UNAUTHENTICATED') return { code: closeCodes.unauthenticated, reason: shortReason(error.message) };
  if (error.code === 'FORBIDDEN') return { code: closeCodes.forbidden, reason: shortReason(error.message) };
  throw error;
}

/** A close frame has room for 123 bytes. */
export function shortReason(text: string): string {
  return Buffer.from(text)
    .subarray(0, 120)
    .toString('utf8')
    .replace(/\uFFFD+$/, '');
}
