/** Timetables come in through the real worker: what is taken, what is refused with its reason, and that nothing is left behind. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { StoredTimetable, TimetableImport } from '../../../src-contract/domain/train.ts';
import { createLog } from '../../../src-main/log.ts';
import { loadNetwork } from '../../../src-main/site/load-network.ts';
import { lineOfRoute, lineWords } from '../../../src-main/site/trains/line-of-route.ts';
import { createPlannedRuns } from '../../../src-main/site/trains/planned-runs.ts';
import { createTimetableImports, type SentFeed, type TimetableImports } from '../../../src-main/site/trains/timetable-import.ts';
import { unpackFeed } from '../../../src-main/site/trains/unpack-feed.ts';
import { type FeedTables, feedZip, smallFeed } from '../../fixtures/gtfs.ts';
import { repositoryRoot, sharedPath } from '../../fixtures/shared.ts';
import { until } from '../../fixtures/until.ts';
import { westernFeed } from '../../fixtures/western-feed.ts';

const workerUrl = new URL('../../../src-main/site/trains/import-worker.ts', import.meta.url);
const networks = join(repositoryRoot, 'resources/networks');
const station = { id: 'DDR', name: 'Dadar', location: [72.843, 19.0186] as [number, number], timezone: 'Asia/Kolkata' };
const lines = ['western', 'central'];
const network = loadNetwork(networks, { network: 'mumbai-suburban', station: { lines } });

function importer(mostMs?: number): { imports: TimetableImports; folder: string; read: StoredTimetable[] } {
  const folder = join(mkdtempSync(join(tmpdir(), 'kavach-timetable-')), 'import');
  onTestFinished(() => rmSync(join(folder, '..'), { recursive: true, force: true }));
  const read: StoredTimetable[] = [];
  const imports = createTimetableImports({
    ...{ folder, workerUrl, station, lines: lineWords(lines, network), log: createLog('silent') },
    onRead: (stored) => void read.push(stored),
    clock: { nowMs: () => Date.parse('2026-11-28T06:00:00Z') },
    ...(mostMs === undefined ? {} : { mostMs }),
  });
  return { imports, folder, read };
}

const feed = (bytes: Uint8Array, stopId: string | null = null): SentFeed => ({ bytes, fileName: 'feed.zip', by: 'asha', stopId });

async function importOf(bytes: Uint8Array, stopId: string | null = null) {
  const { imports, folder, read } = importer();
  imports.start(feed(bytes, stopId));
  await until('the end of the import', () => imports.state().kind !== 'running', 60_000);
  await until('its folder to be gone', () => !existsSync(folder));
  return { state: imports.state(), stored: read[0] };
}

test('the trains that call here are taken, with their days, their platforms and the line of their route', async () => {
  const { state, stored } = await importOf(feedZip(smallFeed, 'gtfs/'));
  expect(state).toEqual({ kind: 'idle' });
  expect(stored?.facts).toMatchObject({
    ...{ importedBy: 'asha', publisher: 'The publisher', version: 'winter 2026', trips: 4 },
    ...{ validFrom: '20261001', validUntil: '20991231', otherRoutes: ['EXP'] },
    tripsByLine: { western: 3, EXP: 1 },
    stops: [
      { id: 'dadar', match: 'name' },
      { id: 'dadar-1', match: 'name' },
      { id: 'dadar-2', match: 'name' },
    ],
  });
  const trips = stored?.timetable.trips ?? [];
  expect(trips[0]).toMatchObject({ trainId: '90001', line: 'western', destination: 'Lower Parel', ours: 1 });
  expect(trips[0]?.calls.map(({ stop }) => stop)).toEqual(['Matunga Road', 'Dadar', 'Prabhadevi', 'Lower Parel']);
  // Without a headsign it goes where it ends.
  expect(trips.find(({ trainId }) => trainId === '12951')?.destination).toBe('Lower Parel');
  const planned = createPlannedRuns(stored?.timetable ?? { timezone: 'UTC', services: [], trips: [] });
  const runsOn = (day: string) =>
    planned
      .between(Date.parse(`${day}T00:00:00+05:30`), Date.parse(`${day}T23:59:59+05:30`))
      .map(({ trip, scheduledMs }) => [trip.trainId, new Date(scheduledMs).toISOString().slice(11, 16)]);
  expect(runsOn('2026-12-01')).toEqual([
    ['12951', '18:35'],
    ['90001', '02:34'],
    ['90002', '02:44'],
  ]);
  expect(runsOn('2026-11-29')).toEqual([
    ['12951', '18:35'],
    ['97001', '03:34'],
  ]);
  // Christmas runs as a Sunday.
  expect(runsOn('2026-12-25')).toEqual([
    ['12951', '18:35'],
    ['97001', '03:34'],
  ]);
});

test('trips every few minutes are trains of their own; stops without a time lie between those with one', async () => {
  const { stored } = await importOf(
    feedZip({
      ...smallFeed,
      'frequencies.txt': [
        ['trip_id', 'start_time', 'end_time', 'headway_secs'],
        ['t1', '10:00:00', '10:30:00', 600],
      ],
      'stop_times.txt': (smallFeed['stop_times.txt'] ?? []).map((row) =>
        row[0] === 't1' && row[4] === 1 ? [row[0], '', '', row[3] ?? '', 1] : row,
      ),
    }),
  );
  const metro = stored?.timetable.trips.filter(({ trainId }) => trainId.startsWith('90001 ')) ?? [];
  expect(metro.map(({ trainId, calls, ours }) => [trainId, calls[ours]?.arrivalS])).toEqual([
    ['90001 10:00', 36_240],
    ['90001 10:10', 36_840],
    ['90001 10:20', 37_440],
  ]);
});

const tables = (change: FeedTables): Uint8Array => feedZip({ ...smallFeed, ...change });
const withoutTable = (name: string): Uint8Array =>
  feedZip(Object.fromEntries(Object.entries(smallFeed).filter(([table]) => table !== name)));
const renamed = (smallFeed['stops.txt'] ?? []).map((row, i) =>
  i === 0 ? row : [row[0] ?? '', `Stop ${i}`, 28.6, 77.2, 0, '', ''],
);
const ended = (smallFeed['calendar.txt'] ?? []).map((row, i) => (i === 0 ? row : [...row.slice(0, 8), 20_250_101, 20_251_231]));

test.each([
  ['not an archive', () => new TextEncoder().encode('hello'), /no ZIP archive/],
  ['an archive cut in half', () => feedZip(smallFeed).subarray(0, 900), /no ZIP archive/],
  ['an archive of other things', () => feedZip({ 'readme.txt': [['hello']] }), /it lacks agency.txt, stops.txt/],
  ['without stop times', () => withoutTable('stop_times.txt'), /it lacks stop_times.txt/],
  [
    'a time that is none',
    () =>
      tables({
        'trips.txt': [
          ['route_id', 'service_id', 'trip_id'],
          ['r1', '', 't1'],
        ],
      }),
    /has a fault.*service_id/,
  ],
  [
    'a time zone that is none',
    () =>
      tables({
        'agency.txt': [
          ['agency_id', 'agency_name', 'agency_url', 'agency_timezone'],
          ['WR', 'x', 'https://example.org', 'Asia/Dadar'],
        ],
      }),
    /agency_timezone Asia\/Dadar/,
  ],
  ['another town', () => tables({ 'stops.txt': renamed }), /no stop Dadar \(DDR\).*the nearest are Stop/],
  [
    'it has ended',
    () => tables({ 'calendar.txt': ended, 'calendar_dates.txt': [['service_id', 'date', 'exception_type']] }),
    /last day was 2025-12-31/,
  ],
  [
    'no train calls here',
    () => tables({ 'stop_times.txt': (smallFeed['stop_times.txt'] ?? []).filter((row) => !String(row[3]).startsWith('dadar')) }),
    /No train of the feed stops at Dadar/,
  ],
])('refused: %s', async (_name, bytes, reason) => {
  const { state, stored } = await importOf(bytes());
  expect(stored).toBeUndefined();
  expect(state).toMatchObject({ kind: 'failed', reason: expect.stringMatching(reason) });
});

test('a stop that a person names is taken, and one that isn’t there is refused with those that are', async () => {
  const { stored } = await importOf(tables({ 'stops.txt': renamed }), 'pbhd');
  expect(stored?.facts.stops).toEqual([{ id: 'pbhd', name: 'Stop 5', match: 'chosen' }]);
  const { state } = await importOf(feedZip(smallFeed), 'nowhere');
  expect(state).toMatchObject({ kind: 'failed', reason: expect.stringContaining('no stop nowhere') });
});

test('an archive that climbs out of its folder, or holds more than it may, is refused, and writes nothing outside', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kavach-unpack-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const inside = join(folder, 'inside');
  mkdirSync(inside);
  const zip = join(folder, 'feed.zip');
  writeFileSync(zip, feedZip({ ...smallFeed, '../agency.txt': [['out']] }));
  await expect(unpackFeed(zip, inside)).rejects.toThrow(/no ZIP archive/);
  writeFileSync(zip, feedZip({ ...smallFeed, 'frequencies.txt': Array.from({ length: 20_000 }, () => ['0', '0', '0']) }));
  await expect(unpackFeed(zip, inside, 50_000)).rejects.toThrow(/more than 50,000 bytes/);
  expect(readdirSync(folder).toSorted()).toEqual(['feed.zip', 'inside']);
});

test('one at a time; a cancelled and an overdue import change nothing and leave nothing', async () => {
  const { imports, folder, read } = importer();
  const first: TimetableImport = imports.start(feed(feedZip(smallFeed)));
  expect(first).toMatchObject({ kind: 'running', step: 'unpacking' });
  expect(() => imports.start(feed(feedZip(smallFeed)))).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
  expect(await imports.cancel()).toBe(true);
  expect(imports.state()).toMatchObject({ kind: 'failed', reason: expect.stringContaining('cancelled') });
  expect([existsSync(folder), read.length, await imports.cancel()]).toEqual([false, 0, false]);
  const slow = importer(1);
  slow.imports.start(feed(feedZip(smallFeed)));
  await until('its time to be over', () => slow.imports.state().kind === 'failed');
  expect(slow.imports.state()).toMatchObject({ reason: expect.stringContaining('took longer') });
});

test('a route is of the line that one of its words names, and of none when two do', () => {
  const words = lineWords(['western', 'harbour'], network);
  const routeOf = (shortName: string, longName = '') => lineOfRoute({ id: 'x1', shortName, longName }, words);
  expect(routeOf('WR')).toBe('western');
  expect(routeOf('', 'Harbour Line')).toBe('harbour');
  expect(routeOf('', 'Western and Harbour')).toBeNull();
  expect(routeOf('', 'Westernmost')).toBeNull();
});

test('a network that there isn’t, and a line that it hasn’t, are faults of the site file', () => {
  expect(() => loadNetwork(networks, { network: 'pune', station: { lines } })).toThrow(/one of mumbai-suburban/);
  expect(() => loadNetwork(networks, { network: 'mumbai-suburban', station: { lines: ['metro'] } })).toThrow(
    /found: {3}metro[\s\S]*western, central, harbour/,
  );
});

const western = sharedPath('data/rail/western_real_timetable_mumbai-local-sim.json');

test.skipIf(western === null)(
  'the Western line of May 2026: 1,054 trains call at Dadar on a day, each with its whole way',
  async () => {
    const zip = westernFeed(JSON.parse(readFileSync(western ?? '', 'utf8')));
    const { state, stored } = await importOf(zip);
    expect(state).toEqual({ kind: 'idle' });
    expect(stored?.facts).toMatchObject({ trips: 1054, tripsByLine: { western: 1054 } });
    const planned = createPlannedRuns(stored?.timetable ?? { timezone: 'UTC', services: [], trips: [] });
    const fromMs = Date.parse('2026-11-30T03:00:00+05:30');
    const day = planned.between(fromMs, fromMs + 86_400_000);
    expect(day).toHaveLength(1054);
    const peak = planned.between(Date.parse('2026-11-30T09:00:00+05:30'), Date.parse('2026-11-30T10:00:00+05:30'));
    expect(peak.length).toBeGreaterThan(50);
  },
);
