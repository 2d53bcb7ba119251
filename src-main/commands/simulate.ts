/**
 * `npm run simulate -- mqtt|tcp|http|trains`: sensors, or a railway's own system, that speak to a station as real ones would, with a day's ups
 * and downs and faults on demand. Without options it works against `npm start` on this machine.
 */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { errorText } from '../errors.ts';
import { createSensorCast, type SimulatedFault, simulatedFaults } from './simulate/cast.ts';
import { sendAtPace } from './simulate/pace.ts';
import { openHttp, openMqtt, openTcp, type Sender } from './simulate/senders.ts';
import { simulateTrains } from './simulate/trains.ts';

const usage = `Usage: npm run simulate -- mqtt|tcp|http|trains [options]
  --rate N        messages a second, all sensors together (10)
  --sensors N     how many sensors (12)
  --faults A,B    one sensor each: silent, stuck, drift, out-of-range, garbage, late, future, duplicates; and burst
  --seconds N     ends after so long; else with Ctrl+C
  --seed N        the same seed gives the same sensors (1)
  --host H --port N   where the station is (127.0.0.1; 1883, 9000 or 8000)
  --url URL       the station's address for http and trains, instead of --host and --port
  --key KEY       a key; http and trains use the demo station's admin.key without it
  --topic T       the topics' root (kavach/sensors)`;

const string = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const options = {
  ...{ rate: string, sensors: string, faults: string, seconds: string, seed: string, host: string, port: string },
  ...{ url: string, key: string, topic: string, help: flag },
} as const;

const kinds = ['mqtt', 'tcp', 'http', 'trains'] as const;
type Kind = (typeof kinds)[number];
const usualPorts: Readonly<Record<Kind, number>> = { mqtt: 1883, tcp: 9000, http: 8000, trains: 8000 };

type Values = ReturnType<typeof readArgs>['values'];

function readArgs() {
  return parseArgs({ args: process.argv.slice(2), options, allowPositionals: true });
}

async function main(): Promise<void> {
  const { values, positionals } = readArgs();
  if (values.help === true) return say(usage);
  const kind = kinds.find((each) => each === positionals[0]);
  if (kind === undefined || positionals.length > 1) throw new Error(`Say what to simulate.\n${usage}`);
  const end = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end.abort());
  const seconds = values.seconds === undefined ? null : number('--seconds', values.seconds, 1, 1e7);
  if (seconds !== null) setTimeout(() => end.abort(), seconds * 1000).unref();
  const seed = number('--seed', values.seed ?? '1', 0, 2 ** 31);
  if (kind === 'trains') await simulateTrains({ origin: originOf(values), key: keyOf(values), seed, signal: end.signal, say });
  else await simulateSensors(kind, values, seed, end.signal);
}

async function simulateSensors(kind: Exclude<Kind, 'trains'>, values: Values, seed: number, signal: AbortSignal): Promise<void> {
  const faults = readFaults(values.faults);
  const cast = createSensorCast({ sensors: number('--sensors', values.sensors ?? '12', 1, 10_000), faults, seed });
  const perS = number('--rate', values.rate ?? '10', 0.01, 100_000);
  const sender = await openSender(kind, values);
  await sendAtPace({
    ...{ perS, signal, say, bursts: faults.includes('burst') },
    sendOne(nowMs, done) {
      const message = cast.next(nowMs);
      if (message !== null) sender.send(message, done);
      return message !== null;
    },
  });
  await sender.close();
}

function openSender(kind: Exclude<Kind, 'trains'>, values: Values): Promise<Sender> {
  const onTrouble = (text: string): void => say(text);
  if (kind === 'http') return openHttp(originOf(values), keyOf(values), onTrouble);
  const place = { host: values.host ?? '127.0.0.1', port: number('--port', values.port ?? String(usualPorts[kind]), 1, 65_535) };
  const common = { ...place, key: values.key ?? null, topic: values.topic ?? 'kavach/sensors', onTrouble };
  return kind === 'mqtt' ? openMqtt(common) : openTcp(common);
}

function originOf({ url, host, port }: Values): string {
  if (url !== undefined && !URL.canParse(url))
    throw new Error(`--url is "${url}"; allowed: an address such as http://127.0.0.1:8000`);
  return url === undefined ? `http://${host ?? '127.0.0.1'}:${port ?? '8000'}` : new URL(url).origin;
}

/** The demo station's own, where it lies on this machine. */
function keyOf({ key }: Values): string {
  const base = process.env['XDG_DATA_HOME'] || process.env['LOCALAPPDATA'] || join(homedir(), '.local', 'share');
  const file = join(process.env['KAVACH_DATA'] || join(base, 'kavach', 'demo'), 'admin.key');
  if (key !== undefined) return key;
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  throw new Error(`There is no ${file}: start the demo station once (npm start), or give a key with --key.`);
}

function readFaults(text: string | undefined): SimulatedFault[] {
  return (text ?? '').split(',').flatMap((word) => {
    const wanted = word.trim();
    const fault = simulatedFaults.find((each) => each === wanted);
    if (fault === undefined && wanted !== '') throw new Error(`--faults has "${wanted}"; allowed: ${simulatedFaults.join(', ')}`);
    return fault ?? [];
  });
}

function number(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= least && value <= most))
    throw new Error(`${name} is "${text}"; allowed: ${least} to ${most}`);
  return value;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`kavach: ${errorText(error)}\n`);
  process.exitCode = 1;
}
