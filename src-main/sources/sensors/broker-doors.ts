/**
 * The two ways into the station's own MQTT broker: TCP, and WebSocket on a port of its own. In: connections. Out: streams with where they came
 * from, at most so many at once, each cut when it sends a packet that is too large. Who they are is left to the broker.
 */
import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { createServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createWebSocketStream, WebSocketServer } from 'ws';
import type { Log } from '../../log.ts';
import { type Arrival, plainAddress } from './broker-rules.ts';
import type { Unwrap } from './intake.ts';
import { createPacketWatch } from './packet-limit.ts';
import { createRetryingListener, type RetryingListener } from './retrying-listener.ts';

export interface DoorOptions {
  readonly host: string;
  readonly port: number;
  readonly nowMs: () => number;
  readonly log: Log;
  readonly retryMs?: number;
  readonly onStream: (stream: Duplex, arrival: Arrival) => void;
  readonly unwrap: Unwrap;
}

export interface Door {
  readonly listener: RetryingListener;
  /** Cuts who is still connected. */
  cut(): void;
}

/** A station has hundreds of sensors, and most speak through gateways. */
const mostClients = 500;
/** Four times what a reading may have. */
const mostPacketBytes = 65_536;
const keepAliveMs = 60_000;

export function openTcpDoor(options: DoorOptions): Door {
  const sockets = new Set<Socket>();
  const takeSocket = options.unwrap((socket) => {
    limitPackets(socket, options.log);
    options.onStream(socket, { door: 'tcp', address: plainAddress(socket.remoteAddress) });
  });
  const server = createServer({ noDelay: true, keepAlive: true, keepAliveInitialDelay: keepAliveMs }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    takeSocket(socket);
  });
  server.maxConnections = mostClients;
  return {
    listener: createRetryingListener({ server, ...options }),
    cut() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** `mayCall`: whether a page of this origin may open a socket here; programs send none, and none is not enough. */
export function openWebSocketDoor(
  options: Omit<DoorOptions, 'unwrap'> & { readonly mayCall: (origin: string) => boolean },
): Door {
  const server = createHttpServer({ requestTimeout: 10_000, headersTimeout: 10_000 }, (_request, response) => {
    response.writeHead(426, { 'content-type': 'text/plain' }).end('This port speaks MQTT over WebSocket only.\n');
  });
  server.maxConnections = mostClients;
  const sockets = new WebSocketServer({
    server,
    maxPayload: 4 * mostPacketBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has('mqtt') ? 'mqtt' : false),
    verifyClient: ({ origin }: { origin: string | undefined }) => origin !== undefined && options.mayCall(origin),
  });
  // The server's own errors are the listener's business.
  sockets.on('error', () => undefined);
  sockets.on('connection', (socket, request: IncomingMessage) => {
    const stream = createWebSocketStream(socket);
    limitPackets(stream, options.log);
    options.onStream(stream, { door: 'websocket', address: plainAddress(request.socket.remoteAddress) });
  });
  return {
    listener: createRetryingListener({ server, ...options }),
    cut() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
    },
  };
}

/** The broker takes its bytes by `read`: there they are looked at without a copy. */
function limitPackets(stream: Duplex, log: Log): void {
  const watch = createPacketWatch(mostPacketBytes);
  const read = stream.read.bind(stream);
  stream.read = (size?: number) => {
    const chunk: Buffer | null = read(size);
    if (chunk === null || watch(chunk)) return chunk;
    log.warn({ mostPacketBytes }, 'an MQTT client sent a packet that is too large, and was cut');
    stream.destroy();
    return null;
  };
}
