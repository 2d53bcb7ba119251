/** A file of plain ballast beside the store. Deleted when the disk is full, it gives the alarms room to be written. */
import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Reserve {
  /** Gives the space back; false when it had been given before. */
  release(): boolean;
  /** Lays the file down again once the disk has plenty of room; false when it can't yet. */
  restore(): boolean;
  held(): boolean;
}

/** The log grows to 4 MB before it is written back, which may take as much again in the file. */
const reserveBytes = 8 * 2 ** 20;
/** Space that must be free before the reserve is taken again, so that it isn't laid down and released in turn. */
const plentyBytes = 8 * reserveBytes;

export function createReserve(storeFile: string): Reserve {
  const path = `${storeFile}.reserve`;
  const held = (): boolean => existsSync(path);
  return {
    held,
    release() {
      const had = held();
      rmSync(path, { force: true });
      return had;
    },
    restore() {
      if (held()) return true;
      try {
        const disk = statfsSync(dirname(path));
        if (disk.bavail * disk.bsize < plentyBytes) return false;
        // Random, because some file systems keep no space for zeros.
        writeFileSync(path, randomBytes(reserveBytes));
        return true;
      } catch {
        rmSync(path, { force: true });
        return false;
      }
    },
  };
}
