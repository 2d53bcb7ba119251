/** Carries a sealed archive to where a person wants it. In: its bytes, a path. Out: a file that is whole, or none; never over another one. */
import { createWriteStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export function requireFree(path: string): void {
  if (existsSync(path)) throw new Error(`${path} is there already; name another file, or remove it`);
}

export async function saveArchive(archive: Readable, path: string): Promise<void> {
  const part = `${path}.part`;
  try {
    await pipeline(archive, createWriteStream(part, { mode: 0o600 }));
    const file = await open(part, 'r+');
    await file.sync();
    await file.close();
    requireFree(path);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
