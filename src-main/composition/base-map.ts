/**
 * The base map of the control room: `map.pmtiles` in the data folder, or else beside the site file. In: the site. Out: the file for the
 * server, and what is wrong with it; without one the maps are the drawn plan. It is looked for anew each time, so that one that is put
 * there needs no restart.
 */
import { createReadStream, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PartHealth } from '../../src-contract/api/system.ts';
import type { BaseMapFile } from '../server/ports.ts';
import { type ArchiveReading, readArchive } from '../site/base-map/read-archive.ts';
import type { Base } from './base.ts';

export interface StationBaseMap {
  /** Null where there is none that can be used. */
  file(): BaseMapFile | null;
  /** Nothing where no file is. */
  health(): PartHealth[];
}

const fileName = 'map.pmtiles';

interface FoundFile {
  readonly path: string;
  readonly bytes: number;
  /** Another file has another one. */
  readonly mark: string;
}

type Standing =
  | { readonly kind: 'none' }
  | { readonly kind: 'wrong'; readonly path: string; readonly fault: string }
  | { readonly kind: 'ready'; readonly found: FoundFile };

type BaseMapDeps = Pick<Base, 'site' | 'siteFolder' | 'dataFolder' | 'log'>;

export function createBaseMap({ site, siteFolder, dataFolder, log }: BaseMapDeps): StationBaseMap {
  let last: { readonly mark: string; readonly reading: ArchiveReading } | null = null;
  let told = '';

  const readOnce = ({ path, mark }: FoundFile): ArchiveReading => {
    if (last?.mark !== mark) last = { mark, reading: readArchive(path) };
    return last.reading;
  };
  const look = (): Standing => {
    const found = findFile([dataFolder, siteFolder]);
    if (found === null) return { kind: 'none' };
    const reading = readOnce(found);
    const fault = reading.ok ? areaFault(reading.area, site.station.location) : reading.fault;
    return fault === null ? { kind: 'ready', found } : { kind: 'wrong', path: found.path, fault };
  };
  const standing = (): Standing => {
    const now = look();
    const text = JSON.stringify(now);
    if (text !== told) tell(now);
    told = text;
    return now;
  };
  const tell = (now: Standing): void => {
    if (now.kind === 'wrong')
      log.warn({ file: now.path, fault: now.fault }, 'the base map is not used; the maps are the drawn plan');
    if (now.kind === 'ready') log.info({ file: now.found.path, bytes: now.found.bytes }, 'the maps have a base map');
  };
  standing();

  return {
    file() {
      const now = standing();
      if (now.kind !== 'ready') return null;
      const { path, bytes, mark } = now.found;
      return { bytes, etag: `"${mark}"`, open: (range = undefined) => createReadStream(path, range) };
    },
    health() {
      const now = standing();
      const part = { name: 'map', latency_ms: null };
      if (now.kind === 'none') return [];
      if (now.kind === 'ready') return [{ ...part, state: 'ok', detail: `${now.found.path}, ${megabytes(now.found.bytes)}` }];
      return [{ ...part, state: 'degraded', detail: `${now.path} is not used: ${now.fault}` }];
    },
  };
}

/** The first that is there, be it good or not: which one counts must not depend on a fault. */
function findFile(folders: readonly string[]): FoundFile | null {
  for (const folder of folders) {
    const path = join(folder, fileName);
    const facts = statSync(path, { throwIfNoEntry: false });
    if (facts?.isFile() === true)
      return { path, bytes: facts.size, mark: `${facts.ino}-${facts.size}-${Math.round(facts.mtimeMs)}` };
  }
  return null;
}

/** Null when the area holds the place. */
export function areaFault([west, south, east, north]: readonly [number, number, number, number], at: readonly [number, number]) {
  const [lon, lat] = at;
  if (lon >= west && lon <= east && lat >= south && lat <= north) return null;
  const area = [west, south, east, north].map((degrees) => degrees.toFixed(3)).join(', ');
  return `it covers ${area} (west, south, east, north), and the station is at ${lon}, ${lat}: make an extract that holds it`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
