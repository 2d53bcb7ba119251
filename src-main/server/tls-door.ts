/**
 * One port for plain HTTP and TLS: the first byte of a connection tells which. In: the HTTP server, whose connections it takes over, and the
 * certificate. Out: the same server parses both, so that its limits hold for both. Who may speak plain is request-guard.ts.
 */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { ServerLimits } from './limits.ts';
import type { TlsPort } from './ports.ts';

export interface TlsDoor {
  /** Handshakes that came to nothing since the start: phones that don't trust the CA, scanners, lost connections. */
  failedHandshakes(): number;
  /** Ends every connection that speaks TLS or hasn't spoken yet; the HTTP server itself knows only those that sent it something. */
  cut(): void;
}

type Serve = (socket: Socket) => void;

/** First byte of a TLS record that carries a ClientHello (RFC 8446, 5.1); no method of HTTP, no MQTT packet and no JSON begins with it. */
const handshakeRecord = 0x16;

export function openTlsDoor(server: Server, tls: TlsPort, limits: ServerLimits, log: Log): TlsDoor {
  const serveHttp = takeConnections(server);
  const inside = new Set<Socket>();
  const serve = (socket: Socket): void => {
    inside.delete(socket);
    serveHttp(socket);
  };
  const door = splitTls({ tls, protocols: ['http/1.1'], limitMs: limits.headersTimeoutMs, log, serve });
  server.once('close', door.leave);
  server.on('connection', (socket: Socket) => {
    inside.add(socket);
    socket.once('close', () => inside.delete(socket));
    door.take(socket);
  });
  return {
    failedHandshakes: door.failedHandshakes,
    cut() {
      for (const socket of inside) socket.destroy();
    },
  };
}

interface SplitOptions {
  readonly tls: Pick<TlsPort, 'certificate' | 'subscribe'>;
  /** Empty: none is agreed upon. */
  readonly protocols: readonly string[];
  /** How long a peer may take to its first byte and through its handshake. */
  readonly limitMs: number;
  readonly log: Log;
  /** Gets a plain socket as it came, and of TLS what is inside. */
  readonly serve: Serve;
}

export interface TlsSplit {
  readonly take: Serve;
  failedHandshakes(): number;
  /** Follows the certificate no longer. */
  leave(): void;
}

export function splitTls({ tls, protocols, limitMs, log, serve }: SplitOptions): TlsSplit {
  let failed = 0;
  const tlsServer = createServer({
    ...contextOf(tls),
    ...(protocols.length === 0 ? {} : { ALPNProtocols: [...protocols] }),
    minVersion: 'TLSv1.2',
    handshakeTimeout: limitMs,
  });
  tlsServer.on('secureConnection', serve);
  tlsServer.on('tlsClientError', (error: Error, socket: TLSSocket) => {
    failed++;
    log.debug({ error: errorText(error), peer: socket.remoteAddress }, 'a TLS handshake failed');
    socket.destroy();
  });
  return {
    take: (socket) =>
      whenFirstByte(socket, limitMs, (byte) => {
        if (byte === handshakeRecord) tlsServer.emit('connection', socket);
        else serve(socket);
      }),
    failedHandshakes: () => failed,
    // Open connections keep the certificate that they began with.
    leave: tls.subscribe(() => tlsServer.setSecureContext(contextOf(tls))),
  };
}

/** Takes the server's own handling of connections away from it, to be called for those that it shall get. */
function takeConnections(server: Server): Serve {
  const own = server.listeners('connection');
  server.removeAllListeners('connection');
  return (socket) => {
    for (const listener of own) Reflect.apply(listener, server, [socket]);
  };
}

/** Looks without taking: whoever gets the socket reads it from the start. A peer that stays silent is let go after `limitMs`. */
function whenFirstByte(socket: Socket, limitMs: number, found: (byte: number) => void): void {
  const drop = (): void => void socket.destroy();
  const look = (): void => {
    socket.setTimeout(0);
    socket.off('timeout', drop).off('error', drop);
    const start: unknown = socket.read();
    // Nothing to read means that the peer has ended.
    if (!Buffer.isBuffer(start) || start.length === 0) {
      socket.destroy();
      return;
    }
    socket.unshift(start);
    found(start.readUInt8(0));
  };
  socket.setTimeout(limitMs);
  socket.on('timeout', drop).on('error', drop);
  socket.once('readable', look);
}

function contextOf(tls: SplitOptions['tls']): { cert: string; key: string } {
  const { certPem, keyPem } = tls.certificate();
  return { cert: certPem, key: keyPem };
}
