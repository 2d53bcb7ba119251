/**
 * One socket with its byte budget. In: ready-made messages. Out: at most `socketBudgetBytes` waiting in this process, whatever the
 * client does. Also bounds what the client may say.
 */
import type { RawData, WebSocket } from 'ws';
import { closeCodes } from '../../src-contract/api/sockets.ts';
import type { Caller } from './auth/caller.ts';
import type { ServerLimits } from './limits.ts';

export interface SocketClient {
  readonly caller: Caller;
  /** A message that must arrive, in order. A client with no room left for it is cut. */
  send(message: Buffer): void;
  /** A message of which only the newest of its topic counts: it waits, and is replaced, while the client is behind. */
  offer(topic: string, message: Buffer): void;
  /** A piece of a picture; false (and nothing sent) when there is no room. */
  offerBinary(bytes: Uint8Array): boolean;
  /** Text messages, each within the limits of size and rate. */
  onText(listener: (text: string) => void): void;
  /** Every message as it came, however many: whoever listens bounds them with `pauseReading`. */
  onMessage(listener: (data: Buffer, isBinary: boolean) => void): void;
  /** Reads nothing from the client for this long; what it sends meanwhile waits on its own machine. */
  pauseReading(durationMs: number): void;
  onClose(listener: () => void): void;
  close(code: number, reason: string): void;
}

interface ClientOptions {
  readonly socket: WebSocket;
  readonly caller: Caller;
  readonly limits: ServerLimits;
  readonly count: { dropped: number; cut: number };
}

const asText = { binary: false };
const asBinary = { binary: true };

export function createSocketClient({ socket, caller, limits, count }: ClientOptions): SocketClient {
  /** Newest message of each topic that had no room. */
  const waiting = new Map<string, Buffer>();
  const hasRoom = (message: Uint8Array, most: number): boolean =>
    socket.bufferedAmount === 0 || socket.bufferedAmount + message.byteLength <= most;

  // One function for all sends: a push to 500 clients makes no 500 closures.
  const onSent = (): void => {
    for (const [topic, message] of waiting) {
      if (socket.readyState !== socket.OPEN || !hasRoom(message, limits.coalesceAboveBytes)) return;
      waiting.delete(topic);
      socket.send(message, asText, onSent);
    }
  };

  const close = (code: number, reason: string): void => {
    waiting.clear();
    closeSoon(socket, code, reason, limits);
  };
  const cut = (code: number, reason: string): void => {
    if (socket.readyState !== socket.OPEN) return;
    count.cut += 1;
    close(code, reason);
  };
  const mayTalk = createTalkLimit({ burst: limits.socketBurst, perS: limits.socketMessagesPerS });
  const pauseReading = createPause(socket);

  return {
    caller,
    send(message) {
      if (socket.readyState !== socket.OPEN) return;
      if (hasRoom(message, limits.socketBudgetBytes)) socket.send(message, asText, onSent);
      else cut(closeCodes.tooSlow, 'too slow: messages that must arrive have no room');
    },
    offer(topic, message) {
      if (socket.readyState !== socket.OPEN) return;
      if (!waiting.has(topic) && hasRoom(message, limits.coalesceAboveBytes)) {
        socket.send(message, asText, onSent);
        return;
      }
      if (waiting.has(topic)) count.dropped += 1;
      waiting.set(topic, message);
    },
    offerBinary(bytes) {
      if (socket.readyState !== socket.OPEN) return false;
      if (!hasRoom(bytes, limits.socketBudgetBytes)) {
        count.dropped += 1;
        return false;
      }
      socket.send(bytes, asBinary, onSent);
      return true;
    },
    onText(listener) {
      socket.on('message', (data: RawData, isBinary: boolean) => {
        if (socket.readyState !== socket.OPEN) return;
        if (!mayTalk()) cut(1008, 'too many messages');
        else listener(isBinary || !Buffer.isBuffer(data) ? '' : data.toString('utf8'));
      });
    },
    onMessage(listener) {
      socket.on('message', (data: RawData, isBinary: boolean) => {
        if (socket.readyState === socket.OPEN && Buffer.isBuffer(data)) listener(data, isBinary);
      });
    },
    pauseReading,
    onClose(listener) {
      socket.once('close', listener);
    },
    close,
  };
}

/** Closes with a code, and cuts a client that doesn't follow: the close frame queues behind all that it did not read. */
export function closeSoon(socket: WebSocket, code: number, reason: string, { closeGraceMs }: ServerLimits): void {
  socket.close(code, reason);
  setTimeout(() => socket.terminate(), closeGraceMs).unref();
}

/** Stops reading until the latest time that anybody asked for. */
function createPause(socket: WebSocket): (durationMs: number) => void {
  let untilMs = 0;
  let timer: NodeJS.Timeout | undefined;
  return (durationMs) => {
    const nowMs = performance.now();
    if (nowMs + durationMs <= untilMs) return;
    untilMs = nowMs + durationMs;
    clearTimeout(timer);
    socket.pause();
    timer = setTimeout(() => socket.resume(), durationMs).unref();
  };
}

/** A bucket of `burst` messages that refills by `perS`. */
export function createTalkLimit({ burst, perS }: { readonly burst: number; readonly perS: number }): () => boolean {
  let left = burst;
  let atMs = performance.now();
  return () => {
    const nowMs = performance.now();
    left = Math.min(burst, left + ((nowMs - atMs) / 1000) * perS);
    atMs = nowMs;
    left -= 1;
    return left >= 0;
  };
}
