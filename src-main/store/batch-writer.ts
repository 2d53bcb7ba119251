/**
 * Writes what comes in by the second (samples, tracks, crossings) in batches: nothing waits longer than 100 ms, and a burst
 * becomes a few transactions. The queue is bounded; what doesn't fit is dropped, oldest first, and counted.
 */
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import { isFull, sqliteCode } from './database.ts';

export interface BatchWriter {
  /** Queues a write of `rows` rows; `write` runs inside a transaction soon after. */
  add(rows: number, write: () => void): void;
  /** Writes what is queued now, without waiting for the timer; does nothing while writing is paused. */
  flush(): void;
  figures(): BatchFigures;
  /** Flushes and stops. */
  close(): void;
}

export interface BatchFigures {
  readonly queuedRows: number;
  readonly droppedTotal: number;
  /** Station time of the newest loss; null when there was none. */
  readonly droppedMs: number | null;
  readonly lastWriteMs: number | null;
  /** Why nothing is being written; null when all is well. */
  readonly fault: string | null;
}

export interface BatchWriterOptions {
  /** Runs a batch in a transaction. */
  readonly inBatch: (name: string, work: () => void) => void;
  readonly nowMs: () => number;
  readonly log: Log;
  /** A transaction failed and was undone: forget what was learned inside it. */
  readonly onUndone: () => void;
  readonly limitRows?: number;
}

/** 20 ms of the 100 are left for the write itself: 1,000 rows took 1.4 ms here (p99 9 ms, with a checkpoint). */
const batchMs = 80;
/** Keeps one transaction at some 3 ms, so that the station's other work gets its turn in between. */
const rowsPerTransaction = 2000;
/** Some 20 s of 64 cameras with 40 people each: bridges a slow disk, costs about 10 MB. */
const defaultLimitRows = 50_000;
/** How long writing rests after the disk was full or locked; the queue holds more than this. */
const restMs = 5000;

interface Entry {
  readonly rows: number;
  readonly write: () => void;
}

export function createBatchWriter(options: BatchWriterOptions): BatchWriter {
  const { nowMs, log } = options;
  const limitRows = options.limitRows ?? defaultLimitRows;
  const queue: Entry[] = [];
  let queuedRows = 0;
  let droppedTotal = 0;
  let droppedMs: number | null = null;
  let lastWriteMs: number | null = null;
  let fault: string | null = null;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  const arm = (delayMs: number): void => {
    if (timer !== null || closed) return;
    timer = setTimeout(() => {
      timer = null;
      writeNext();
      if (queue.length > 0) arm(fault === null ? 0 : restMs);
    }, delayMs);
    timer.unref();
  };

  const countLoss = (rows: number): void => {
    if (droppedMs === null || nowMs() - droppedMs > 60_000) log.warn({ rows }, 'rows for the store are being dropped');
    droppedTotal += rows;
    droppedMs = nowMs();
  };

  /** The entries of one transaction stay in the queue until it has succeeded. */
  const writeNext = (): void => {
    const batch = firstRows(queue, rowsPerTransaction);
    if (batch.length === 0) return;
    try {
      options.inBatch('batch', () => {
        for (const entry of batch) entry.write();
      });
      lastWriteMs = nowMs();
      if (fault !== null) log.info('the store writes batches again');
      fault = null;
      remove(batch);
    } catch (error) {
      options.onUndone();
      takeFailure(error, batch);
    }
  };

  const takeFailure = (error: unknown, batch: readonly Entry[]): void => {
    const passing = isFull(error) || sqliteCode(error)?.startsWith('SQLITE_BUSY') === true;
    if (fault === null) log.error({ code: sqliteCode(error), error: errorText(error) }, 'a batch could not be written');
    fault = isFull(error) ? 'no space left on the disk' : errorText(error);
    // Trying again would fail in the same way: lose this batch rather than all that come after it.
    if (!passing) countLoss(remove(batch));
  };

  const remove = (batch: readonly Entry[]): number => {
    queue.splice(0, batch.length);
    const rows = rowsOf(batch);
    queuedRows -= rows;
    return rows;
  };

  const flush = (): void => {
    if (fault !== null) return;
    while (queue.length > 0 && fault === null) writeNext();
  };

  return {
    add(rows, write) {
      if (closed || rows === 0) return;
      queue.push({ rows, write });
      queuedRows += rows;
      while (queuedRows > limitRows && queue.length > 0) countLoss(remove(queue.slice(0, 1)));
      arm(batchMs);
    },
    flush,
    figures: () => ({ queuedRows, droppedTotal, droppedMs, lastWriteMs, fault }),
    close() {
      if (closed) return;
      fault = null;
      flush();
      closed = true;
      if (timer !== null) clearTimeout(timer);
      if (queuedRows > 0) countLoss(queuedRows);
    },
  };
}

/** The first entries with `limit` rows together, and at least one. */
function firstRows(queue: readonly Entry[], limit: number): Entry[] {
  let rows = 0;
  const end = queue.findIndex((entry) => {
    rows += entry.rows;
    return rows > limit;
  });
  return queue.slice(0, end === -1 ? queue.length : Math.max(1, end));
}

function rowsOf(batch: readonly Entry[]): number {
  return batch.reduce((sum, entry) => sum + entry.rows, 0);
}
