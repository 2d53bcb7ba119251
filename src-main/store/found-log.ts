/**
 * SQLite's log beside the store's file, before anything is opened. In: the file. Out: whether there is one, and whether it is this store's:
 * SQLite itself takes any log that is whole in itself, and would write another store's pages into this one. Each store has a number of its
 * own in its first page (`application_id`), which the log holds as well once the file has grown.
 */
import { randomInt } from 'node:crypto';
import { closeSync, existsSync, fstatSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import { type BackupPlace, fileStamp } from './backups.ts';
import type { Connection } from './database.ts';

export type FoundLog =
  | { readonly kind: 'none' }
  | { readonly kind: 'there' }
  /** Where it lies now. */
  | { readonly kind: 'foreign'; readonly setAside: string };

/** https://www.sqlite.org/fileformat2.html, 1.3 and 4.1. */
const layout = { numberAt: 68, logHeaderBytes: 32, pageSizeAt: 8, frameHeaderBytes: 24 } as const;

export function findLog({ file, nowMs }: Pick<BackupPlace, 'file' | 'nowMs'>): FoundLog {
  const log = `${file}-wal`;
  if (!existsSync(log)) return { kind: 'none' };
  const own = withFile(file, (descriptor) => read32(descriptor, layout.numberAt));
  const other = withFile(log, numberInLog);
  if (!own || !other || own === other) return { kind: 'there' };
  const setAside = `${file}.foreign-log-${fileStamp(nowMs)}`;
  renameSync(log, setAside);
  rmSync(`${file}-shm`, { force: true });
  return { kind: 'foreign', setAside };
}

/** Of the first frame that holds page 1; null where none does. */
function numberInLog(descriptor: number): number | null {
  const pageBytes = read32(descriptor, layout.pageSizeAt) ?? 0;
  const frameBytes = layout.frameHeaderBytes + pageBytes;
  const { size } = fstatSync(descriptor);
  for (let at: number = layout.logHeaderBytes; pageBytes > 0 && at + frameBytes <= size; at += frameBytes)
    if (read32(descriptor, at) === 1) return read32(descriptor, at + layout.frameHeaderBytes + layout.numberAt);
  return null;
}

function read32(descriptor: number, at: number): number | null {
  const bytes = Buffer.alloc(4);
  return readSync(descriptor, bytes, 0, 4, at) === 4 ? bytes.readUInt32BE(0) : null;
}

function withFile<T>(path: string, look: (descriptor: number) => T): T | null {
  if (!existsSync(path)) return null;
  const descriptor = openSync(path, 'r');
  try {
    return look(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** A store keeps its number for good, as do its copies. */
export function numberStore(connection: Connection): void {
  if (Number(connection.pragma('application_id')) === 0) connection.pragma(`application_id = ${randomInt(1, 2 ** 31)}`);
}
