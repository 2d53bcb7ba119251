/**
 * The data folder's copy of the site file and the versions before it: `site.yaml`, `site.yaml.1` (the newest before) to `.5`. In: texts.
 * Out: texts. Each write is whole or not at all, whenever the process is killed; camera passwords stay readable by the owner alone.
 * What the texts say is left to site-desk.ts.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface SiteCopy {
  readonly path: string;
  /** Null when there is none. */
  read(): string | null;
  /** Versions before, the newest first. */
  before(): readonly string[];
  /** `was`: the text that was in force until now; it becomes the newest version before. */
  replace(text: string, was: string): void;
  /** Puts a version before in force (1: the newest) and `was` in front of the others; null when there is none. */
  restore(version: number, was: string): string | null;
  /** Moves a broken copy out of the way; returns its new path. */
  setAside(nowMs: number): string;
}

const keptVersions = 5;

export function createSiteCopy(dataFolder: string): SiteCopy {
  const path = join(dataFolder, 'site.yaml');
  const versionPath = (no: number): string => `${path}.${no}`;
  const read = (from: string): string | null => (existsSync(from) ? readFileSync(from, 'utf8') : null);
  const paths = () => Array.from({ length: keptVersions + 1 }, (_, no) => versionPath(no)).filter((one) => existsSync(one));

  /** `.0` is the newest one until the others have moved up; a kill before that leaves it to the next write. */
  function moveUp(upTo: number): void {
    if (!existsSync(versionPath(0))) return;
    for (let no = upTo - 1; no >= 0; no--) if (existsSync(versionPath(no))) renameSync(versionPath(no), versionPath(no + 1));
  }

  function put(text: string, was: string, upTo: number): void {
    writeDurably(versionPath(0), was);
    writeDurably(path, text);
    moveUp(upTo);
  }

  return {
    path,
    read: () => read(path),
    before: () => paths().flatMap((one) => read(one) ?? []),
    replace(text, was) {
      moveUp(keptVersions);
      put(text, was, keptVersions);
    },
    restore(version, was) {
      moveUp(keptVersions);
      const from = paths()[version - 1];
      const text = from === undefined ? null : read(from);
      if (from === undefined || text === null) return null;
      put(text, was, Number(from.slice(path.length + 1)));
      return text;
    },
    setAside(nowMs) {
      const aside = `${path}.broken-${new Date(nowMs).toISOString().replaceAll(':', '-').slice(0, 19)}`;
      renameSync(path, aside);
      return aside;
    },
  };
}

function writeDurably(path: string, text: string): void {
  const temporary = `${path}.new`;
  const file = openSync(temporary, 'w', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
  syncFolder(dirname(path));
}

/** So that the rename itself survives a power cut; Windows opens no folders and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
