/**
 * Sensors that speak over bare TCP: one JSON object a line. In: connections, a bounded number. Out: payloads to the desk. It listens on loopback
 * unless it is told otherwise. What one connection may do is tcp-client.ts's.
 */
import { createServer, type Socket } from 'node:net';
import type { Log } from '../../log.ts';
import { type IntakeAccess, noFigures, type SensorIntake, type Unwrap } from './intake.ts';
import type { PatientDesk } from './patient-desk.ts';
import { createRetryingListener } from './retrying-listener.ts';
import { createTcpClient, type TcpClient } from './tcp-client.ts';

export interface TcpIntakeOptions {
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  readonly desk: PatientDesk;
  readonly access: IntakeAccess;
  readonly unwrap: Unwrap;
  readonly nowMs: () => number;
  readonly log: Log;
  readonly retryMs?: number;
}

const mostClients = 200;
const sweepMs = 5000;
const keepAliveMs = 60_000;

export function createTcpIntake(options: TcpIntakeOptions): SensorIntake {
  const { desk, access, nowMs } = options;
  const clients = new Map<Socket, TcpClient>();
  const figures = { ...noFigures };
  const sockets = new Set<Socket>();
  const takeSocket = options.unwrap((socket) => {
    clients.set(socket, createTcpClient({ socket, desk, access, nowMs, count: (what) => void figures[what]++ }));
    socket.once('close', () => clients.delete(socket));
  });
  const server = createServer({ noDelay: true, keepAlive: true, keepAliveInitialDelay: keepAliveMs }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    takeSocket(socket);
  });
  server.maxConnections = mostClients;
  const listener = createRetryingListener({ server, ...options });
  let timer: NodeJS.Timeout | undefined;

  return {
    start() {
      timer = setInterval(() => {
        for (const client of clients.values()) client.sweep(nowMs());
      }, sweepMs);
      return listener.start();
    },
    async stop() {
      clearInterval(timer);
      const closed = listener.stop();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    state: listener.state,
    figures: () => ({ ...figures, clients: clients.size }),
  };
}
