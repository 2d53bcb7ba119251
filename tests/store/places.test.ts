/** Places on the disk: found near, in a box and by name in any script; what an operator says stands over what a source says. */
import { expect, test } from 'vitest';
import type { PlaceQuery, SaidPlace } from '../../src-contract/domain/place-records.ts';
import { makeAlarm, openTestStore, storeBefore, temporaryPlace } from './store-fixture.ts';

const act = { by: 'asha', atMs: 1 };
const asked: PlaceQuery = { kinds: [], box: null, near: null, words: null, hidden: false, limit: 100, cursor: undefined };

function said(id: string, part: Partial<SaidPlace> = {}): SaidPlace {
  return {
    ...{
      id: `site:${id}`,
      kind: 'temple',
      name: id,
      names: {},
      at: [72.84, 19.02],
      outline: null,
      source: 'site',
      alsoKnown: [],
    },
    ...part,
  };
}

function storeWith(places: readonly SaidPlace[]) {
  const store = openTestStore();
  store.places.setSitePlaces(places);
  const idsOf = (query: Partial<PlaceQuery>): string[] =>
    store.places.list({ ...asked, ...query }).places.map(({ id }) => id.replace('site:', ''));
  return { store, idsOf };
}

/** 0.001° of latitude is 111 m. */
const row = Array.from({ length: 10 }, (_, i) =>
  said(`p${i}`, { at: [72.84, 19 + i / 1000], kind: i % 2 === 0 ? 'toilet' : 'water' }),
);

test('near a point the nearest come first, with how far they are, and none from beyond the radius', () => {
  const { store, idsOf } = storeWith(row);
  const near = { at: [72.84, 19.0031] as const, radiusM: 250 };
  expect(idsOf({ near })).toEqual(['p3', 'p4', 'p2', 'p5', 'p1']);
  expect(store.places.list({ ...asked, near }).places.map(({ distanceM }) => Math.round(distanceM ?? -1))).toEqual([
    11, 100, 122, 211, 234,
  ]);
  expect(idsOf({ near, kinds: ['toilet'] })).toEqual(['p4', 'p2']);
});

test('a page of the nearest goes on where the one before ended, over all radii', () => {
  const { store } = storeWith(row);
  const near = { at: [72.84, 19] as const, radiusM: 50_000 };
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = store.places.list({ ...asked, near, limit: 3, cursor });
    seen.push(...page.places.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(row.map(({ id }) => id));
});

test('a box holds what lies in it, in pages that lose and repeat nothing', () => {
  const { store, idsOf } = storeWith(row);
  const box = [72.83, 19.002, 72.85, 19.007] as const;
  expect(idsOf({ box }).toSorted()).toEqual(['p2', 'p3', 'p4', 'p5', 'p6', 'p7']);
  const first = store.places.list({ ...asked, box, limit: 4 });
  const second = store.places.list({ ...asked, box, limit: 4, cursor: first.nextCursor ?? '' });
  expect([...first.places, ...second.places].map(({ name }) => name).toSorted()).toEqual(['p2', 'p3', 'p4', 'p5', 'p6', 'p7']);
  expect(second.nextCursor).toBeNull();
  expect(() => store.places.list({ ...asked, cursor: 'x' })).toThrow('cursor');
});

const named = [
  said('dadar', { name: 'Dādar', names: { hi: 'दादर', mr: 'दादर स्थानक' }, alsoKnown: ['Tilak Bridge'] }),
  said('ghat', { name: 'श्री राम घाट', names: { en: 'Shri Ram Ghat' }, kind: 'ghat' }),
  said('cafe', { name: 'Café Zürich', kind: 'other' }),
  said('siddhi', { name: 'Siddhivinayak Temple' }),
  said('urdu', { name: 'دادر', kind: 'other' }),
];

test.each([
  ['dadar', ['dadar']],
  ['DAD', ['dadar']],
  ['Dādar', ['dadar']],
  ['दादर', ['dadar']],
  ['दा', ['dadar']],
  ['स्थान', ['dadar']],
  ['दर', []],
  ['tilak', ['dadar']],
  ['घाट राम', ['ghat']],
  ['राम', ['ghat']],
  ['रम', []],
  ['ghat ram', ['ghat']],
  ['cafe zur', ['cafe']],
  ['دادر', ['urdu']],
  ['temple sid', ['siddhi']],
  ['"temple" OR * (', []],
  ['NEAR(temple', []],
  ['***', []],
])('%s finds %o', (words, ids) => {
  const { idsOf } = storeWith(named);
  expect(idsOf({ words })).toEqual(ids);
  expect(idsOf({ words, near: { at: [72.84, 19.02], radiusM: 100 } })).toEqual(ids);
});

test('a place of the site file stays while it is in there, also when it is moved or hidden here', () => {
  const { store, idsOf } = storeWith(row.slice(0, 3));
  store.places.correct('site:p0', { at: [72.9, 19], name: 'New' }, act);
  store.places.correct('site:p1', { hidden: true }, act);
  store.places.setSitePlaces(row.slice(0, 2));
  expect(idsOf({})).toEqual(['p0']);
  expect(idsOf({ hidden: true })).toEqual(['p1']);
  expect(idsOf({ box: [72.89, 18.9, 72.91, 19.1] })).toEqual(['p0']);
  expect(idsOf({ words: 'new' })).toEqual(['p0']);
  expect(idsOf({ words: 'p0' })).toEqual([]);
  expect(store.places.counts()).toEqual({ toilet: 1 });
  expect(store.places.undo('site:p0')).toBe(true);
  expect(store.places.find('site:p0')).toMatchObject({ name: 'p0', at: [72.84, 19], corrected: false });
  expect(store.places.undo('site:p0')).toBe(false);
});

test('own places and corrections outlive a restart, and the loss of everything that was brought in', async () => {
  const place = temporaryPlace();
  const store = openTestStore(place);
  store.places.setSitePlaces(row.slice(0, 1));
  const own = store.places.addOwn({ kind: 'first_aid', name: 'Camp', names: {}, at: [72.84, 19] }, act);
  store.places.correct(own.id, { name: 'Camp 4' }, act);
  store.places.correct('site:p0', { name: 'Other' }, act);
  await store.close();
  const again = openTestStore(place);
  again.places.setSitePlaces(row.slice(0, 1));
  expect(again.places.find(own.id)).toMatchObject({ name: 'Camp 4', source: 'own', corrected: false });
  expect(again.places.find('site:p0')).toMatchObject({ name: 'Other', corrected: true });
  expect(again.places.undo(own.id)).toBe(true);
  expect(again.places.find(own.id)).toBeNull();
});

test('a store of the version before keeps its alarms and takes places', () => {
  const { place, version } = storeBefore('places');
  const store = openTestStore(place);
  expect(store.opened).toMatchObject({ kind: 'ok', migratedFrom: version });
  expect(store.alarms.open()).toEqual([makeAlarm()]);
  store.places.setSitePlaces(row);
  expect(store.places.counts()).toEqual({ toilet: 5, water: 5 });
});
