/** A WebSocket that opens, speaks and breaks when it is told to. */
import type { SocketLike } from '../../src-renderer/client/reconnecting-socket.ts';

export class FakeSocket implements SocketLike {
  binaryType: BinaryType = 'blob';
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  readonly url: string;
  sent: string[] = [];
  closed = false;
  constructor(url = '') {
    this.url = url;
  }
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.closed = true;
  }
  opens(): void {
    this.onopen?.({} as Event);
  }
  says(data: unknown): void {
    this.onmessage?.({ data: typeof data === 'string' ? data : JSON.stringify(data) } as MessageEvent);
  }
  drops(code = 1006): void {
    this.onclose?.({ code } as CloseEvent);
  }
}
