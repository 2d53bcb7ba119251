/** Remembers what has gone wrong with the store since it was opened, for its health. */
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import { markSuspect } from './integrity.ts';

export interface StoreFaults {
  /** A bad page was met: noted beside the file, so that the next start checks and repairs it. */
  noteCorruption(error: unknown): void;
  /** Passes a durable write on, remembering whether it succeeded. */
  watchDurable<T>(write: () => T): T;
  figures(): FaultFigures;
}

export interface FaultFigures {
  readonly corruption: string | null;
  /** Why the newest durable write failed; null when it succeeded. */
  readonly durableFault: string | null;
  /** Station time of the newest durable write that succeeded. */
  readonly durableWriteMs: number | null;
}

export function createFaults({
  file,
  log,
  clock,
}: {
  readonly file: string;
  readonly log: Log;
  readonly clock: Clock;
}): StoreFaults {
  let figures: FaultFigures = { corruption: null, durableFault: null, durableWriteMs: null };
  return {
    noteCorruption(error) {
      if (figures.corruption !== null) return;
      figures = { ...figures, corruption: errorText(error) };
      log.error({ file, error: figures.corruption }, 'the store has bad pages; it is checked and repaired at the next start');
      markSuspect(file, errorText(error));
    },
    watchDurable(write) {
      try {
        const result = write();
        figures = { ...figures, durableFault: null, durableWriteMs: clock.nowMs() };
        return result;
      } catch (error) {
        figures = { ...figures, durableFault: errorText(error) };
        throw error;
      }
    },
    figures: () => figures,
  };
}
