/**
 * Lets a worker thread stand back behind all others of the station. On Linux a thread has a niceness of its own, and its number stands
 * in /proc; elsewhere nothing is changed, and the thread competes like any other.
 */
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';

/** Must be called on the thread itself. Beside a busy thread of niceness 0, one of 5 gets a quarter of a core, and one of 10 a tenth. */
export function lowerThreadPriority(niceness: number): void {
  try {
    // Reads as PROCESS/task/THREAD.
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), niceness);
  } catch {
    // No Linux, or not allowed: fair turns are what is left.
  }
}
