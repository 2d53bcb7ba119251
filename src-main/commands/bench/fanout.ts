/**
 * 500 socket clients at 2 Hz with a message as large as the demo's: from the publishing call to each client's receipt. Floor: a bare
 * ws server that sends the same bytes to as many clients. Clients live in another process, as phones would.
 */
import { fork } from 'node:child_process';
import { WebSocketServer } from 'ws';
import { demoServer } from './demo-server.ts';
import type { ClientReport } from './fanout-clients.ts';
import { median, progress, quantile, rounded } from './figures.ts';

const clients = 500;
const pushHz = 2;
const seconds = 15;

export async function benchFanout(): Promise<object> {
  const server = await demoServer();
  progress(`${clients} clients on the station's server`);
  const own = await measure(server.url, server.headers, server.push);
  await server.stop();
  const bytes = server.messageBytes();
  progress(`${clients} clients on a bare ws server`);
  const bare = await bareServer(bytes);
  const floor = await measure(bare.url, {}, bare.push);
  bare.stop();
  return {
    unit: 'ms from publishing to receipt, p99 over all clients and pushes',
    value: rounded(quantile(own.latenciesMs, 0.99)),
    floor: rounded(quantile(floor.latenciesMs, 0.99)),
    ratio: rounded(quantile(own.latenciesMs, 0.99) / quantile(floor.latenciesMs, 0.99)),
    ...{ clients, pushHz, seconds, messageBytes: bytes },
    medians: { value: rounded(median(own.latenciesMs)), floor: rounded(median(floor.latenciesMs)) },
    received: { value: own.latenciesMs.length, floor: floor.latenciesMs.length, expected: clients * pushHz * seconds },
  };
}

/** Pushes come at a steady pace; a client tells its delay by the time that the message holds. */
async function measure(url: string, headers: Record<string, string>, push: () => void): Promise<ClientReport> {
  const child = fork(new URL('./fanout-clients.ts', import.meta.url), [url, JSON.stringify(headers), String(clients)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const message = () => new Promise<unknown>((done) => child.once('message', done));
  await message();
  const timer = setInterval(push, 1000 / pushHz);
  await new Promise((done) => setTimeout(done, seconds * 1000 + 200));
  clearInterval(timer);
  child.send('report');
  const report = (await message()) as ClientReport;
  child.kill();
  return report;
}

function bareServer(bytes: number): Promise<{ url: string; push(): void; stop(): void }> {
  return new Promise((done) => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false }, () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      done({
        url: `ws://127.0.0.1:${port}`,
        push() {
          const head = `{"type":"crowd_update","timestamp":"${new Date().toISOString()}","fill":"`;
          const message = Buffer.from(`${head.padEnd(bytes - 2, 'x')}"}`);
          for (const client of server.clients) client.send(message, { binary: false });
        },
        stop: () => server.close(),
      });
    });
  });
}
