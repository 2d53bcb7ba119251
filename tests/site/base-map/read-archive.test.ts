/** What is taken for a base map: a table of archives, each with one thing wrong, and what is said of it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { readArchive } from '../../../src-main/site/base-map/read-archive.ts';
import { tinyMap } from '../../fixtures/tiny-pmtiles.ts';

const folder = mkdtempSync(join(tmpdir(), 'kavach-archive-'));
const path = join(folder, 'map.pmtiles');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { bytes: good } = tinyMap([72.843, 19.0186]);

function readingOf(bytes: Uint8Array) {
  writeFileSync(path, bytes);
  return readArchive(path);
}

function changed(change: (bytes: Buffer) => void): Uint8Array {
  const bytes = Buffer.from(good);
  change(bytes);
  return bytes;
}

/** With metadata of another text, put at the end. */
const withMetadata = (text: string) => {
  const metadata = gzipSync(text);
  const bytes = Buffer.concat([good, metadata]);
  bytes.writeBigUInt64LE(BigInt(good.length), 24);
  bytes.writeBigUInt64LE(BigInt(metadata.length), 32);
  return bytes;
};

it('an archive of vector tiles says which area it covers', () => {
  const reading = readingOf(good);
  expect(reading).toMatchObject({ ok: true });
  const area = reading.ok ? reading.area : [];
  const close = [72.841, 19.0176, 72.845, 19.0196];
  for (const [i, degrees] of area.entries()) expect(degrees).toBeCloseTo(close[i] ?? Number.NaN, 5);
});

const wrong: [string, Uint8Array, RegExp][] = [
  ['an empty file', new Uint8Array(), /no PMTiles archive: make one .*pmtiles extract/],
  ['text', new TextEncoder().encode('station: {id: T}\n'.repeat(20)), /no PMTiles archive/],
  ['an old version', changed((bytes) => bytes.writeUInt8(2, 7)), /version 2: .*pmtiles convert/],
  ['half a copy', good.subarray(0, good.length - 100), /cut short, \d+ of \d+ bytes: copy it again/],
  ['pictures', changed((bytes) => bytes.writeUInt8(2, 99)), /holds PNG, not vector tiles/],
  ['a kind of tomorrow', changed((bytes) => bytes.writeUInt8(200, 99)), /tiles of an unknown kind/],
  ['brotli', changed((bytes) => bytes.writeUInt8(3, 98)), /browsers can't unpack/],
  ['a map of the world', changed((bytes) => bytes.writeUInt8(6, 101)), /ends at zoom 6, and streets begin at 13/],
  ['no area', changed((bytes) => bytes.fill(0, 102, 118)), /doesn't say which area/],
  [
    'another maker',
    withMetadata('{"vector_layers":[{"id":"transportation"}]}'),
    /no layer "roads" \(its layers: transportation\)/,
  ],
  ['no layers', withMetadata('{}'), /its layers: none/],
  ['no metadata', withMetadata('not JSON'), /can't be read/],
];

it.each(wrong)('%s is refused, with what to do', (_name, bytes, words) => {
  expect(readingOf(bytes)).toEqual({ ok: false, fault: expect.stringMatching(words) });
});

it('a file that is not there is said to be unreadable', () => {
  expect(readArchive(join(folder, 'none'))).toEqual({ ok: false, fault: expect.stringMatching(/ENOENT/) });
});
