/**
 * The demo against its own truth: each zone's mean count, each line's crossings, and when alarms came after the truth crossed a band.
 * `npm run bench -- accuracy [SECONDS]`. Here the floor is the truth itself.
 */
import type { AlarmEventReply } from '../../../src-contract/api/alarms.ts';
import type { CrowdUpdate, StationReply } from '../../../src-contract/api/crowd.ts';
import { runStationProcess, type StationProcess } from '../station-process.ts';
import { progress, rounded } from './figures.ts';

interface Truth {
  readonly timestamp: string;
  readonly zones: Record<string, { count: number; density: number }>;
  readonly lines: Record<string, { in: number; out: number }>;
}

interface Reading {
  readonly atMs: number;
  readonly station: StationReply;
  readonly truth: Truth;
}

const everyMs = 500;
/** Trackers and smoothing have settled by then. */
const settleMs = 10_000;

export async function benchAccuracy(): Promise<object> {
  const watchMs = Number(process.argv[3] ?? 150) * 1000;
  const station = await runStationProcess({ environment: { LOG_LEVEL: 'error' } });
  try {
    const readings = await watch(station, watchMs);
    const { events } = await station.get<{ events: AlarmEventReply[] }>('/api/alarms/history?since_seq=0&limit=1000');
    return { unit: 'measured over true', seconds: watchMs / 1000, ...compare(readings), alarms: alarmDelays(readings, events) };
  } finally {
    await station.stop();
  }
}

async function watch(station: StationProcess, watchMs: number): Promise<Reading[]> {
  const readings: Reading[] = [];
  let latest: StationReply | undefined;
  const socket = station.socket('/ws/crowd');
  let firstMs = 0;
  socket.on('message', (data) => {
    latest = (JSON.parse(String(data)) as CrowdUpdate).stations[0];
    if (firstMs === 0 && latest?.count !== null && latest !== undefined) firstMs = Date.now();
  });
  while (firstMs === 0) await pause(100);
  progress(`first measured count ${firstMs - station.spawnedMs} ms after the process's start`);
  await pause(settleMs);
  const endMs = Date.now() + watchMs;
  while (Date.now() < endMs) {
    const truth = await station.get<Truth>('/api/twin/truth');
    if (latest !== undefined) readings.push({ atMs: Date.now(), station: latest, truth });
    await pause(everyMs);
  }
  socket.close();
  return readings;
}

function compare(readings: readonly Reading[]): object {
  const [first, last] = [readings[0], readings.at(-1)];
  if (first === undefined || last === undefined) throw new Error('nothing was measured');
  const zones = last.station.zones.map(({ id }) => {
    const measured = mean(readings.map(({ station }) => station.zones.find((zone) => zone.id === id)?.count ?? Number.NaN));
    const truth = mean(readings.map((reading) => reading.truth.zones[id]?.count ?? Number.NaN));
    const density = mean(readings.map(({ station }) => station.zones.find((zone) => zone.id === id)?.density ?? Number.NaN));
    const trueDensity = mean(readings.map((reading) => reading.truth.zones[id]?.density ?? Number.NaN));
    return {
      zone: id,
      ...{ measured: rounded(measured), truth: rounded(truth), ratio: rounded(measured / truth) },
      ...{ density: rounded(density), trueDensity: rounded(trueDensity) },
    };
  });
  const lines = last.station.counting_lines.map(({ id, in: ins, out: outs }) => {
    const before = first.station.counting_lines.find((line) => line.id === id);
    const measured = (ins ?? 0) + (outs ?? 0) - (before?.in ?? 0) - (before?.out ?? 0);
    const total = (truth: Truth): number => (truth.lines[id]?.in ?? 0) + (truth.lines[id]?.out ?? 0);
    const actual = total(last.truth) - total(first.truth);
    return { line: id, measured, truth: actual, ratio: rounded(measured / actual) };
  });
  const all = (pick: 'measured' | 'truth'): number => lines.reduce((sum, line) => sum + line[pick], 0);
  return { value: rounded(all('measured') / all('truth')), zones, lines };
}

/** When the true density first reached each zone's lowest edge in a row of readings, and when its alarm was raised. */
function alarmDelays(readings: readonly Reading[], events: readonly AlarmEventReply[]): object[] {
  const zones = readings.at(-1)?.station.zones ?? [];
  return zones.map(({ id, edges }) => {
    const raised = events
      .filter(({ event, alarm }) => event === 'raised' && alarm.subject.id === id)
      .map((event) => event.timestamp);
    const others = events.filter(({ alarm }) => alarm.subject.id === id).map(({ event, timestamp }) => `${event} ${timestamp}`);
    const crossed = readings.filter(({ truth }, i) => {
      const before = readings[i - 1]?.truth.zones[id]?.density ?? 0;
      return before < edges[0] && (truth.zones[id]?.density ?? 0) >= edges[0];
    });
    return { zone: id, edge: edges[0], truthCrossed: crossed.map(({ truth }) => truth.timestamp), raised, events: others };
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
