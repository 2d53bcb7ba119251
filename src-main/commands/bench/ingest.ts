/**
 * Readings a second, lossless: MQTT clients → the station's own broker → validation → rule → store → whoever subscribed to `traffic_data`. The
 * station is a process of its own without cameras. Floor: better-sqlite3 alone writing the same rows. Options: --seconds 30, --rate 0 (as many as
 * are taken).
 */
import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { runStationProcess, type StationProcess } from '../station-process.ts';
import { median, progress, rounded } from './figures.ts';
import type { IngestReport } from './ingest-client.ts';
import { bareInserts, countRows } from './ingest-floor.ts';

const siteText = `
station: {id: B, name: Bench, lines: [western], location: [72.8, 19]}
zones: [{id: p1, name: Platform 1, kind: waiting, ground: [[0, 0], [9, 0], [9, 6], [0, 6]]}]
`;
const sampledEachMs = 1000;
const mostWaitMs = 5000;
/** Linux counts the time of processes in hundredths of a second (USER_HZ). */
const ticksPerS = 100;

export async function benchIngest(): Promise<object> {
  const options = { seconds: { type: 'string', default: '30' }, rate: { type: 'string', default: '0' } } as const;
  const { values } = parseArgs({ args: process.argv.slice(3), options });
  const [seconds, rate] = [Number(values.seconds), Number(values.rate)];
  const folder = mkdtempSync(join(tmpdir(), 'kavach-ingest-'));
  const siteFile = join(folder, 'site.yaml');
  writeFileSync(siteFile, siteText);
  const station = await runStationProcess({
    ...{ siteFile, dataFolder: join(folder, 'data') },
    environment: { KAVACH_DETECTION: 'off', LOG_LEVEL: 'warn' },
    onLog: (text) => progress(text.trim()),
  });
  const updates = countUpdates(station);
  const { mqtt } = await station.sensorPorts();
  progress(`${seconds} s of messages to the station's broker`);
  const memory = sampleMemory(station.pid);
  const cpuBefore = cpuS(station.pid);
  const report = await runClient(mqtt ?? 0, seconds, rate);
  const cpu = cpuS(station.pid) - cpuBefore;
  const samples = memory.stop();
  // The last rows may still be on their way.
  for (let waited = 0; waited < mostWaitMs && updates() < report.acknowledged; waited += 100) await sleep(100);
  const broadcast = updates();
  const heap = await heapBytes(station);
  await station.stop();
  const file = join(folder, 'data', 'kavach.db');
  const { rows, rejected } = countRows(file);
  progress('the same rows by better-sqlite3 alone');
  const floor = bareInserts(file, folder);
  rmSync(folder, { recursive: true, force: true });
  const perS = report.acknowledged / seconds;
  return {
    unit: 'readings a second, acknowledged because stored',
    value: rounded(perS),
    floor: rounded(floor),
    ratio: rounded(perS / floor),
    ...{ seconds, sent: report.sent, acknowledged: report.acknowledged, rows, rejected, broadcast },
    isLossless: [rows, report.acknowledged, broadcast].every((count) => count === report.sent),
    perSecond: { least: Math.min(...report.perSecond), median: median(report.perSecond), most: Math.max(...report.perSecond) },
    stationCpuMicrosecondsEach: rounded((cpu * 1e6) / report.acknowledged),
    stationRssMb: { start: samples[0], middle: samples[samples.length >> 1], end: samples.at(-1), most: Math.max(...samples) },
    stationHeapMbAtEnd: rounded(heap / 1e6),
  };
}

function runClient(port: number, seconds: number, rate: number): Promise<IngestReport> {
  const child = fork(new URL('./ingest-client.ts', import.meta.url), [String(port), String(seconds), String(rate)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  return new Promise((done, failed) => {
    child.once('message', (report) => done(report as IngestReport));
    child.once('exit', (code) => failed(new Error(`the bench's sensors ended with ${code}`)));
  });
}

/** How many readings a subscriber of `traffic_data` was told. */
function countUpdates(station: StationProcess): () => number {
  let told = 0;
  const socket = station.socket('/ws/real-time');
  socket.on('open', () => socket.send(JSON.stringify({ type: 'subscribe', subscription: 'traffic_data' })));
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as { type: string; data?: unknown };
    if (message.type === 'ping') socket.send('{"type":"pong"}');
    if (message.type === 'traffic_update') told += Array.isArray(message.data) ? message.data.length : 1;
  });
  socket.on('error', () => undefined);
  socket.on('close', (code) => progress(`the subscriber's socket was closed with ${code}`));
  return () => told;
}

function sampleMemory(pid: number): { stop(): number[] } {
  const samples: number[] = [rssMb(pid)];
  const timer = setInterval(() => samples.push(rssMb(pid)), sampledEachMs);
  return {
    stop() {
      clearInterval(timer);
      return samples;
    },
  };
}

function rssMb(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1000);
}

function cpuS(pid: number): number {
  // The name in parentheses may hold anything; user and system time are fields 14 and 15 of proc(5).
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerS;
}

async function heapBytes({ origin, adminKey }: StationProcess): Promise<number> {
  const text = await (await fetch(`${origin}/metrics`, { headers: { 'X-API-Key': adminKey } })).text();
  return Number(/^nodejs_heap_size_used_bytes (\S+)/m.exec(text)?.[1]);
}
