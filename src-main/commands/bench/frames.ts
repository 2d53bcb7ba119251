/**
 * 50 clients that send pictures to /ws as fast as they can: pictures looked at a second, how evenly, how late, and the station's memory.
 * Floor: bare `session.run` on one thread, with an input of the shape that these pictures get. And what the same flood does to
 * the demo's cameras: `camerasPerS`, pictures of cameras detected a second. `npm run bench -- frames [SECONDS]`.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { CameraReply } from '../../../src-contract/api/cameras.ts';
import { runStationProcess, type StationProcess } from '../station-process.ts';
import { bareRuns } from './bare-runs.ts';
import { benchModelPath } from './bench-model.ts';
import { median, progress, quantile, rounded } from './figures.ts';
import type { FrameClientsReport } from './frame-clients.ts';

const clients = 50;
const mostSeconds = 60;
/** For what the cameras do with and without the flood. */
const camerasMs = 8000;
const floorMs = 5000;
const environment = { LOG_LEVEL: 'error' };

export async function benchFrames(): Promise<object> {
  const watchMs = Math.min(mostSeconds, Number(process.argv[3] ?? 20)) * 1000;
  const model = await benchModelPath();
  const folder = mkdtempSync(join(tmpdir(), 'kavach-bench-'));
  try {
    const { pictures, ...cameras } = await besideCameras(folder);
    progress(`cameras ${cameras.atRest}/s at rest, ${cameras.inFlood}/s in the flood`);
    const { report, memoryMb, seconds } = await flood(folder, pictures, watchMs);
    const floor = await bareRuns(model, floorMs);
    const perS = sum(report.answered) / seconds;
    return {
      unit: `pictures of 640×360 looked at a second, ${clients} clients sending as fast as they can`,
      ...{ value: rounded(perS), floor: rounded(floor), ratio: rounded(perS / floor), model, seconds: rounded(seconds), clients },
      sentPerS: rounded(report.sent / seconds),
      answeredByClient: { least: Math.min(...report.answered), most: Math.max(...report.answered) },
      answerMs: { median: rounded(median(report.latenciesMs)), p95: rounded(quantile(report.latenciesMs, 0.95)) },
      errors: report.errors,
      memoryMb,
      camerasPerS: cameras,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The demo's cameras before and during a flood; their pictures are what the clients send. */
async function besideCameras(folder: string) {
  const station = await runStationProcess({ environment });
  try {
    const pictures = await snapshots(station, folder);
    const atRest = await camerasPerS(station);
    const flooding = await startClients(station, pictures);
    const inFlood = await camerasPerS(station);
    await flooding.end();
    return { pictures, atRest: rounded(atRest), inFlood: rounded(inFlood) };
  } finally {
    await station.stop();
  }
}

async function flood(folder: string, pictures: readonly string[], watchMs: number) {
  const siteFile = join(folder, 'site.yaml');
  writeFileSync(siteFile, stringify({ station: { id: 'B', name: 'Bench', lines: ['bench'], location: [72.8, 19] } }));
  const station = await runStationProcess({ siteFile, environment });
  try {
    const start = residentMb(station);
    const startMs = performance.now();
    const flooding = await startClients(station, pictures);
    await pause(watchMs / 2);
    const middle = residentMb(station);
    progress(`${Math.round(watchMs / 2000)} s: ${middle} MB`);
    await pause(watchMs / 2);
    const seconds = (performance.now() - startMs) / 1000;
    const report = await flooding.end();
    return { report, seconds, memoryMb: { start, middle, end: residentMb(station) } };
  } finally {
    await station.stop();
  }
}

async function startClients(station: StationProcess, pictures: readonly string[]) {
  const url = `${station.origin.replace('http', 'ws')}/ws`;
  const headers = JSON.stringify({ 'X-API-Key': station.adminKey });
  const child = fork(new URL('./frame-clients.ts', import.meta.url), [url, headers, String(clients), ...pictures], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const message = () => new Promise<unknown>((done) => child.once('message', done));
  await message();
  return {
    async end(): Promise<FrameClientsReport> {
      const answer = message();
      child.send('report');
      const report = (await answer) as FrameClientsReport;
      child.kill();
      return report;
    },
  };
}

/** One of each camera, as soon as it has one. */
async function snapshots(station: StationProcess, folder: string): Promise<string[]> {
  const { cameras } = await station.get<{ cameras: CameraReply[] }>('/api/cameras');
  const files: string[] = [];
  for (const { id } of cameras) {
    const file = join(folder, `${id}.jpg`);
    writeFileSync(file, await snapshot(station, id));
    files.push(file);
  }
  return files;
}

async function snapshot(station: StationProcess, cameraId: string): Promise<Buffer> {
  const endMs = Date.now() + 30_000;
  for (;;) {
    const headers = { 'X-API-Key': station.adminKey, 'Content-Type': 'application/json' };
    const body = JSON.stringify({ purpose: 'frames of a bench' });
    const response = await fetch(`${station.origin}/api/cameras/${cameraId}/snapshot`, { method: 'POST', headers, body });
    if (response.ok) return Buffer.from(await response.arrayBuffer());
    if (Date.now() > endMs) throw new Error(`no picture of ${cameraId}: ${await response.text()}`);
    await pause(200);
  }
}

async function camerasPerS(station: StationProcess): Promise<number> {
  const detected = async (): Promise<number> => {
    const { cameras } = await station.get<{ cameras: CameraReply[] }>('/api/cameras');
    return sum(cameras.map(({ frames_total, dropped_total }) => frames_total - dropped_total));
  };
  const [before, startMs] = [await detected(), performance.now()];
  await pause(camerasMs);
  return ((await detected()) - before) / ((performance.now() - startMs) / 1000);
}

function residentMb({ pid }: StationProcess): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kb) / 1024);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
