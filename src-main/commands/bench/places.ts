/**
 * 100,000 places in the real store, and how long it takes to find those near, in a box, and of a name: through the store and over HTTP,
 * beside the floor: one bare better-sqlite3 statement on the same file's R*Tree or word index. In: nothing. Out: p50 and p95 in ms.
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { placeKinds } from '../../../src-contract/domain/place.ts';
import type { PlaceQuery, SaidPlace } from '../../../src-contract/domain/place-records.ts';
import { siteConfigSchema } from '../../../src-contract/site-config.ts';
import { createLog } from '../../log.ts';
import { openStore, type Store } from '../../store/open-store.ts';
import { createRandom, randomBetween } from '../../twin/simulation/random.ts';
import { runStationProcess, type StationProcess } from '../station-process.ts';
import { median, progress, quantile, rounded } from './figures.ts';
import { benchWalkRoute } from './walk-route.ts';

const placeCount = 100_000;
const batch = 500;
const asks = 200;
const pageSize = 100;
const targetP95Ms = 20;

const site = {
  station: { id: 'BENCH', name: 'Bench', lines: ['western'], location: [72.88, 19.08], timezone: 'Asia/Kolkata' },
};
/** A city of 40 by 40 km, most of it around some busy places. */
const middle = [72.88, 19.08] as const;
const names = [
  'Shri',
  'Ram',
  'Ghat',
  'Mandir',
  'Dadar',
  'Siddhi',
  'Nagar',
  'Chowk',
  'श्री',
  'राम',
  'घाट',
  'मंदिर',
  'दादर',
  'नगर',
  'चौक',
];

export async function benchPlaces(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'kavach-places-'));
  try {
    const file = join(folder, 'kavach.db');
    const { store, ...loaded } = await load(file, folder);
    const throughStore = timeAll((query) => store.places.list(query));
    await store.close();
    const floor = measureFloor(file);
    const siteFile = join(folder, 'site.yaml');
    writeFileSync(siteFile, JSON.stringify(site));
    const station = await runStationProcess({ siteFile, dataFolder: folder });
    try {
      const overHttp = await timeHttp(station);
      const ratio = Object.fromEntries(shapes.map((shape) => [shape, rounded(throughStore[shape].p95 / floor[shape].p95)]));
      const isMet = shapes.every((shape) => overHttp[shape].p95 < targetP95Ms);
      return {
        ...{ unit: 'ms', ...loaded, store: throughStore, http: overHttp, floor, ratio, targetP95Ms, isMet },
        walk_route: await benchWalkRoute(),
      };
    } finally {
      await station.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function load(file: string, folder: string) {
  const { retention } = siteConfigSchema.parse(site);
  const store = openStore({
    ...{ file, backupFolder: join(folder, 'backups'), retention, log: createLog('error') },
    clock: { nowMs: () => Date.now() },
  });
  const random = createRandom(1);
  const startedMs = performance.now();
  for (let i = 0; i < placeCount; i += batch)
    store.placeImports.stagePlaces(Array.from({ length: batch }, (_, k) => madePlace(i + k, random)));
  const area = [72.5, 18.7, 73.3, 19.5] as const;
  const facts = { source: 'file', from: 'bench', area, complete: true, mapMs: null, readMs: Date.now(), by: 'bench' } as const;
  store.placeImports.compare(facts);
  const stagedS = (performance.now() - startedMs) / 1000;
  const turnsMs = await applyAll(store);
  const loadS = (performance.now() - startedMs) / 1000;
  progress(`${placeCount} places, ${Math.round(loadS)} s`);
  return {
    ...{ store, places: placeCount, fileMb: Math.round(statSync(file).size / 2 ** 20) },
    import: { stageS: rounded(stagedS), totalS: rounded(loadS), turnP95Ms: rounded(quantile(turnsMs, 0.95)) },
  };
}

/** How long each turn of applying holds the station up. */
async function applyAll(store: Store): Promise<number[]> {
  const turnsMs: number[] = [];
  for (let isLeft = true; isLeft; ) {
    const startMs = performance.now();
    isLeft = store.placeImports.applySome({ by: 'bench', atMs: Date.now() });
    turnsMs.push(performance.now() - startMs);
    await new Promise((done) => setImmediate(done));
  }
  return turnsMs;
}

type Random = ReturnType<typeof createRandom>;

function madePlace(i: number, random: Random): SaidPlace {
  const word = (): string => names[Math.floor(randomBetween(random, 0, names.length))] ?? '';
  const far = randomBetween(random, 0, 1) ** 2 * 0.18;
  const angle = randomBetween(random, 0, 2 * Math.PI);
  return {
    ...{
      id: `node/${i + 1}`,
      kind: placeKinds[i % placeKinds.length] ?? 'other',
      name: `${word()} ${word()} ${i}`,
      names: { hi: word() },
    },
    ...{
      at: [middle[0] + far * Math.cos(angle), middle[1] + far * Math.sin(angle)],
      outline: null,
      source: 'osm',
      alsoKnown: [],
    },
  };
}

const shapes = ['near', 'bbox', 'q'] as const;
type Shape = (typeof shapes)[number];
interface Times {
  readonly p50: number;
  readonly p95: number;
  /** Of one ask, which others on the machine don't add to; only where it is asked in this process. */
  readonly cpuMs?: number;
}

const everything: PlaceQuery = {
  ...{ kinds: [], box: null, near: null, words: null, hidden: false, limit: pageSize, cursor: undefined },
};
/** Spread over the city; radii from a street to a district, boxes of a screen, words from two letters up. */
const spotOf = (i: number) => [middle[0] + 0.1 * Math.sin(i * 2.4), middle[1] + 0.1 * Math.cos(i * 1.7)] as const;
const radiusOf = (i: number): number => [300, 1000, 5000][i % 3] ?? 1000;
const halfOf = (i: number): number => [0.005, 0.01, 0.02][i % 3] ?? 0.01;
const wordsOf = (i: number): string => ['ram', 'Ra', 'राम', 'dadar nag', `Ghat ${i * 7}`, 'घा', 'siddhi 4'][i % 7] ?? '';
const boxOf = (i: number) => {
  const [lon, lat] = spotOf(i);
  const half = halfOf(i);
  return [lon - half, lat - half, lon + half, lat + half] as const;
};
const queries: Record<Shape, (i: number) => PlaceQuery> = {
  near: (i) => ({ ...everything, near: { at: spotOf(i), radiusM: radiusOf(i) } }),
  bbox: (i) => ({ ...everything, box: boxOf(i) }),
  q: (i) => ({ ...everything, words: wordsOf(i) }),
};
const paths: Record<Shape, (i: number) => string> = {
  near: (i) => `/api/locations?near=${spotOf(i).toReversed().join(',')}&radius_m=${radiusOf(i)}`,
  bbox: (i) => `/api/locations?bbox=${boxOf(i).join(',')}`,
  q: (i) => `/api/locations?q=${encodeURIComponent(wordsOf(i))}`,
};

function timeAll(ask: (query: PlaceQuery) => unknown): Record<Shape, Times> {
  return timed((shape, i) => ask(queries[shape](i)));
}

function timed(ask: (shape: Shape, i: number) => unknown): Record<Shape, Times> {
  const of = (shape: Shape): Times => {
    const cpu = process.cpuUsage();
    const samples = Array.from({ length: asks }, (_, i) => {
      const startMs = performance.now();
      ask(shape, i);
      return performance.now() - startMs;
    });
    const { user, system } = process.cpuUsage(cpu);
    return { ...timesOf(samples), cpuMs: rounded((user + system) / 1000 / asks) };
  };
  return { near: of('near'), bbox: of('bbox'), q: of('q') };
}

function timesOf(samples: readonly number[]): Times {
  return { p50: rounded(median(samples)), p95: rounded(quantile(samples, 0.95)) };
}

async function timeHttp(station: StationProcess): Promise<Record<Shape, Times>> {
  const of = async (shape: Shape): Promise<Times> => {
    const samples: number[] = [];
    for (let i = 0; i < asks; i += 1) {
      const startMs = performance.now();
      await station.get(paths[shape](i));
      samples.push(performance.now() - startMs);
    }
    progress(`${shape} over HTTP: p95 ${rounded(quantile(samples, 0.95))} ms`);
    return timesOf(samples);
  };
  return { near: await of('near'), bbox: await of('bbox'), q: await of('q') };
}

/** A page of rows from the index alone: no order by distance, no rank, nothing parsed. */
function measureFloor(file: string): Record<Shape, Times> {
  const sqlite = new Sqlite(file, { readonly: true });
  const inBox = sqlite.prepare(
    `SELECT p.shown FROM place_boxes b JOIN places p ON p.no = b.no
     WHERE b.east >= ? AND b.west <= ? AND b.north >= ? AND b.south <= ? LIMIT ${pageSize}`,
  );
  const named = sqlite.prepare(
    `SELECT p.shown FROM place_words w JOIN places p ON p.no = w.rowid WHERE place_words MATCH ? LIMIT ${pageSize}`,
  );
  const around = (i: number): readonly number[] => {
    const [lon, lat] = spotOf(i);
    const r = radiusOf(i) / 111_195;
    return [lon - r, lon + r, lat - r, lat + r];
  };
  const box = (i: number): readonly number[] => {
    const [west, south, east, north] = boxOf(i);
    return [west, east, south, north];
  };
  const match = (i: number): string =>
    wordsOf(i)
      .split(' ')
      .map((word) => `"${word}"*`)
      .join(' ');
  const asked: Record<Shape, (i: number) => unknown> = {
    near: (i) => inBox.all(...around(i)),
    bbox: (i) => inBox.all(...box(i)),
    q: (i) => named.all(match(i)),
  };
  const times = timed((shape, i) => asked[shape](i));
  sqlite.close();
  return times;
}
