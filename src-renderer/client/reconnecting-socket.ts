/**
 * One WebSocket that is kept open: tries go on for ever with a jittered back-off, and a link that has gone silent is dropped and
 * tried again. What the messages mean is left to the caller.
 */
import { closeCodes } from '../../src-contract/api/sockets.ts';
import { backOffMs } from './back-off.ts';

export type SocketState =
  | { readonly kind: 'connecting'; readonly sinceMs: number }
  | { readonly kind: 'connected'; readonly sinceMs: number }
  /** Lost since `sinceMs`; `attempt` counts the tries from 1. */
  | { readonly kind: 'lost'; readonly sinceMs: number; readonly attempt: number }
  /** The station refuses the credentials; no more tries. */
  | { readonly kind: 'refused'; readonly code: number };

/** The part of WebSocket that is used here, so that tests can stand in for it. */
export interface SocketLike {
  binaryType: BinaryType;
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  send(text: string): void;
  close(): void;
}

export interface Clock {
  now(): number;
  /** Returns the cancel. */
  after(delayMs: number, run: () => void): () => void;
}

export const browserClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

export interface ReconnectingSocketOptions {
  /** As a function: asked anew at each try. */
  readonly url: string | (() => string);
  readonly onMessage: (data: string | ArrayBuffer) => void;
  readonly onState: (state: SocketState) => void;
  /** Each time the link is up; the place to subscribe. */
  readonly onOpen?: (send: (text: string) => void) => void;
  /** Without any message for this long the link counts as dead. */
  readonly silenceMs?: number;
  readonly open?: (url: string) => SocketLike;
  readonly clock?: Clock;
  readonly random?: () => number;
  /** Calls when there is a reason to try at once; returns the end of it. */
  readonly hearOnline?: (tryNow: () => void) => () => void;
}

export interface ReconnectingSocket {
  /** False when the link is down; nothing is queued. */
  send(text: string): boolean;
  close(): void;
}

const openTimeoutMs = 8_000;

/** The browser says that the network is back; the desktop shell says the same when it has started the station again. */
function browserOnline(tryNow: () => void): () => void {
  globalThis.addEventListener?.('online', tryNow);
  return () => globalThis.removeEventListener?.('online', tryNow);
}

export function createReconnectingSocket(options: ReconnectingSocketOptions): ReconnectingSocket {
  const { url, onMessage, onState, onOpen, silenceMs = Number.POSITIVE_INFINITY } = options;
  const clock = options.clock ?? browserClock;
  const random = options.random ?? Math.random;
  const open = options.open ?? ((address: string): SocketLike => new WebSocket(address));
  let socket: SocketLike | null = null;
  let isUp = false;
  let isClosed = false;
  let attempt = 0;
  let lostMs = clock.now();
  let cancelWatch: () => void = () => {};
  let cancelRetry: () => void = () => {};

  const watch = (limitMs: number) => {
    cancelWatch();
    cancelWatch = Number.isFinite(limitMs) ? clock.after(limitMs, () => drop()) : () => {};
  };

  /** Lets go of the socket, which may never say that it closed, and plans the next try. */
  const drop = (code?: number) => {
    const old = socket;
    socket = null;
    cancelWatch();
    if (old !== null) {
      old.onopen = old.onmessage = old.onclose = null;
      old.close();
    }
    if (isClosed) return;
    if (code === closeCodes.unauthenticated || code === closeCodes.forbidden) {
      isClosed = true;
      leaveOnline();
      onState({ kind: 'refused', code });
      return;
    }
    if (isUp) lostMs = clock.now();
    isUp = false;
    attempt += 1;
    onState({ kind: 'lost', sinceMs: lostMs, attempt });
    cancelRetry = clock.after(backOffMs(attempt, random()), connect);
  };

  const connect = () => {
    const next = open(typeof url === 'string' ? url : url());
    socket = next;
    next.binaryType = 'arraybuffer';
    watch(openTimeoutMs);
    next.onopen = () => {
      isUp = true;
      attempt = 0;
      watch(silenceMs);
      onState({ kind: 'connected', sinceMs: clock.now() });
      onOpen?.((text) => next.send(text));
    };
    next.onmessage = (event: MessageEvent<string | ArrayBuffer>) => {
      watch(silenceMs);
      onMessage(event.data);
    };
    next.onclose = (event) => drop(event.code);
  };

  const leaveOnline = (options.hearOnline ?? browserOnline)(() => {
    if (isClosed || socket !== null) return;
    cancelRetry();
    connect();
  });
  onState({ kind: 'connecting', sinceMs: clock.now() });
  connect();
  return {
    send(text) {
      if (!isUp || socket === null) return false;
      socket.send(text);
      return true;
    },
    close() {
      isClosed = true;
      leaveOnline();
      cancelRetry();
      drop();
    },
  };
}

/** `ws:` or `wss:` address of a path on the page's own station. */
export function socketUrl(path: string, base: string = globalThis.location.href): string {
  const url = new URL(path, base);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}
