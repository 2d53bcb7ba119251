/**
 * What happens when there is no space left. In: a write. Out: its result, after room was made if need be. Alarms come first: for
 * them the reserve is given up and the oldest seconds of samples and tracks go; a batch of samples may only use what the oldest
 * of its own kind leave behind, and never the reserve.
 */
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Connections } from './connections.ts';
import { isFull } from './database.ts';
import type { OldestSeconds } from './oldest-seconds.ts';
import type { Reserve } from './reserve.ts';

/** Runs a transaction that is on the disk when it returns. */
export type Durably = <T>(name: string, work: () => T) => T;

export interface FullDisk {
  /** A durable transaction; makes room and tries once more when there is none. Throws what SQLite throws when that fails too. */
  readonly durably: Durably;
  /** The same for a batch, without the reserve. */
  readonly inBatch: <T>(name: string, work: () => T) => T;
}

export interface FullDiskOptions {
  readonly connections: Pick<Connections, 'durable' | 'batch'>;
  readonly reserve: Reserve;
  readonly oldest: OldestSeconds;
  readonly log: Log;
}

/** Rows given up at a time, some 20 pages of 4 KB. */
const rowsToDrop = 2000;
/** Pages kept free inside the file while space is short: what some 100 alarm events need. */
const sparePages = 64;

export function createFullDisk({ connections, reserve, oldest, log }: FullDiskOptions): FullDisk {
  const { durable, batch } = connections;
  const attempt = (step: string, work: () => unknown): void => {
    try {
      work();
    } catch (error) {
      log.warn({ step, error: errorText(error) }, 'could not make room in the store');
    }
  };
  const dropOldest = (): void => {
    let dropped = 0;
    while (Number(batch.pragma('freelist_count')) < sparePages) {
      const rows = oldest.drop(rowsToDrop);
      if (rows === 0) break;
      dropped += rows;
    }
    if (dropped > 0) log.warn({ rows: dropped }, 'no space left for the store: its oldest samples and tracks were dropped');
  };
  // While the reserve is gone, room is made before it is needed: with the disk quite full, not even a deletion can be written.
  const keepSpare = (): void => {
    if (!reserve.held()) attempt('drop the oldest samples', dropOldest);
  };
  const makeRoomForAlarms = (): void => {
    if (reserve.release()) log.error('no space left for the store: its reserve has been released');
    // Writes the log back into the file and cuts it to nothing: space that alarms can have at once.
    attempt('write back the log', () => batch.pragma('wal_checkpoint(TRUNCATE)'));
    attempt('drop the oldest samples', dropOldest);
  };
  return {
    durably: (name, work) => {
      keepSpare();
      return retriedWhenFull(() => durable.transaction(name, work), makeRoomForAlarms);
    },
    inBatch: (name, work) => {
      keepSpare();
      return retriedWhenFull(
        () => batch.transaction(name, work),
        () => attempt('drop the oldest samples', dropOldest),
      );
    },
  };
}

function retriedWhenFull<T>(work: () => T, makeRoom: () => void): T {
  try {
    return work();
  } catch (error) {
    if (!isFull(error)) throw error;
    makeRoom();
    return work();
  }
}
