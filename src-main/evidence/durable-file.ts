/** Files that must be there after a power cut: written under another name first, so that whatever bears the name is whole. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The open file gets its name. */
export async function nameDurably(handle: FileHandle, from: string, to: string): Promise<void> {
  await handle.sync();
  await handle.close();
  await rename(from, to);
  await syncFolder(dirname(to));
}

/** Windows opens no folders and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** SHA-256 of a file, hex. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
