/**
 * Puts a checked copy in the place of what the station has, at a start and before anything is opened. In: the data folder. Out: what was
 * put in place, or null. Only renames, each of which may be the last before a kill: the next start goes on where this one ended, and at
 * each moment either the old store or the new one is there. What was in use is set aside, never deleted.
 */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { restoreSources, type SetAsideListed } from '../../src-contract/domain/backup.ts';
import { sitePath, storePath } from './archive.ts';

/** Who asked for what; it lies beside the files and goes into the audit log once they are in use. */
const orderSchema = z.object({
  from: z.enum(restoreSources),
  name: z.string(),
  madeMs: z.number(),
  by: z.string(),
  address: z.string().nullable(),
  /** Paths in the data folder that are replaced. */
  files: z.array(z.string()),
  /** Name of the folder for what is replaced. */
  aside: z.string().regex(/^[0-9TZ-]+$/),
  /** The row of the session that goes on, so that whoever restores stays signed in. */
  session: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).nullable(),
});
export type RestoreOrder = z.infer<typeof orderSchema>;

const orderName = 'restore.json';
const storeLogs = [`${storePath}-wal`, `${storePath}-shm`];

export function restoreFolder(dataFolder: string): string {
  return join(dataFolder, 'restore');
}

function asideFolder(dataFolder: string): string {
  return join(dataFolder, 'set-aside');
}

export const orderFileOf = (folder: string): string => join(folder, orderName);

/** Makes files that lie ready count: from here on the next start uses them. */
export function commitRestore(dataFolder: string, staged: string): void {
  for (const entry of readdirSync(staged, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) syncPath(join(entry.parentPath, entry.name));
  renameSync(staged, readyFolder(dataFolder));
  syncPath(restoreFolder(dataFolder));
}

function readyFolder(dataFolder: string): string {
  return join(restoreFolder(dataFolder), 'ready');
}

/** Windows can't sync a folder; there the rename alone must do. */
function syncPath(path: string): void {
  try {
    const descriptor = openSync(path, 'r');
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch {
    // A read-only handle can't be synced there either.
  }
}

export function applyPendingRestore(dataFolder: string): RestoreOrder | null {
  const ready = readyFolder(dataFolder);
  const applied = join(restoreFolder(dataFolder), 'applied.json');
  if (existsSync(orderFileOf(ready))) {
    const order = orderSchema.parse(JSON.parse(readFileSync(orderFileOf(ready), 'utf8')));
    const aside = join(asideFolder(dataFolder), order.aside);
    for (const path of order.files) replace(path, { dataFolder, ready, aside });
    renameSync(orderFileOf(ready), applied);
    syncPath(dataFolder);
  }
  rmSync(ready, { recursive: true, force: true });
  return existsSync(applied) ? orderSchema.parse(JSON.parse(readFileSync(applied, 'utf8'))) : null;
}

/** To be said once what was restored is in use and noted. */
export function forgetApplied(dataFolder: string): void {
  rmSync(join(restoreFolder(dataFolder), 'applied.json'), { force: true });
}

interface Places {
  readonly dataFolder: string;
  readonly ready: string;
  readonly aside: string;
}

/** While the new one still lies ready, whatever has its name belongs to the old; once it is gone, this was done before. */
function replace(path: string, { dataFolder, ready, aside }: Places): void {
  if (!existsSync(join(ready, path))) return;
  for (const old of path === storePath ? [path, ...storeLogs] : [path]) move(join(dataFolder, old), join(aside, old));
  move(join(ready, path), join(dataFolder, path));
}

function move(from: string, to: string): void {
  if (!existsSync(from)) return;
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  renameSync(from, to);
}

/** Newest first. */
export function listSetAside(dataFolder: string, sizeOf: (file: string) => number): SetAsideListed[] {
  const folder = asideFolder(dataFolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, storePath)))
    .map((name) => ({ name, asideMs: asideMs(name), bytes: sizeOf(join(folder, name, storePath)) }))
    .sort((one, other) => other.asideMs - one.asideMs);
}

export function asideName(nowMs: number): string {
  return new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-');
}

function asideMs(name: string): number {
  const [, day, hour, minute, second, ms] = /^(.{10})T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/.exec(name) ?? [];
  return day === undefined ? 0 : Date.parse(`${day}T${hour}:${minute}:${second}.${ms}Z`);
}

/** Where the store and the site of one lie; null when there is none of that name. */
export function setAsideFiles(dataFolder: string, name: string): { readonly store: string; readonly site: string | null } | null {
  const folder = join(asideFolder(dataFolder), name);
  if (asideMs(name) === 0 || !existsSync(join(folder, storePath))) return null;
  return { store: join(folder, storePath), site: existsSync(join(folder, sitePath)) ? join(folder, sitePath) : null };
}

/** Back to what was set aside, when the station can't begin with what was restored: that is set aside in its turn. */
export function undoRestore(dataFolder: string, order: RestoreOrder, nowMs: number): boolean {
  const aside = join(asideFolder(dataFolder), order.aside);
  if (!existsSync(join(aside, storePath))) return false;
  const failed = join(asideFolder(dataFolder), asideName(nowMs));
  for (const path of order.files)
    for (const each of path === storePath ? [path, ...storeLogs] : [path]) {
      if (!existsSync(join(aside, path))) continue;
      move(join(dataFolder, each), join(failed, each));
      move(join(aside, each), join(dataFolder, each));
    }
  forgetApplied(dataFolder);
  return true;
}
