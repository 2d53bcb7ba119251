/**
 * From the sending of POST /api/panic to the alert and the incident on an operator's socket, on a whole station without cameras: one panic
 * at a time, each at a place of its own (a new incident and a new alarm), and then the flood of 1,000 in 10 s of one place. Floor: a bare
 * Fastify server that inserts one row with synchronous=FULL and sends the body to one socket, in a process of its own as the station is.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';
import { runStationProcess } from '../station-process.ts';
import { median, progress, quantile, rounded } from './figures.ts';

/** Fewer than the incidents that stand side by side before reports are put together. */
const singlePanics = 90;
const warmUp = 10;
const floodPanics = 1000;
const floodSeconds = 10;
/** Metres between places, beyond which reports are of different events. */
const apartDegrees = 0.001;

const site = `
station: { id: DDR, name: Dadar, lines: [western], location: [72.8426, 19.0186] }
zones: []
cameras: []
`;

interface Message {
  readonly type?: string;
  readonly description?: string;
  readonly data?: { readonly event: string; readonly alarm: { readonly facts: { readonly description?: string } } };
  readonly events?: readonly { readonly note: string | null }[];
}

export async function benchPanic(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'kavach-bench-'));
  const siteFile = join(folder, 'site.yaml');
  writeFileSync(siteFile, site);
  progress(`${singlePanics} panics on a station`);
  const own = await measureStation(siteFile);
  progress(`${singlePanics} inserts on a bare server`);
  const floor = await measureFloor(folder);
  rmSync(folder, { recursive: true, force: true });
  const p99 = { value: quantile(own.alertsMs, 0.99), floor: quantile(floor, 0.99) };
  return {
    unit: 'ms from POST to the alert on an operator’s socket, p99',
    value: rounded(p99.value),
    floor: rounded(p99.floor),
    ratio: rounded(p99.value / p99.floor),
    medians: { value: rounded(median(own.alertsMs)), floor: rounded(median(floor)) },
    incidentOnSocketMs: figures(own.incidentsMs),
    answerMs: figures(own.answersMs),
    flood: { panics: floodPanics, seconds: floodSeconds, ...own.flood },
  };
}

function figures(samplesMs: readonly number[]) {
  return { p50: rounded(median(samplesMs)), p99: rounded(quantile(samplesMs, 0.99)) };
}

async function measureStation(siteFile: string) {
  const station = await runStationProcess({ siteFile, environment: { KAVACH_DETECTION: 'off' } });
  const socket = await operatorSocket(station.socket('/ws/real-time'));
  const send = (body: object) => station.post('/api/panic', { station_id: 'DDR', severity: 'high', ...body });
  const alertsMs: number[] = [];
  const incidentsMs: number[] = [];
  const answersMs: number[] = [];
  for (let i = 0; i < singlePanics; i += 1) {
    const description = `single ${i}`;
    const startMs = performance.now();
    const since = (): number => performance.now() - startMs;
    const alerted = socket.next(({ data }) => data?.alarm.facts.description === description).then(since);
    const shown = socket.next(({ events }) => events?.some(({ note }) => note?.includes(description)) === true).then(since);
    const answered = send({ description, location: [72.8426 + i * apartDegrees, 19.0186] }).then(since);
    const [alertMs, incidentMs, answerMs] = await Promise.all([alerted, shown, answered]);
    if (i < warmUp) continue;
    alertsMs.push(alertMs);
    incidentsMs.push(incidentMs);
    answersMs.push(answerMs);
  }
  progress(`${floodPanics} panics in ${floodSeconds} s`);
  const flood = await measureFlood(send, socket);
  await station.stop();
  return { alertsMs, incidentsMs, answersMs, flood };
}

type NextMessage = (fits: (message: Message) => boolean) => Promise<void>;

/** Answers and shown reports of one steady stream; at the end, all of them must have been shown. */
async function measureFlood(send: (body: object) => Promise<unknown>, socket: { next: NextMessage }) {
  const answersMs: number[] = [];
  const shownMs: number[] = [];
  const startMs = performance.now();
  const one = async (i: number): Promise<void> => {
    const dueMs = (i * floodSeconds * 1000) / floodPanics;
    await new Promise((done) => setTimeout(done, dueMs - (performance.now() - startMs)));
    const sentMs = performance.now();
    const description = `flood ${i}.`;
    const shown = socket.next(({ events }) => events?.some(({ note }) => note?.endsWith(description)) === true);
    const answered = send({ description, client_id: `flood ${i}`, location: [72.8426, 18.9] });
    await answered;
    answersMs.push(performance.now() - sentMs);
    await shown;
    shownMs.push(performance.now() - sentMs);
  };
  await Promise.all(Array.from({ length: floodPanics }, (_, i) => one(i)));
  return { shown: shownMs.length, answerMs: figures(answersMs), shownMs: figures(shownMs) };
}

async function operatorSocket(socket: WebSocket): Promise<{ next: NextMessage }> {
  const waiting = new Set<(message: Message) => void>();
  const next: NextMessage = (fits) =>
    new Promise((done) => {
      const look = (message: Message): void => {
        if (!fits(message)) return;
        waiting.delete(look);
        done();
      };
      waiting.add(look);
    });
  socket.on('message', (data) => {
    const message: Message = JSON.parse(String(data));
    for (const look of waiting) look(message);
  });
  await next(({ type }) => type === 'welcome');
  for (const subscription of ['alerts', 'incidents']) {
    const subscribed = next(({ type }) => type === 'subscribed');
    socket.send(JSON.stringify({ type: 'subscribe', subscription }));
    await subscribed;
  }
  return { next };
}

async function measureFloor(folder: string): Promise<number[]> {
  const child = fork(new URL('./panic-floor.ts', import.meta.url), [join(folder, 'floor.db')], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const port = await new Promise<number>((done) => child.once('message', (message) => done(Number(message))));
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`);
  await new Promise((done) => socket.once('open', done));
  const samples: number[] = [];
  for (let i = 0; i < singlePanics; i += 1) {
    const startMs = performance.now();
    const told = new Promise((done) => socket.once('message', done));
    await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ description: `single ${i}` }),
    });
    await told;
    if (i >= warmUp) samples.push(performance.now() - startMs);
  }
  child.kill();
  return samples;
}
