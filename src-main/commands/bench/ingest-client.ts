/**
 * Sensors of the ingest bench, in a process of their own: MQTT 3.1.1 with QoS 1 over a few connections, each with many messages in flight. Written
 * on the socket itself, so that a client library's cost isn't measured with the station's. In: port, seconds, messages a second (0 = as many as
 * are taken). Out: how many were sent and acknowledged, and the latter by the second.
 */
import { connect, type Socket } from 'node:net';

export interface IngestReport {
  readonly sent: number;
  readonly acknowledged: number;
  readonly perSecond: readonly number[];
}

const [port = 0, seconds = 30, rate = 0] = process.argv.slice(2).map(Number);
const connections = 4;
const mostInFlight = 1000;
const sensors = 50;
const stepMs = 5;

let sent = 0;
let acknowledged = 0;
let isOver = false;
const startMs = performance.now();
const perSecond: number[] = Array.from({ length: Math.ceil(seconds) + 20 }, () => 0);

function text(words: string): Buffer {
  const bytes = Buffer.from(words);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
}

const topics = Array.from({ length: sensors }, (_, i) => text(`kavach/sensors/traffic/loop-${i}`));

function publication(number: number): Buffer[] {
  const topic = topics[sent % sensors] ?? Buffer.alloc(0);
  const figures = {
    speed: 30 + (sent % 40),
    volume: sent % 60,
    density: 12.5,
    occupancy: 22.1,
    timestamp: Date.now(),
    seq: sent,
  };
  const payload = Buffer.from(JSON.stringify({ ...figures, message_id: `bench-${sent}` }));
  const length = topic.length + 2 + payload.length;
  return [Buffer.from([0x32, (length % 128) | 128, length >> 7]), topic, Buffer.from([number >> 8, number & 255]), payload];
}

/** What may be sent by now. */
function due(): number {
  return rate === 0 ? Number.MAX_SAFE_INTEGER : ((performance.now() - startMs) / 1000) * rate;
}

function open(index: number): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  let number = 0;
  let inFlight = 0;
  let isKnown = false;
  /** Bytes of an answer that isn't whole yet; each has four. */
  let rest = 0;
  const push = (): void => {
    const parts: Buffer[] = [];
    while (!isOver && isKnown && inFlight < mostInFlight && sent < due()) {
      number = (number % 65_535) + 1;
      parts.push(...publication(number));
      inFlight++;
      sent++;
    }
    if (parts.length > 0) socket.write(Buffer.concat(parts));
  };
  socket.on('connect', () => {
    const body = Buffer.concat([text('MQTT'), Buffer.from([4, 2, 0, 60]), text(`bench-${index}`)]);
    socket.write(Buffer.concat([Buffer.from([0x10, body.length]), body]));
  });
  socket.on('data', (chunk) => {
    rest += chunk.length;
    let answers = Math.floor(rest / 4);
    rest -= answers * 4;
    if (!isKnown && answers > 0) {
      isKnown = true;
      answers--;
    }
    inFlight -= answers;
    acknowledged += answers;
    const second = Math.floor((performance.now() - startMs) / 1000);
    perSecond[second] = (perSecond[second] ?? 0) + answers;
    push();
  });
  setInterval(push, stepMs);
  return socket;
}

const sockets = Array.from({ length: connections }, (_, i) => open(i));
setTimeout(() => {
  isOver = true;
  const endMs = performance.now() + 15_000;
  const timer = setInterval(() => {
    if (acknowledged < sent && performance.now() < endMs) return;
    clearInterval(timer);
    const report: IngestReport = { sent, acknowledged, perSecond: perSecond.slice(0, Math.ceil(seconds)) };
    process.send?.(report, () => {
      for (const socket of sockets) socket.destroy();
      process.exit();
    });
  }, stepMs);
}, seconds * 1000);
