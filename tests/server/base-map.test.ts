/** The base map over HTTP: read in ranges by the reader that the pages have, never without credentials. */
import { Readable } from 'node:stream';
import { FetchSource, PMTiles } from 'pmtiles';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BaseMapFile } from '../../src-main/server/ports.ts';
import { tinyMap } from '../fixtures/tiny-pmtiles.ts';
import { adminKey, startTestStation, type TestStation } from './test-station.ts';

const path = '/api/site/base-map.pmtiles';
const { bytes, tiles } = tinyMap([72.843, 19.0186]);

function fileOf(etag: string): BaseMapFile {
  const end = bytes.length - 1;
  return {
    bytes: bytes.length,
    etag,
    open: (range) => Readable.from([Buffer.from(bytes.slice(range?.start ?? 0, (range?.end ?? end) + 1))]),
  };
}

let file: BaseMapFile | null = fileOf('"1"');
let station: TestStation;
beforeAll(async () => {
  station = await startTestStation({ baseMap: () => file });
});
afterAll(() => station.stop());

it("gives the pages' reader every tile, also when the file becomes another one in between", async () => {
  const archive = new PMTiles(new FetchSource(`${station.origin}${path}`, new Headers({ 'x-api-key': adminKey })));
  expect(await archive.getHeader()).toMatchObject({ tileType: 1, minZoom: 14, maxZoom: 14 });
  for (const [i, [name, tile]] of [...tiles].entries()) {
    const [z = 0, x = 0, y = 0] = name.split('/').map(Number);
    file = fileOf(`"${i + 2}"`);
    expect(new Uint8Array((await archive.getZxy(z, x, y))?.data ?? new ArrayBuffer(0))).toEqual(tile);
  }
});

it('sends the part that is asked for, to a viewer too', async () => {
  const headers = { ...station.signedIn('viewer'), range: 'bytes=0-6' };
  const response = await fetch(`${station.origin}${path}`, { headers });
  expect([response.status, response.headers.get('content-range')]).toEqual([206, `bytes 0-6/${bytes.length}`]);
  expect(await response.text()).toBe('PMTiles');
});

it('is closed without credentials, and says so where there is none', async () => {
  expect((await fetch(`${station.origin}${path}`, { headers: { range: 'bytes=0-6' } })).status).toBe(401);
  file = null;
  const none = await station.get(path);
  expect([none.status, await none.json()]).toEqual([404, { error: expect.objectContaining({ code: 'NOT_FOUND' }) }]);
});
