/**
 * Lets a worker thread stand back behind all others of the station. On Linux a thread has a niceness of its own, and its number stands
 * in /proc; elsewhere nothing is changed, and the thread competes like any other.
 */
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';

/** A quarter of a core that a thread of niceness 0 wants too: behind the cameras, but never starved. */
const niceness = 5;

/** Must be called on the thread itself. */
export function lowerThreadPriority(): void {
  try {
    // Reads as PROCESS/task/THREAD.
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), niceness);
  } catch {
    // No Linux, or not allowed: fair turns are what is left.
  }
}
