/** Where a base map is looked for, what is said of it, and that one which is put there or replaced needs no restart. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { createBaseMap } from '../../src-main/composition/base-map.ts';
import { createLog } from '../../src-main/log.ts';
import { tinyMap } from '../fixtures/tiny-pmtiles.ts';
import { testSite } from '../server/test-desks.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function stationFolders() {
  const folder = mkdtempSync(join(tmpdir(), 'kavach-base-map-'));
  folders.push(folder);
  const [siteFolder, dataFolder] = [join(folder, 'site'), join(folder, 'data')];
  for (const made of [siteFolder, dataFolder]) mkdirSync(made);
  const put = (where: string, bytes: Uint8Array) => writeFileSync(join(where, 'map.pmtiles'), bytes);
  return {
    siteFolder,
    dataFolder,
    put,
    map: createBaseMap({ site: testSite, siteFolder, dataFolder, log: createLog('silent') }),
  };
}

const good = tinyMap(testSite.station.location).bytes;
const elsewhere = tinyMap([75.7637, 23.1855]).bytes;

it('without a file there is none, and nothing is missing', () => {
  const { map } = stationFolders();
  expect([map.file(), map.health()]).toEqual([null, []]);
});

it('one beside the site file is taken while the station runs; that of the data folder comes first', () => {
  const { map, put, siteFolder, dataFolder } = stationFolders();
  put(siteFolder, good);
  const first = map.file();
  expect(first?.bytes).toBe(good.length);
  expect(map.health()).toEqual([expect.objectContaining({ name: 'map', state: 'ok' })]);
  put(dataFolder, elsewhere);
  expect(map.file()).toBeNull();
  const detail = /data.map\.pmtiles is not used: it covers 75\.762, .* and the station is at 72\.84, 19\.02: make an extract/;
  expect(map.health()).toEqual([expect.objectContaining({ state: 'degraded', detail: expect.stringMatching(detail) })]);
  put(dataFolder, good);
  expect(map.file()?.etag).not.toBe(first?.etag);
});
