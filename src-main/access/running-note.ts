/**
 * Where the station of a data folder answers, for commands on the same machine: a file that lies there while it runs. Left behind by a kill
 * it may be old; whether a station runs at all is told by the lock (data-lock.ts).
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const noteSchema = z.object({ origin: z.url({ protocol: /^https?$/ }), pid: z.number().int() });

const notePath = (dataFolder: string): string => join(dataFolder, 'running.json');

/** Returns the way to take it away. A full disk stops no station: commands are told its port by hand then. */
export function noteRunning(dataFolder: string, origin: string): () => void {
  const path = notePath(dataFolder);
  try {
    writeFileSync(path, JSON.stringify({ origin, pid: process.pid }), { mode: 0o600 });
  } catch {
    rmSync(path, { force: true });
  }
  return () => rmSync(path, { force: true });
}

/** For a browser or a program on this machine; null when nobody noted it. */
export function runningOrigin(dataFolder: string): string | null {
  const path = notePath(dataFolder);
  if (!existsSync(path)) return null;
  try {
    return noteSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).origin;
  } catch {
    return null;
  }
}
