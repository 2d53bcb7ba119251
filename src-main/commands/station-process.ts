/**
 * A station in a process of its own for tests, benches and screenshots: the built one, on a free port, as `npm start` would run
 * it, with a small client that holds its admin key.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import WebSocket from 'ws';

export const repositoryRoot = resolve(import.meta.dirname, '../..');

export interface StationProcessOptions {
  /** The folder of the application; this checkout unless named. */
  readonly application?: string;
  readonly siteFile?: string;
  /** A temporary one, removed at the end, unless named. */
  readonly dataFolder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Where its log goes; nowhere unless told. */
  readonly onLog?: (text: string) => void;
}

export interface StationProcess {
  readonly origin: string;
  readonly signInLink: string;
  readonly dataFolder: string;
  readonly adminKey: string;
  readonly pid: number;
  readonly spawnedMs: number;
  get<T = unknown>(path: string): Promise<T>;
  post<T = unknown>(path: string, body?: unknown): Promise<T>;
  socket(path: string): WebSocket;
  /** Where sensors reach it on this machine; null for one that doesn't listen. */
  sensorPorts(): Promise<{ readonly mqtt: number | null; readonly tcp: number | null }>;
  /** When its process is gone, however that came. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
  /** kill -9, and the wait for the end. */
  kill(): Promise<void>;
}

const startLimitMs = 60_000;

/** A test that fails before it stops its station leaves none behind. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export async function runStationProcess(options: StationProcessOptions = {}): Promise<StationProcess> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'kavach-station-'));
  const spawnedMs = Date.now();
  const child = spawnStation(options, dataFolder);
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const signInLink = await linkFrom(child);
  const { origin } = new URL(signInLink);
  const adminKey = readFileSync(join(dataFolder, 'admin.key'), 'utf8').trim();
  const headers = { 'X-API-Key': adminKey };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
    if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true });
  };
  const get = async <T>(path: string) => reply<T>(await fetch(origin + path, { headers }));
  return {
    ...{ origin, signInLink, dataFolder, adminKey, spawnedMs, pid: child.pid ?? 0, get, ended },
    async sensorPorts() {
      const { parts } = await get<{ parts: { name: string; detail: string | null }[] }>('/health/detailed');
      const portOf = (part: string): number | null => {
        const port = /listens on \S+:(\d+)/.exec(parts.find(({ name }) => name === part)?.detail ?? '')?.[1];
        return port === undefined ? null : Number(port);
      };
      return { mqtt: portOf('mqtt'), tcp: portOf('tcp') };
    },
    post: async <T>(path: string, body: unknown = {}) => {
      const json = { ...headers, 'Content-Type': 'application/json' };
      return reply<T>(await fetch(origin + path, { method: 'POST', headers: json, body: JSON.stringify(body) }));
    },
    socket: (path) => new WebSocket(origin.replace('http', 'ws') + path, { headers }),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

function spawnStation(options: StationProcessOptions, dataFolder: string): ChildProcess {
  const { application = repositoryRoot, siteFile, environment, onLog } = options;
  const site = siteFile === undefined ? [] : ['--site', siteFile];
  const args = [join(application, 'out/main/node-main.js'), '--headless', '--data', dataFolder, '--port', '0', ...site];
  // For this machine alone, unless told: a test is nobody's business on the LAN, nor beyond it. Sensors' ports are free ones, for several run at once.
  const own = { HOST: '127.0.0.1', KAVACH_MDNS: 'off', KAVACH_ONLINE: 'off', MQTT_PORT: '0', TCP_PORT: '0' };
  const env = { ...process.env, ...own, ...environment };
  // Over the channel it learns that whoever started it is gone, however that came, and ends.
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env });
  child.channel?.unref();
  child.stderr?.on('data', (chunk: Buffer) => onLog?.(chunk.toString()));
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

async function reply<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.status} from ${response.url}: ${await response.text()}`);
  return (await response.json()) as T;
}

function linkFrom(child: ChildProcess): Promise<string> {
  return new Promise((done, failed) => {
    let output = '';
    const limit = setTimeout(() => failed(new Error(`no sign-in link within ${startLimitMs} ms:\n${output}`)), startLimitMs);
    const gather = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-20_000);
      const link = /http:\/\/\S+\/join\?code=\S+/.exec(output)?.[0];
      if (link === undefined) return;
      clearTimeout(limit);
      done(link);
    };
    child.stdout?.on('data', gather);
    child.stderr?.on('data', gather);
    child.once('exit', (code) => {
      clearTimeout(limit);
      failed(new Error(`the station ended with ${code}:\n${output}`));
    });
  });
}
