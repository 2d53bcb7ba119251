/**
 * Puts one program in another's place so that at each moment a whole one is there: copied beside it, on the disk, then one rename. In: paths.
 * Out: the hash of what was copied. An operator's links lead to the place, so its name stays, whatever version it bears.
 */
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fsyncSync, openSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isAlive } from './is-alive.ts';

/** The program that was in use before, kept beside `state.json`. */
export function previousProgram(folder: string): string {
  return join(folder, 'previous', 'program');
}

/** Returns the SHA-512 of what lies ready to be named, base64. */
export async function copyBeside(from: string, place: string): Promise<string> {
  await mkdir(dirname(place), { recursive: true });
  await dropStale(place);
  const hash = createHash('sha512');
  const copy = await open(readyFor(place), 'w', 0o755);
  try {
    for await (const chunk of createReadStream(from, { highWaterMark: 2 ** 20 })) {
      hash.update(chunk as Buffer);
      await copy.appendFile(chunk as Buffer);
    }
    await copy.sync();
  } catch (error) {
    // Room is what it most often wants for.
    await dropReady(place);
    throw error;
  } finally {
    await copy.close();
  }
  return hash.digest('base64');
}

/** What lies ready gets the name. */
export async function nameReady(place: string): Promise<void> {
  await rename(readyFor(place), place);
  syncFolder(dirname(place));
}

export async function dropReady(place: string): Promise<void> {
  await rm(readyFor(place), { force: true });
}

/** One a process: the guard and the program may do the same at once. */
function readyFor(place: string): string {
  return join(dirname(place), `.${basename(place)}.${process.pid}.new`);
}

/** What processes left that were killed. */
async function dropStale(place: string): Promise<void> {
  const start = `.${basename(place)}.`;
  for (const name of await readdir(dirname(place))) {
    const pid = Number(name.slice(start.length, -'.new'.length));
    if (name.startsWith(start) && name.endsWith('.new') && Number.isInteger(pid) && (pid === process.pid || !isAlive(pid)))
      await rm(join(dirname(place), name), { force: true });
  }
}

/** Windows opens no folders and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const opened = openSync(folder, 'r');
  fsyncSync(opened);
  closeSync(opened);
}
