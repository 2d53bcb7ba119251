/** A WebSocket client that keeps what it got, and lets a test wait for a condition instead of a time. */
import { WebSocket } from 'ws';
import { adminKey } from './test-station.ts';

export interface TestSocket {
  readonly socket: WebSocket;
  /** Text messages, parsed. */
  readonly messages: Message[];
  readonly binaries: Buffer[];
  readonly arrivals: number[];
  send(message: unknown): void;
  /** The first message that fits, also one that came before. */
  next(fits: (message: Message) => boolean): Promise<Message>;
  closed: Promise<{ code: number; reason: string }>;
  close(): void;
}

export interface Message {
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into messages freely
  readonly [key: string]: any;
}

export function openSocket(url: string, headers: Record<string, string> = { 'x-api-key': adminKey }): TestSocket {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), { headers });
  const messages: Message[] = [];
  const binaries: Buffer[] = [];
  const arrivals: number[] = [];
  socket.on('message', (data: Buffer, isBinary) => {
    arrivals.push(performance.now());
    if (isBinary) binaries.push(data);
    else messages.push(JSON.parse(data.toString()));
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    // The status of a refused upgrade stands for the close code.
    socket.on('unexpected-response', (_request, response) => resolve({ code: response.statusCode ?? 0, reason: 'refused' }));
    socket.on('error', () => {});
  });
  return {
    socket,
    messages,
    binaries,
    arrivals,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    next: (fits) => waitFor(() => messages.find(fits)),
    closed,
    close: () => socket.terminate(),
  };
}

export async function opened({ socket, closed }: TestSocket): Promise<void> {
  if (socket.readyState === socket.OPEN) return;
  await Promise.race([new Promise((resolve) => socket.once('open', resolve)), closed]);
}

/** The first value that isn't undefined or false; fails after ten seconds. */
export async function waitFor<T>(look: () => T | undefined | false): Promise<T> {
  const endMs = performance.now() + 10_000;
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > endMs) throw new Error(`waited in vain for ${look}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
