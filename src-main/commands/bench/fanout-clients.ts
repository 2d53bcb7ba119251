/** The clients of the fan-out bench, in a process of their own. In: address, headers, how many. Out: each message's delay. */
import WebSocket from 'ws';

export interface ClientReport {
  readonly latenciesMs: number[];
}

const [url = '', headers = '{}', count = '0'] = process.argv.slice(2);
const timeOf = /"timestamp":"([^"]+)"/;
const latenciesMs: number[] = [];
let counting = false;

function open(): Promise<void> {
  return new Promise((done, failed) => {
    const socket = new WebSocket(url, { headers: JSON.parse(headers), perMessageDeflate: false });
    socket.on('open', () => done());
    socket.on('error', failed);
    socket.on('message', (data: Buffer) => {
      const receivedMs = Date.now();
      // The whole message is parsed by no client here: a phone does that on its own processor.
      const sent = timeOf.exec(data.toString('latin1', 0, 120))?.[1];
      if (counting && sent !== undefined) latenciesMs.push(receivedMs - Date.parse(sent));
    });
  });
}

for (let left = Number(count); left > 0; left -= 50) await Promise.all(Array.from({ length: Math.min(50, left) }, open));
// What comes at once after connecting is a snapshot, as old as it is.
await new Promise((done) => setTimeout(done, 300));
counting = true;
process.on('message', () => process.send?.({ latenciesMs }));
process.send?.('ready');
