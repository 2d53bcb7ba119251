/**
 * 500 phones by TLS, each with its two sockets open, on a whole station without cameras, with crowd figures, chat and alarms on: from the
 * sending of a chat message or a panic to its receipt by every phone. Beside them one client that never reads. Floor: a bare ws server on
 * TLS that sends as many bytes to as many sockets.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import { runStationProcess, type StationProcess } from '../station-process.ts';
import { median, progress, quantile, rounded } from './figures.ts';
import type { BareOrder, PhoneOrder, PhoneReport } from './phone-clients.ts';

const phones = 500;
const line = 'western';
const residentMemory = 'process_resident_memory_bytes';
const chatMessages = 60;
const chatEveryMs = 400;
const panics = 20;
const panicEveryMs = 1000;
/** By then it has left two pings unanswered, which come every 15 s. */
const deafLimitMs = 90_000;
/** Some 100 m: panics so far apart are of different events. */
const apartDegrees = 0.001;

const site = `
station: { id: DDR, name: Dadar, lines: [${line}], location: [72.8426, 19.0186] }
zones: [{ id: p1, name: Platform 1, kind: waiting, ground: [[0, 0], [9, 0], [9, 6], [0, 6]] }]
cameras: []
`;

export async function benchPhones(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'kavach-bench-'));
  const siteFile = join(folder, 'site.yaml');
  writeFileSync(siteFile, site);
  const own = await measureStation(siteFile, join(folder, 'data'));
  progress('the floor: a bare ws server on TLS');
  const floor = await measureFloor(join(folder, 'data', 'tls'), own.chatBytes);
  rmSync(folder, { recursive: true, force: true });
  const value = quantile(own.report.chatMs, 0.99);
  return {
    unit: 'ms from POST of a chat message to its receipt, p99 over all phones and messages',
    value: rounded(value),
    floor: rounded(quantile(floor, 0.99)),
    ratio: rounded(value / quantile(floor, 0.99)),
    chatMs: figures(own.report.chatMs),
    panicMs: figures(own.report.panicMs),
    received: {
      chat: own.report.chatMs.length,
      chatExpected: phones * chatMessages,
      panics: own.report.panicMs.length,
      panicsExpected: phones * panics,
    },
    ...{ phones, crowdUpdates: own.report.crowdUpdates, phonesCut: own.report.lost, deafClient: own.deaf },
    memory: own.memory,
  };
}

function figures(samplesMs: readonly number[]) {
  return { p50: rounded(median(samplesMs)), p99: rounded(quantile(samplesMs, 0.99)), max: rounded(quantile(samplesMs, 1)) };
}

async function measureStation(siteFile: string, dataFolder: string) {
  const station = await runStationProcess({ siteFile, dataFolder, environment: { KAVACH_DETECTION: 'off', KAVACH_MDNS: 'off' } });
  const before = await metric(station, residentMemory);
  progress(`${phones} phones join`);
  const clients = await openPhones(await orderFor(station));
  const memory = (await metric(station, residentMemory)) - before;
  const whenDeafIsCut = await openDeafClient(station);
  progress(`${chatMessages} chat messages, then ${panics} panics`);
  const chatBytes = await sendChat(station);
  await sendPanics(station);
  await pause(2000);
  const deaf = await whenDeafIsCut();
  const report = await reportOf(clients);
  await station.stop();
  const bytesPerPhone = Math.round(memory / phones);
  return { report, chatBytes, deaf, memory: { bytesPerPhone, socketsPerPhone: 2 } };
}

async function orderFor(station: StationProcess): Promise<PhoneOrder> {
  const origin = station.origin.replace('http:', 'https:');
  const ca = await (await fetch(`${station.origin}/api/ca.crt`)).text();
  const codes: string[] = [];
  for (let i = 0; i < phones; i += 1) {
    const { code } = await station.post<{ code: string }>('/api/pairing-codes', { role: 'staff', minutes: 60 });
    codes.push(code);
  }
  return { origin, ca, codes, line };
}

async function openPhones(order: PhoneOrder): Promise<ChildProcess> {
  const child = fork(new URL('./phone-clients.ts', import.meta.url), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const ready = new Promise((done, failed) => {
    child.once('message', done);
    child.once('exit', (code) => failed(new Error(`the phones ended with ${code}`)));
  });
  child.send(order);
  await ready;
  return child;
}

function reportOf(child: ChildProcess): Promise<PhoneReport> {
  return new Promise((done) => {
    child.once('message', (report) => {
      child.removeAllListeners('exit');
      child.kill();
      done(report as PhoneReport);
    });
    child.send('report');
  });
}

/** Written by many service users, as talk is by many people. Returns the size of one message as a phone gets it. */
async function sendChat(station: StationProcess): Promise<number> {
  let bytes = 0;
  for (let i = 0; i < chatMessages; i += 1) {
    const message = `${words(i)} bench chat ${Date.now()}`;
    const stored = await station.post('/api/chat/message', { line, message, user_id: `writer ${i}` });
    bytes = JSON.stringify(stored).length;
    await pause(chatEveryMs);
  }
  return bytes;
}

/** No two alike: repeats would be held. */
function words(i: number): string {
  const places = ['stairs', 'east gate', 'ticket hall', 'footbridge', 'platform end', 'west exit'];
  const states = ['is clear', 'has a queue', 'needs one more person', 'is slow', 'is open again', 'is wet'];
  return `Round ${i}: the ${places[i % 6]} ${states[Math.floor(i / 6) % 6]}`;
}

async function sendPanics(station: StationProcess): Promise<void> {
  for (let i = 0; i < panics; i += 1) {
    const location = [72.8426 + i * apartDegrees, 19.0186];
    const description = `bench panic ${Date.now()}`;
    await station.post('/api/panic', { station_id: 'DDR', severity: 'high', description, location });
    await pause(panicEveryMs);
  }
}

/** Asks for everything and then reads nothing. That it was cut shows in the station's count of sockets: it can't hear so itself. */
async function openDeafClient(station: StationProcess): Promise<() => Promise<string>> {
  const before = await openSockets(station);
  const socket = station.socket('/ws/real-time');
  await new Promise((done) => socket.once('open', done));
  for (const subscription of ['crowd', 'alerts', 'incidents', 'system'])
    socket.send(JSON.stringify({ type: 'subscribe', subscription }));
  await pause(200);
  socket.pause();
  const openedMs = performance.now();
  return async () => {
    while ((await openSockets(station)) > before) {
      if (performance.now() - openedMs > deafLimitMs) return 'still open';
      await pause(500);
    }
    return `cut within ${Math.round((performance.now() - openedMs) / 1000)} s`;
  };
}

async function openSockets(station: StationProcess): Promise<number> {
  return metric(station, 'kavach_sockets{kind="real-time"}');
}

/** The same bytes to as many sockets, by the bare library, one process for the server and one for the clients. */
async function measureFloor(tlsFolder: string, bytes: number): Promise<readonly number[]> {
  // One file holds the key and the certificate.
  const pem = readFileSync(join(tlsFolder, 'station.pem'));
  const ca = readFileSync(join(tlsFolder, 'ca.pem'), 'utf8').replace(
    /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/,
    '',
  );
  const server = createServer({ cert: pem, key: pem });
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const child = fork(new URL('./phone-clients.ts', import.meta.url), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const answer = () => new Promise<unknown>((done) => child.once('message', done));
  child.send({ url: `wss://127.0.0.1:${port}`, ca, count: phones } satisfies BareOrder);
  await answer();
  for (let i = 0; i < chatMessages; i += 1) {
    const head = `{"type":"message","text":"bench chat ${Date.now()}`;
    const message = Buffer.from(`${head.padEnd(bytes - 2, 'x')}"}`);
    for (const client of sockets.clients) client.send(message, { binary: false });
    await pause(chatEveryMs);
  }
  const report = answer();
  child.send('report');
  const { chatMs } = (await report) as PhoneReport;
  child.kill();
  server.closeAllConnections();
  server.close();
  return chatMs;
}

async function metric(station: StationProcess, name: string): Promise<number> {
  const headers = { 'X-API-Key': station.adminKey };
  const lines = (await (await fetch(`${station.origin}/metrics`, { headers })).text()).split('\n');
  return Number(lines.find((line) => line.startsWith(`${name} `))?.split(' ')[1] ?? 'NaN');
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
