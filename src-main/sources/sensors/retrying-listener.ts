/**
 * A server on a port that may be taken. In: a server that isn't listening yet. Out: the same, listening as soon as the port is free, and what
 * it is doing meanwhile. A sensor's port never stops the station's start: it is tried again for ever, and the fault is shown.
 */
import type { Server } from 'node:net';
import type { Log } from '../../log.ts';
import type { IntakeState } from './intake.ts';

export interface RetryingListener {
  /** Resolves after the first try, whatever came of it. */
  start(): Promise<void>;
  /** Takes no more; who is connected is left to the caller. */
  stop(): Promise<void>;
  state(): Extract<IntakeState, { kind: 'starting' | 'listening' | 'port-taken' }>;
}

export interface ListenerOptions {
  readonly server: Server;
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  readonly nowMs: () => number;
  readonly log: Log;
  readonly retryMs?: number;
}

const usualRetryMs = 10_000;

export function createRetryingListener({
  server,
  host,
  port,
  nowMs,
  log,
  retryMs = usualRetryMs,
}: ListenerOptions): RetryingListener {
  let state: ReturnType<RetryingListener['state']> = { kind: 'starting' };
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const fail = (error: NodeJS.ErrnoException): void => {
    if (isStopped) return;
    const reason = reasonOf(error, host, port);
    if (state.kind !== 'port-taken') {
      log.error({ host, port, reason, retryMs }, 'sensors can not reach the station; trying again');
      state = { kind: 'port-taken', host, port, reason, sinceMs: nowMs() };
    }
    timer = setTimeout(() => server.listen(port, host), retryMs);
  };
  const open = (): void => {
    const address = server.address();
    state = { kind: 'listening', host, port: typeof address === 'object' && address !== null ? address.port : port };
    log.info(state, 'sensors can reach the station');
  };

  return {
    start() {
      server.on('error', fail);
      server.on('listening', open);
      return new Promise((tried) => {
        const once = (): void => {
          server.off('error', once);
          server.off('listening', once);
          tried();
        };
        server.once('error', once);
        server.once('listening', once);
        server.listen(port, host);
      });
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
      return new Promise((closed) => server.close(() => closed()));
    },
    state: () => state,
  };
}

function reasonOf(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `port ${port} is taken by another program: end it, or choose another port in the settings`;
    case 'EACCES':
      return `port ${port} may not be used by this program: choose one above 1023 in the settings`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine: correct KAVACH_SENSOR_HOST`;
    default:
      return `it can't listen on ${host}, port ${port}: ${error.message}`;
  }
}
