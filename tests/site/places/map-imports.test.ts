/** Imports of the map with the real worker, a real store and a stand-in server: read, compared, waiting, applied; and whatever can go wrong. */
import { expect, onTestFinished, test } from 'vitest';
import type { ImportCounts } from '../../../src-contract/domain/place-import.ts';
import { createMapImports, type ImportOrder, type MapImports } from '../../../src-main/site/places/map-imports.ts';
import { createMapRefresh } from '../../../src-main/site/places/map-refresh.ts';
import { createOverpass } from '../../../src-main/site/places/overpass.ts';
import type { Store } from '../../../src-main/store/open-store.ts';
import { bytesOf, type JsonElement, overpassAnswer, smallElements, smallPbf, smallXml } from '../../fixtures/osm-files.ts';
import { breaksOff, fails, isSilent, type OverpassStandIn, sends, startOverpass } from '../../fixtures/overpass-server.ts';
import { until } from '../../fixtures/until.ts';
import { openTestStore, type Place, silentLog, temporaryPlace } from '../../store/store-fixture.ts';

const workerUrl = new URL('../../../src-main/site/places/extract-worker.ts', import.meta.url);
const clock = { nowMs: () => Math.floor(performance.now()) + 1_750_000_000_000 };
const area = [72.83, 19.01, 72.86, 19.03] as const;

interface Desk {
  readonly imports: MapImports;
  readonly store: Store;
}

function desk(
  servers: readonly string[] = [],
  { place = temporaryPlace(), mostMs = 5000 }: { place?: Place; mostMs?: number } = {},
): Desk {
  const store = openTestStore(place);
  const overpass = createOverpass({ servers, userAgent: 'Kavach/test', mostBytes: 1_000_000, clock, mostMs, firstPauseMs: 20 });
  const imports = createMapImports({ records: store.placeImports, overpass, workerUrl, clock, log: silentLog });
  onTestFinished(() => imports.stop());
  return { imports, store };
}

const fileOf = (bytes: Uint8Array, apply = false): ImportOrder => ({
  what: { bytes, fileName: 'mumbai.osm' },
  by: 'asha',
  apply,
});
const areaOf = (apply = false): ImportOrder => ({ what: { area }, by: 'asha', apply });
const jsonOf = (elements: readonly JsonElement[]): Uint8Array => bytesOf(overpassAnswer(elements));
const without = (id: number): JsonElement[] => smallElements.filter((element) => element.id !== id);

const everything = { kinds: [], box: null, near: null, words: null, hidden: false, limit: 100, cursor: undefined } as const;
const idsIn = ({ store }: Desk): string[] =>
  store.places
    .list(everything)
    .places.map(({ id }) => id)
    .toSorted();
const changesOf = ({ kinds, ways }: ImportCounts) => ({
  ...Object.fromEntries(Object.entries(kinds).map(([kind, { added, changed, removed }]) => [kind, [added, changed, removed]])),
  ways: [ways.added, ways.changed, ways.removed],
});
async function applied(one: Desk): Promise<void> {
  one.imports.apply('ravi');
  await until('the import to be in force', () => one.imports.state().kind === 'idle');
}
async function withMap(): Promise<Desk> {
  const one = desk();
  expect(await one.imports.start(fileOf(smallXml(), true))).toBeNull();
  return one;
}

test('an import waits, shows what it would change, and is in force once a person says so', async () => {
  const one = desk();
  expect(await one.imports.start(fileOf(smallPbf()))).toBeNull();
  expect(one.imports.state()).toEqual({ kind: 'waiting' });
  expect(idsIn(one)).toEqual([]);
  expect(changesOf(one.store.placeImports.counts())).toEqual({
    ...{ hospital: [1, 0, 0], police: [1, 0, 0], stairs: [1, 0, 0], station: [1, 0, 0], toilet: [1, 0, 0], ways: [3, 0, 0] },
  });
  let told = 0;
  one.store.places.subscribe(() => {
    told += 1;
  });
  await applied(one);
  expect(idsIn(one)).toEqual(['node/1', 'node/2', 'node/20000000010', 'relation/21', 'way/11']);
  expect(one.store.places.walkWays().map(({ id, nodes }) => [id, nodes.length])).toEqual([
    ['way/11', 3],
    ['way/13', 2],
    ['way/14', 2],
  ]);
  expect(told).toBe(1);
  expect(one.store.placeImports.last()).toMatchObject({
    source: 'file',
    from: 'mumbai.osm',
    by: 'asha',
    appliedBy: 'ravi',
    area,
  });
});

test('the first import may be applied with one call; the next waits whatever it asks for; one that changes nothing waits for nobody', async () => {
  const one = await withMap();
  expect(idsIn(one)).toHaveLength(5);
  const firstMs = one.store.placeImports.last()?.readMs ?? 0;
  expect(await one.imports.start(fileOf(smallPbf(), true))).toBeNull();
  expect(one.imports.state()).toEqual({ kind: 'idle' });
  expect(one.store.placeImports.last()?.readMs).toBeGreaterThan(firstMs);
  await one.imports.start(
    fileOf(jsonOf([...smallElements, { type: 'node', id: 7000, lat: 19.02, lon: 72.84, tags: { amenity: 'taxi' } }]), true),
  );
  expect(one.imports.state()).toEqual({ kind: 'waiting' });
  expect(idsIn(one)).toHaveLength(5);
  expect(await one.imports.cancel()).toBe(true);
  expect([one.imports.state().kind, idsIn(one).length]).toEqual(['idle', 5]);
});

test('what changed and what is gone is told apart; a kind that the extract lacks altogether is left alone', async () => {
  const one = await withMap();
  const moved = without(2).map((element) =>
    element.id === 20_000_000_010 ? { ...element, lat: 19.016, tags: { amenity: 'police', name: 'Thana' } } : element,
  );
  await one.imports.start(fileOf(jsonOf(moved.filter(({ id }) => id !== 13))));
  expect(changesOf(one.store.placeImports.counts())).toMatchObject({ police: [0, 1, 0], ways: [0, 0, 1] });
  expect(one.store.placeImports.counts().kinds).not.toHaveProperty('toilet');
  expect(one.store.placeImports.samples(5).changed).toEqual([
    {
      ...{ id: 'node/20000000010', kind: 'police', name: 'Thana' },
      before: { kind: 'police', name: 'Police "Chowki" & पोलीस', movedM: 111 },
    },
  ]);
  await applied(one);
  expect(one.store.places.find('node/2')).not.toBeNull();
  expect(one.store.places.find('node/20000000010')?.name).toBe('Thana');
  expect(one.store.places.walkWays().map(({ id }) => id)).toEqual(['way/11', 'way/14']);
});

test('a place outside the area of an extract stays', async () => {
  const one = await withMap();
  const far = { type: 'node' as const, id: 7000, lat: 18.9, lon: 72.8, tags: { amenity: 'police' } };
  await one.imports.start(fileOf(jsonOf([far])));
  await applied(one);
  expect(idsIn(one)).toContain('node/20000000010');
});

test('what an operator drew, moved, renamed or hid outlives an import that says otherwise', async () => {
  const one = await withMap();
  const { places } = one.store;
  const act = { by: 'asha', atMs: 1 };
  places.correct('node/1', { name: 'Dadar (West)', at: [72.8421, 19.0181] }, act);
  places.correct('node/2', { hidden: true }, act);
  const own = places.addOwn({ kind: 'first_aid', name: 'Camp 4', names: { hi: 'शिविर 4' }, at: [72.845, 19.02] }, act);
  const renamed = smallElements.map((element) =>
    element.id === 1 ? { ...element, tags: { railway: 'station', name: 'Dadar Junction' } } : element,
  );
  await one.imports.start(fileOf(jsonOf(renamed)));
  await applied(one);
  expect(places.find('node/1')).toMatchObject({ name: 'Dadar (West)', at: [72.8421, 19.0181], corrected: true });
  expect(places.find('node/2')).toMatchObject({ hidden: true });
  expect(places.find(own.id)).toMatchObject({ name: 'Camp 4', source: 'own' });
  // The map lost the station: somebody vouches for it, so it stays.
  await one.imports.start(
    fileOf(jsonOf([...without(1), { type: 'node', id: 8000, lat: 19.011, lon: 72.831, tags: { railway: 'halt' } }])),
  );
  expect(changesOf(one.store.placeImports.counts())).toMatchObject({ station: [1, 0, 0] });
  await applied(one);
  expect(places.find('node/1')?.name).toBe('Dadar (West)');
  expect(places.undo('node/1')).toBe(true);
  expect(places.find('node/1')).toMatchObject({ name: 'Dadar Junction', corrected: false });
});

test.each([
  ['a broken extract', () => smallXml().subarray(0, 900), /can't be taken: line \d+ column \d+/],
  ['an empty one', () => jsonOf([]), /holds nothing at all/],
])('%s changes neither the map nor what waits', async (_what, bytes, reason) => {
  const one = await withMap();
  await one.imports.start(fileOf(jsonOf(without(2))));
  await one.imports.start(
    fileOf(jsonOf([...smallElements, { type: 'node', id: 7000, lat: 19.02, lon: 72.84, tags: { amenity: 'taxi' } }])),
  );
  const before = [idsIn(one), one.store.placeImports.staged()?.facts.readMs, one.store.placeImports.counts()];
  expect(await one.imports.start(fileOf(bytes()))).toMatch(reason);
  expect(one.imports.state()).toMatchObject({ kind: 'failed' });
  expect([idsIn(one), one.store.placeImports.staged()?.facts.readMs, one.store.placeImports.counts()]).toEqual(before);
});

test('a station that stops while an import is applied goes on with it at its next start', async () => {
  const place = temporaryPlace();
  const one = desk([], { place });
  const many = Array.from(
    { length: 1000 },
    (_, i): JsonElement => ({ type: 'node', id: i + 1, lat: 19, lon: 72 + i / 1e4, tags: { amenity: 'toilets' } }),
  );
  await one.imports.start(fileOf(jsonOf(many)));
  expect(one.store.placeImports.applySome({ by: 'ravi', atMs: 1 })).toBe(true);
  expect(idsIn(one).length).toBeLessThan(1000);
  await one.store.close();
  const again = desk([], { place });
  again.imports.resume();
  await until('the rest', () => again.imports.state().kind === 'idle');
  expect(again.store.places.counts()).toEqual({ toilet: 1000 });
  expect(again.store.placeImports.last()?.appliedBy).toBe('ravi');
});

test('a second import is refused while one runs, and a cancelled one leaves nothing', async () => {
  const server = await standIn(isSilent);
  const one = desk([server.url]);
  const ended = one.imports.start(areaOf());
  expect(() => one.imports.start(areaOf())).toThrow('An import of the map is running');
  await until('the request', () => server.asked.length === 1);
  expect(one.imports.state()).toMatchObject({ kind: 'fetching', attempt: 1 });
  expect(await one.imports.cancel()).toBe(true);
  expect(await ended).toMatch('cancelled');
  expect(one.store.placeImports.staged()).toBeNull();
});

async function standIn(...answers: Parameters<typeof startOverpass>): Promise<OverpassStandIn> {
  const server = await startOverpass(...answers);
  onTestFinished(() => server.stop());
  return server;
}

test.each([
  ['busy (429)', fails(429, { 'retry-after': '1' })],
  ['timed out (504)', fails(504)],
  ['refusing', fails(400)],
  ['a page in the place of a map', sends('<html><body>Rate limited</body></html>')],
  ['an answer that is broken off', breaksOff(overpassAnswer())],
  ['an answer with an error inside', sends(overpassAnswer(smallElements, { remark: 'runtime error: Query run out of memory' }))],
  ['an empty map', sends(overpassAnswer([]))],
  ['too much', sends(' '.repeat(1_100_000))],
])('a server that is %s is passed over, and the next one is asked; the map comes', async (_what, bad) => {
  const [first, second] = [await standIn(bad), await standIn(sends(overpassAnswer()))];
  const one = desk([first.url, second.url]);
  expect(await one.imports.start(areaOf(true))).toBeNull();
  expect([first.asked.length, second.asked.length]).toEqual([1, 1]);
  expect(second.asked[0]).toMatchObject({ agent: 'Kavach/test' });
  expect(second.asked[0]?.query).toContain('[bbox:19.01,72.83,19.03,72.86]');
  expect(idsIn(one)).toHaveLength(5);
  expect(one.store.placeImports.last()).toMatchObject({ source: 'overpass', complete: true, area });
});

test('a server that stays silent is given up after its time; one that recovers is asked again, not before it said', async () => {
  const server = await standIn(isSilent, fails(429, { 'retry-after': '1' }), sends(overpassAnswer()));
  const one = desk([server.url], { mostMs: 300 });
  expect(await one.imports.start(areaOf(true))).toBeNull();
  expect(server.asked).toHaveLength(3);
  expect((server.asked[2]?.atMs ?? 0) - (server.asked[1]?.atMs ?? 0)).toBeGreaterThanOrEqual(990);
  expect(server.atOnce()).toBe(1);
});

test('with no server to be reached the import says so and nothing changes', async () => {
  const server = await standIn(sends(''));
  const { url } = server;
  await server.stop();
  const one = desk([url]);
  expect(await one.imports.start(areaOf())).toMatch(/No map came from Overpass \(127\.0\.0\.1.*What is known stays/);
  expect(one.store.placeImports.staged()).toBeNull();
});

test('every six hours the map is asked for again; offline it says since when, and tries again; what came waits', async () => {
  let nowMs = 1_750_000_000_000;
  const server = await standIn(fails(400));
  const one = desk([server.url]);
  const refresh = createMapRefresh({
    area: () => area,
    lastMs: () => one.store.placeImports.last()?.readMs ?? null,
    isBusy: () => one.store.placeImports.staged() !== null,
    ask: (wanted) => one.imports.start({ what: { area: wanted }, by: 'station', apply: false }),
    clock: { nowMs: () => nowMs },
  });
  await refresh.watch();
  expect(refresh.state()).toMatchObject({
    kind: 'offline',
    sinceMs: nowMs,
    reason: expect.stringContaining('it refuses (status 400)'),
  });
  const offlineMs = nowMs;
  await refresh.watch();
  const askedWhenOffline = server.asked.length;
  nowMs += 3_600_000;
  await refresh.watch();
  expect(server.asked.length).toBeGreaterThan(askedWhenOffline);
  expect(refresh.state()).toMatchObject({ kind: 'offline', sinceMs: offlineMs });
  server.setAnswers(sends(overpassAnswer()));
  nowMs += 3_600_000;
  await refresh.watch();
  expect(one.imports.state()).toEqual({ kind: 'waiting' });
  expect(refresh.state()).toMatchObject({ kind: 'on' });
  const asked = server.asked.length;
  nowMs += 7 * 3_600_000;
  // Not from under the person who looks at it.
  await refresh.watch();
  expect(server.asked.length).toBe(asked);
  await applied(one);
  await refresh.watch();
  // What was applied was read seven hours ago.
  expect(server.asked.length).toBe(asked + 1);
});
