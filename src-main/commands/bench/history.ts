/**
 * 30 days of 200 traffic sensors at a reading a minute, and how long each question about them takes over HTTP. In: nothing
 * (`KAVACH_BENCH_DAYS` for fewer days). Out: p50 and p95 of every route of the traffic API, beside the floor: bare better-sqlite3 reading
 * the same rows of the same file.
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { NewReading } from '../../../src-contract/domain/reading-records.ts';
import { siteConfigSchema } from '../../../src-contract/site-config.ts';
import { createLog } from '../../log.ts';
import { createLocalSteps } from '../../sensors/desk/local-steps.ts';
import { openStore } from '../../store/open-store.ts';
import { createRandom, randomBetween } from '../../twin/simulation/random.ts';
import { runStationProcess, type StationProcess } from '../station-process.ts';
import { median, progress, quantile, rounded } from './figures.ts';

const sensorCount = 200;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const minutesPerBatch = 10;
const asksPerRoute = 60;

const site = {
  station: { id: 'BENCH', name: 'Bench', lines: ['western'], location: [72.84, 19.02], timezone: 'Asia/Kolkata' },
  sensors: Array.from({ length: sensorCount }, (_, i) => ({ id: `S${i}`, type: 'traffic', name: `Sensor ${i}` })),
  retention: { max_database_mb: 100_000 },
};

export async function benchHistory(): Promise<object> {
  const days = Number(process.env['KAVACH_BENCH_DAYS'] ?? 30);
  const folder = mkdtempSync(join(tmpdir(), 'kavach-history-'));
  try {
    const loaded = await load(folder, days);
    const siteFile = join(folder, 'site.yaml');
    writeFileSync(siteFile, JSON.stringify(site));
    const station = await runStationProcess({ siteFile, dataFolder: folder });
    try {
      const routes = await askAll(station);
      return { ...loaded, unit: 'ms', routes, floor: measureFloor(join(folder, 'kavach.db'), routes) };
    } finally {
      await station.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function load(folder: string, days: number): Promise<{ readings: number; loadS: number; fileMb: number }> {
  const file = join(folder, 'kavach.db');
  const { retention, station } = siteConfigSchema.parse(site);
  const store = openStore({
    ...{ file, backupFolder: join(folder, 'backups'), retention, log: createLog('error') },
    clock: { nowMs: () => Date.now() },
  });
  const stepsOf = createLocalSteps(station.timezone);
  const random = createRandom(1);
  const endMs = Math.floor(Date.now() / minuteMs) * minuteMs;
  const startedMs = performance.now();
  let readings = 0;
  for (let atMs = endMs - days * dayMs; atMs < endMs; atMs += minutesPerBatch * minuteMs) {
    const batch = Array.from({ length: minutesPerBatch }, (_, minute) => atMs + minute * minuteMs).flatMap((ms) =>
      site.sensors.map(({ id }, sensor) => newReading(id, ms + sensor * 250, stepsOf, () => randomBetween(random, 0, 1))),
    );
    store.readings.append({ readings: batch, rejected: [] });
    readings += batch.length;
    if ((atMs / minuteMs) % 120 < minutesPerBatch) store.settle(Date.now());
    if ((endMs - atMs) % dayMs === 0)
      progress(`${(endMs - atMs) / dayMs} days to load, ${Math.round((performance.now() - startedMs) / 1000)} s`);
    await new Promise((done) => setImmediate(done));
  }
  await store.close();
  const loadS = Math.round((performance.now() - startedMs) / 1000);
  return { readings, loadS, fileMb: Math.round(statSync(file).size / 2 ** 20) };
}

let digest = 0;

/** Slow at nine and at half past six, with noise. */
function newReading(
  sensorId: string,
  atMs: number,
  stepsOf: ReturnType<typeof createLocalSteps>,
  noise: () => number,
): NewReading {
  const hour = ((atMs / 3_600_000 + 5.5) % 24) + noise();
  const rush = Math.exp(-0.5 * ((hour - 9) / 1.2) ** 2) + Math.exp(-0.5 * ((hour - 18.5) / 1.5) ** 2);
  const speed = 15 * (1 - 0.7 * rush) + noise();
  const volume = Math.round(10 + 40 * rush + 5 * noise());
  const raw = `{"sensor_id":"${sensorId}","speed":${(speed * 3.6).toFixed(2)},"volume":${volume}}`;
  return {
    reading: {
      ...{ sensorId, type: 'traffic', source: 'mqtt', atMs, receivedMs: atMs, raw, digest: ++digest },
      values: { speed, volume },
      prediction: { fogIntensity: null, risk: 'LOW', by: 'rule:none' },
    },
    ...{ steps: stepsOf(atMs), rolledUp: ['speed', 'volume'], approved: true },
  };
}

interface RouteTimes {
  readonly route: string;
  readonly p50: number;
  readonly p95: number;
}

async function askAll(station: StationProcess): Promise<RouteTimes[]> {
  const sensor = (i: number): string => (i % 3 === 0 ? '' : `&sensor_id=S${(i * 7) % sensorCount}`);
  const paths: Record<string, (i: number) => string> = {
    current: (i) => `/api/traffic/current?limit=${i % 2 === 0 ? 100 : 1000}`,
    historical: (i) => `/api/traffic/historical?hours=${1 + ((i * 13) % 168)}&limit=${i % 2 === 0 ? 100 : 1000}${sensor(i)}`,
    statistics: (i) => `/api/traffic/statistics?hours=${1 + ((i * 13) % 168)}${sensor(i)}`,
    congestion: (i) => `/api/analytics/congestion?hours=${1 + ((i * 13) % 168)}${sensor(i)}`,
    patterns: (i) => `/api/analytics/patterns?days=28${sensor(i)}`,
    trends: (i) => `/api/analytics/trends?days=90${sensor(i)}`,
  };
  const times: RouteTimes[] = [];
  for (const [route, pathOf] of Object.entries(paths)) {
    const samples: number[] = [];
    for (let i = 0; i < asksPerRoute; i++) {
      const startMs = performance.now();
      await station.get(pathOf(i));
      samples.push(performance.now() - startMs);
    }
    times.push({ route, p50: rounded(median(samples)), p95: rounded(quantile(samples, 0.95)) });
    progress(`${route}: p95 ${times.at(-1)?.p95} ms`);
  }
  return times;
}

/** The rows of one page of history, and of one week's hours, by the library alone. */
function measureFloor(file: string, routes: readonly RouteTimes[]): object {
  const sqlite = new Sqlite(file, { readonly: true });
  const page = sqlite.prepare(
    'SELECT * FROM readings WHERE sensor = (SELECT no FROM names WHERE id = ?) ORDER BY at_ms DESC LIMIT 1000',
  );
  const hours = sqlite.prepare(
    "SELECT * FROM reading_hours WHERE series = (SELECT no FROM reading_series WHERE sensor = ? AND field = 'speed') ORDER BY at_s DESC LIMIT 672",
  );
  const timed = (work: (sensor: string) => unknown): number => {
    const samples = Array.from({ length: asksPerRoute }, (_, i) => {
      const startMs = performance.now();
      work(`S${(i * 7) % sensorCount}`);
      return performance.now() - startMs;
    });
    return rounded(quantile(samples, 0.95));
  };
  const floors = { historical: timed((sensor) => page.all(sensor)), congestion: timed((sensor) => hours.all(sensor)) };
  sqlite.close();
  const ratio = (route: keyof typeof floors): number =>
    rounded((routes.find((each) => each.route === route)?.p95 ?? 0) / floors[route]);
  return {
    what: 'p95 of bare better-sqlite3: 1,000 rows of one sensor; 28 days of hours of one series',
    ...floors,
    ratio: { historical: ratio('historical'), congestion: ratio('congestion') },
  };
}
