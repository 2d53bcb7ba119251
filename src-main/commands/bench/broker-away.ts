/**
 * An outside broker (Mosquitto) that goes away while sensors send, and comes back. Senders keep what it didn't acknowledge and send it afterwards.
 * Counted: rows against messages, rows that are there twice, the station's memory, and how many rows came late (those raise no alert).
 * Options: --away 300 (seconds), --rate 1000.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import Sqlite from 'better-sqlite3';
import mqtt, { type MqttClient } from 'mqtt';
import { runStationProcess } from '../station-process.ts';
import { progress } from './figures.ts';

const siteText = `
station: {id: B, name: Bench, lines: [western], location: [72.8, 19]}
zones: [{id: p1, name: Platform 1, kind: waiting, ground: [[0, 0], [9, 0], [9, 6], [0, 6]]}]
`;
const beforeS = 10;
const drainLimitMs = 300_000;
const stepMs = 20;
/** MQTT numbers 65,535 messages at most. */
const mostInFlight = 1000;

export async function benchBrokerAway(): Promise<object> {
  const options = { away: { type: 'string', default: '300' }, rate: { type: 'string', default: '1000' } } as const;
  const { values } = parseArgs({ args: process.argv.slice(3), options });
  const [awayS, rate] = [Number(values.away), Number(values.rate)];
  const folder = mkdtempSync(join(tmpdir(), 'kavach-away-'));
  writeFileSync(join(folder, 'site.yaml'), siteText);
  const port = await freePort();
  let broker = startBroker(folder, port);
  await pause(1000);
  const station = await runStationProcess({
    ...{ siteFile: join(folder, 'site.yaml'), dataFolder: join(folder, 'data') },
    environment: { KAVACH_DETECTION: 'off', LOG_LEVEL: 'warn', MQTT_BROKER: `mqtt://127.0.0.1:${port}` },
    onLog: (text) => progress(text.trim()),
  });
  const rss = (): number =>
    Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${station.pid}/status`, 'utf8'))?.[1]) / 1000);
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, {
    reconnectPeriod: 1000,
    protocolVersion: 4,
    clean: false,
    clientId: 'bench',
  });
  client.on('error', () => undefined);
  const sending = sendSteadily(client, rate);
  const memory = { start: rss(), atLoss: 0, atReturn: 0, most: 0, end: 0 };
  const watch = setInterval(() => {
    memory.most = Math.max(memory.most, rss());
  }, 500);
  await pause(beforeS * 1000);
  memory.atLoss = rss();
  progress(`the broker goes away for ${awayS} s`);
  // In order: a broker that is killed loses what it has acknowledged and not written, which is no fault of the station's.
  broker.kill('SIGTERM');
  await pause(awayS * 1000);
  memory.atReturn = rss();
  progress('the broker is back');
  const backMs = performance.now();
  broker = startBroker(folder, port);
  await pause(beforeS * 1000);
  sending.stop();
  const { sent, acknowledged } = await settled(sending, join(folder, 'data', 'kavach.db'));
  const caughtUpS = Math.round((performance.now() - backMs) / 1000);
  clearInterval(watch);
  memory.end = rss();
  client.end(true);
  await station.stop();
  broker.kill('SIGTERM');
  const counted = count(join(folder, 'data', 'kavach.db'));
  rmSync(folder, { recursive: true, force: true });
  const isWhole = counted.distinct === sent && counted.rows === sent;
  return {
    unit: 's until all is stored, from the return',
    value: caughtUpS,
    awayS,
    rate,
    sent,
    acknowledged,
    ...counted,
    isWhole,
    stationRssMb: memory,
  };
}

function startBroker(folder: string, port: number): ChildProcess {
  const lines = `listener ${port} 127.0.0.1\nallow_anonymous true\nuser root\npersistence true\npersistence_location ${folder}/\nmax_queued_messages 0\n`;
  writeFileSync(join(folder, 'mosquitto.conf'), lines);
  const broker = spawn('mosquitto', ['-c', join(folder, 'mosquitto.conf')], {
    stdio: 'ignore',
    env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` },
  });
  broker.once('error', (error) => progress(`mosquitto can't be started (apt-get install mosquitto): ${error.message}`));
  process.once('exit', () => broker.kill('SIGKILL'));
  return broker;
}

interface Sending {
  counts(): { readonly sent: number; readonly acknowledged: number };
  stop(): void;
}

/** Fog, so that each of them would raise an alert were it not late. What isn't acknowledged waits with its sender, in order. */
function sendSteadily(client: MqttClient, rate: number): Sending {
  let sent = 0;
  let acknowledged = 0;
  let inFlight = 0;
  const queue: { readonly topic: string; readonly text: string }[] = [];
  const startMs = performance.now();
  const pump = (): void => {
    while (inFlight < mostInFlight && queue.length > 0) {
      const next = queue.shift();
      if (next === undefined) return;
      inFlight++;
      client.publish(next.topic, next.text, { qos: 1 }, (error) => {
        inFlight--;
        if (!error) acknowledged++;
        pump();
      });
    }
  };
  const timer = setInterval(() => {
    for (const due = ((performance.now() - startMs) / 1000) * rate; sent < due; sent++)
      queue.push({
        topic: `kavach/sensors/camera/fog-${sent % 20}`,
        text: JSON.stringify({ visibility: 0.1, timestamp: Date.now(), message_id: sent }),
      });
    pump();
  }, stepMs);
  return { counts: () => ({ sent, acknowledged }), stop: () => clearInterval(timer) };
}

async function settled({ counts }: Sending, file: string): Promise<ReturnType<Sending['counts']>> {
  const endMs = performance.now() + drainLimitMs;
  while (performance.now() < endMs && count(file).rows < counts().sent) await pause(1000);
  return counts();
}

function count(file: string): { readonly rows: number; readonly distinct: number; readonly late: number } {
  const source = new Sqlite(file, { readonly: true });
  const one = (sql: string): number => source.prepare(sql).pluck().get() as number;
  const rows = one('SELECT count(*) FROM readings');
  const distinct = one("SELECT count(DISTINCT json_extract(raw, '$.message_id')) FROM readings");
  const late = one('SELECT count(*) FROM readings WHERE received_ms - at_ms > 60000');
  source.close();
  return { rows, distinct, late };
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((done) => {
    server.listen(0, '127.0.0.1', () => done((server.address() as { port: number }).port));
  });
  await new Promise((done) => server.close(done));
  return port;
}
