/** Extracts of the map: the three formats say the same, a broken one is refused with the place of its fault, and counts agree with other tools'. */
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readExtract } from '../../../src-main/site/places/read-extract.ts';
import { bytesOf, overpassAnswer, smallElements, smallPbf, smallXml } from '../../fixtures/osm-files.ts';
import { sharedPath } from '../../fixtures/shared.ts';

const read = (bytes: Uint8Array) => readExtract(bytes, () => {});
const byId = <T extends { id: string }>(items: readonly T[]): T[] => items.toSorted((a, b) => (a.id < b.id ? -1 : 1));

test('an Overpass answer, OSM XML and PBF of one map are read as the same places and ways', () => {
  const [json, xml, pbf] = [bytesOf(overpassAnswer()), smallXml(), smallPbf()].map(read);
  for (const other of [xml, pbf]) {
    expect(byId(other?.places ?? [])).toEqual(byId(json?.places ?? []));
    expect(byId(other?.ways ?? [])).toEqual(byId(json?.ways ?? []));
    expect(other?.area).toEqual([72.83, 19.01, 72.86, 19.03]);
  }
  expect(json?.mapMs).toBe(Date.parse('2026-11-20T06:00:00Z'));
  expect(byId(json?.places ?? [])).toMatchObject([
    {
      ...{ id: 'node/1', kind: 'station', name: 'Dādar', names: { hi: 'दादर', mr: 'दादर स्थानक' }, source: 'osm' },
      ...{ at: [72.842, 19.018], outline: null, alsoKnown: ['Tilak Bridge', 'Dadar Western'] },
    },
    { id: 'node/2', kind: 'toilet', name: null, names: {} },
    { id: 'node/20000000010', kind: 'police', name: 'Police "Chowki" & पोलीस' },
    // Of an area the middle, and its ring; without a name in its own language by the one it has.
    { id: 'relation/21', kind: 'hospital', name: 'KEM', at: [72.8445, 19.0206], outline: { length: 5 } },
    { id: 'way/11', kind: 'stairs', at: [72.8432, 19.0192], outline: null },
  ]);
});

test('ways keep the nodes that they share, go the way that people may, and end where the extract cuts them', () => {
  const { ways } = read(smallXml());
  expect(
    byId(ways).map(({ id, kind, nodes, widthM, oneWay }) => [id, kind, nodes.map((node) => node.id), widthM, oneWay]),
  ).toEqual([
    ['way/11', 'stairs', ['node/3', 'node/4', 'node/5'], 3.5, false],
    ['way/13', 'level', ['node/6', 'node/5'], null, true],
    ['way/14', 'road', ['node/7', 'node/8'], null, false],
  ]);
});

test('places come from `out center` and `out geom` too', () => {
  const center = { type: 'way' as const, id: 1, center: { lat: 19, lon: 72.8 }, tags: { amenity: 'parking' } };
  const geometry = [
    { lat: 19, lon: 72.8 },
    { lat: 19, lon: 72.81 },
    { lat: 19.01, lon: 72.81 },
    { lat: 19, lon: 72.8 },
  ];
  const geom = { type: 'way' as const, id: 2, nodes: [1, 2, 3, 1], geometry, tags: { amenity: 'fire_station' } };
  const bounds = { minlat: 19, minlon: 72, maxlat: 20, maxlon: 73 };
  const relation = { type: 'relation' as const, id: 3, bounds, members: [], tags: { amenity: 'clinic' } };
  const { places } = read(bytesOf(overpassAnswer([center, geom, relation])));
  expect(places.map(({ id, at, outline }) => [id, at, outline?.length])).toEqual([
    ['way/1', [72.8, 19], undefined],
    ['way/2', [72.805, 19.005], 4],
    ['relation/3', [72.5, 19.5], undefined],
  ]);
});

const xmlText = new TextDecoder().decode(smallXml());
const cut = (bytes: Uint8Array, share: number): Uint8Array => bytes.subarray(0, Math.floor(bytes.length * share));
const flipped = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((byte, i) => (i === at ? byte ^ 0xff : byte));
const withElement = (element: object): Uint8Array => bytesOf(overpassAnswer([...smallElements, element as never]));

test.each([
  ['nothing', () => new Uint8Array(), /byte 0: this is neither/],
  ['something else', () => bytesOf('hello'), /byte 0: this is neither/],
  ['gzip', () => new Uint8Array([0x1f, 0x8b, 8, 0]), /gzip. Unpack it/],
  [
    'JSON with a comma too many',
    () => bytesOf(overpassAnswer().replace('"elements"', ',"elements"')),
    /JSON is broken.*line 8 column/,
  ],
  ['JSON cut off', () => cut(bytesOf(overpassAnswer()), 0.5), /JSON is broken.*line \d+ column \d+/],
  [
    'a page of HTML',
    () => bytesOf('<!DOCTYPE html>\n<html><body>Too many requests</body></html>'),
    /line 1 column \d+: .*document type/,
  ],
  [
    'HTML without a type',
    () => bytesOf('<html><body></body></html>'),
    /line 1 column 6: the file is no OSM XML: it begins with <html>/,
  ],
  ['JSON that is no answer', () => bytesOf('{"features": []}'), /no Overpass answer.*elements/],
  [
    'an answer that was broken off',
    () => bytesOf(overpassAnswer([], { remark: 'runtime error: Query timed out' })),
    /not complete.*timed out/,
  ],
  ['a node without a place', () => withElement({ type: 'node', id: 5 }), /elements\[15\] is no element.*/],
  ['a node beyond the pole', () => withElement({ type: 'node', id: 5, lat: 100, lon: 0 }), /node 5 lies nowhere/],
  ['a tag that is a number', () => withElement({ type: 'node', id: 5, lat: 1, lon: 0, tags: { a: 1 } }), /elements\[15\].*tags/],
  ['XML with a tag left open', () => bytesOf(xmlText.replace('</way>', '')), /line \d+ column \d+: the XML is broken/],
  ['XML cut off', () => cut(smallXml(), 0.6), /line \d+ column \d+: the XML is broken/],
  ['XML with a node without lon', () => bytesOf(xmlText.replace(' lon="72.8430000"', '')), /line 13 column 9: lon is missing/],
  ['XML with entities of its own', () => bytesOf(`<!DOCTYPE osm [<!ENTITY a "b">]>${xmlText}`), /document type/],
  ['XML that is not UTF-8', () => new Uint8Array([...bytesOf('<osm>'), 0xff, 0xfe]), /not UTF-8/],
  ['PBF cut off', () => cut(smallPbf(), 0.7), /block 3 at byte 410: the file ends inside a block/],
  ['PBF with a flipped byte', () => flipped(smallPbf(), smallPbf().length - 20), /block 4 at byte 596: incorrect data check/],
  ['PBF with a header of a gigabyte', () => flipped(smallPbf(), 0), /block 1 at byte 0: a header of \d+ bytes/],
  ['PBF that unpacks to a bomb', () => bomb(), /block 2 at byte \d+: .*larger than/],
])('%s is refused with the place of its fault', (_what, bytes, reason) => {
  expect(() => read(bytes())).toThrow(reason);
});

/** A block of 40 MiB of zeros, packed, behind a sound head. */
function bomb(): Uint8Array {
  const zlib = deflateSync(Buffer.alloc(40 * 2 ** 20));
  const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)]);
  const blob = Buffer.concat([Buffer.from([0x1a, ...varint(zlib.length)]), zlib]);
  const header = Buffer.from([0x0a, 7, ...bytesOf('OSMData'), 0x18, ...varint(blob.length)]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(header.length);
  const small = Buffer.from(smallPbf());
  const headBytes = 4 + small.readUInt32BE(0);
  // The size of the first block stands at the end of its header, in one byte or two.
  const [low = 0, high = 0] = small.subarray(headBytes - (small[headBytes - 2] === 0x18 ? 1 : 2), headBytes);
  const first = headBytes + (small[headBytes - 2] === 0x18 ? low : (low & 127) + high * 128);
  return new Uint8Array(Buffer.concat([small.subarray(0, first), size, header, blob]));
}

/** Counted by osmium-tool 1.15 (`osmium tags-filter` on the same data as PBF) and by a line of Python over the raw JSON. */
test.each([
  ['overpass_mumbai_3373k.json', 38_174, {}, 2588],
  // 1,928 things with highway=bus_stop or amenity=bus_stop|bus_station, of which node 9769880917 is access=private.
  ['overpass_mumbai_446k.json', 1932, { bus_stop: 1927 }, 1],
  ['overpass_mumbai_82k.json', 364, { station: 154 }, 0],
])('%s holds what other tools count in it', (name, elements, counts, ways) => {
  const path = sharedPath(`data/maps/${name}`);
  if (path === null) return;
  const found = read(new Uint8Array(readFileSync(path)));
  const byKind = Object.fromEntries([...Map.groupBy(found.places, ({ kind }) => kind)].map(([kind, of]) => [kind, of.length]));
  expect([found.elements, byKind, found.ways.length]).toEqual([elements, counts, ways]);
});
