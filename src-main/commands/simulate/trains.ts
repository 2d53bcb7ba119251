/**
 * `simulate -- trains`: a railway's own system that reports its trains to a station. Each platform gets a train every few minutes: announced,
 * standing, gone. It works against any station, for it asks for its lines.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { TrainUpdateBody } from '../../../src-contract/api/trains.ts';
import { createRandom, randomBetween } from '../../twin/simulation/random.ts';
import { jsonPoster } from './senders.ts';

export interface TrainsOptions {
  readonly origin: string;
  readonly key: string;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

const headwayMs = 240_000;
const standsMs = 30_000;
const reportedEachMs = 5000;
const platforms = ['1', '2', '3'] as const;

export async function simulateTrains({ origin, key, seed, signal, say }: TrainsOptions): Promise<void> {
  const post = jsonPoster(origin, key);
  await post.check();
  const { name, lines } = await stationOf(origin, key);
  let taken = 0;
  let refused = 0;
  while (!signal.aborted) {
    for (const update of trainUpdates({ name, lines, seed }, Date.now())) {
      const response = await post.send('/api/trains/updates', JSON.stringify(update)).catch(() => null);
      if (response?.ok === true) taken++;
      else refused++;
    }
    say(`${taken} reports taken, ${refused} refused`);
    await pause(reportedEachMs, undefined, { signal }).catch(() => undefined);
  }
}

interface Station {
  readonly name: string;
  readonly lines: readonly string[];
  readonly seed: number;
}

/** The train of each platform that is nearest now. The same train at the same time, however often it is asked. */
export function trainUpdates({ name, lines, seed }: Station, nowMs: number): TrainUpdateBody[] {
  return platforms.map((platform, i) => {
    const offsetMs = (headwayMs / platforms.length) * i;
    const no = Math.floor((nowMs - offsetMs) / headwayMs);
    const arrivesMs = (no + 1) * headwayMs + offsetMs;
    const leftMs = arrivesMs - headwayMs + standsMs;
    const stands = nowMs < leftMs;
    const random = createRandom(seed + no * platforms.length + i);
    return {
      train_id: `SIM-${i + 1}-${(stands ? no - 1 : no) % 1000}`,
      status: stands ? 'at_platform' : 'running',
      timestamp: new Date(nowMs).toISOString(),
      line: lines[i % lines.length],
      platform,
      ...(stands ? { current_station: name } : { next_station: name, arrives_at: new Date(arrivesMs).toISOString() }),
      cars: 12,
      load: { occupancy: Math.round(randomBetween(random, 0.3, 1.2) * 100) / 100 },
    };
  });
}

async function stationOf(origin: string, key: string): Promise<Omit<Station, 'seed'>> {
  const response = await fetch(`${origin}/api/stations`, { headers: { 'x-api-key': key } });
  const { stations } = (await response.json()) as { stations: { name: string; line: string; lines?: string[] }[] };
  const [own] = stations;
  if (own === undefined) throw new Error(`The station at ${origin} doesn't say its name: is it Kavach?`);
  return { name: own.name, lines: own.lines ?? [own.line] };
}
