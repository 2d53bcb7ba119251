/**
 * Puts the thread that calls behind everything else that the station does. Linux keeps a niceness for each thread under the number that
 * /proc shows; on other systems the thread takes its turn like the rest.
 */
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';

/** Beside a busy thread of niceness 0 it gets a tenth of a core: a backtest of a minute is soon enough. */
const niceness = 10;

export function lowerThreadPriority(): void {
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), niceness);
  } catch {
    // Not Linux, or not permitted.
  }
}
