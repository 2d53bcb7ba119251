/**
 * The clients of the frames bench, in a process of their own: each sends pictures to /ws as fast as its socket takes them. In: address,
 * headers, how many, files of pictures. Out, when asked: what each was answered, and how long an answered picture was on its way.
 */
import { readFileSync } from 'node:fs';
import WebSocket from 'ws';

export interface FrameClientsReport {
  readonly sent: number;
  /** By client. */
  readonly answered: readonly number[];
  readonly errors: readonly string[];
  readonly latenciesMs: readonly number[];
}

const [url = '', headers = '{}', count = '0', ...files] = process.argv.slice(2);
const pictures = files.map((file) => readFileSync(file).toString('base64'));
const answered: number[] = [];
const errors: string[] = [];
const latenciesMs: number[] = [];
let sent = 0;

function open(client: number): Promise<void> {
  return new Promise((done, failed) => {
    const socket = new WebSocket(url, { headers: JSON.parse(headers), perMessageDeflate: false });
    answered[client] = 0;
    socket.on('error', failed);
    socket.on('close', (code) => errors.push(`closed ${code}`));
    socket.on('message', (message: Buffer) => {
      const { event, data } = JSON.parse(message.toString());
      if (event === 'connected') {
        done();
        send(socket, client);
      } else if (event === 'detection_result') {
        answered[client] = (answered[client] ?? 0) + 1;
        latenciesMs.push(Date.now() - data.timestamp);
      } else errors.push(data.code);
    });
  });
}

function send(socket: WebSocket, turn: number): void {
  if (socket.readyState !== socket.OPEN) return;
  const picture = pictures[turn % pictures.length];
  const message = `{"event":"process_frame","data":{"timestamp":${Date.now()},"frame":"${picture}"}}`;
  socket.send(message, () => {
    sent += 1;
    setImmediate(send, socket, turn + 1);
  });
}

await Promise.all(Array.from({ length: Number(count) }, (_, client) => open(client)));
process.on('message', () =>
  process.send?.({ sent, answered, errors: errors.slice(0, 20), latenciesMs } satisfies FrameClientsReport),
);
process.send?.('ready');
