/**
 * What the store does by itself: roll-ups each second, retention each minute, writing back the log, holding the reserve. A task
 * that fails is tried again at its next turn and logged once until it has passed.
 */
import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';
import type { BatchWriter } from './batch-writer.ts';
import type { Connection } from './database.ts';
import type { OldestSeconds } from './oldest-seconds.ts';
import type { ReadingRollups } from './reading-rollups.ts';
import type { Reserve } from './reserve.ts';
import { createRetention, type RetentionLimits, type RetentionReport } from './retention.ts';
import type { Rollups } from './rollups.ts';

export interface Housekeeping {
  /** Writes what is queued and computes the roll-ups that are due. */
  settle(nowMs: number): void;
  /** One run at a time: a call during one waits for its report. */
  runRetention(nowMs: number): Promise<RetentionReport>;
  /** The newest retention run could not bring the file down to its limit. */
  overSize(): boolean;
  stop(): Promise<void>;
}

export interface HousekeepingOptions {
  readonly batch: Connection;
  readonly writer: BatchWriter;
  readonly rollups: Rollups;
  readonly readingRollups: Pick<ReadingRollups, 'flush'>;
  readonly reserve: Reserve;
  readonly oldest: OldestSeconds;
  readonly limits: RetentionLimits;
  readonly clock: Clock;
  readonly log: Log;
}

const settleEveryMs = 1000;
const tidyEveryMs = 60_000;

export function startHousekeeping(options: HousekeepingOptions): Housekeeping {
  const { batch, writer, rollups, readingRollups, reserve, oldest, limits, clock, log } = options;
  const stopping = new AbortController();
  const retention = createRetention({ batch, oldest, limits, signal: stopping.signal });
  let running: Promise<RetentionReport> | null = null;
  let overSize = false;

  const settle = (nowMs: number): void => {
    writer.flush();
    readingRollups.flush();
    rollups.advance(nowMs);
  };

  const retainOnce = async (nowMs: number): Promise<RetentionReport> => {
    try {
      const report = await retention(nowMs);
      overSize = report.overSize;
      if (report.removedRows > 0) log.info({ ...report }, 'retention');
      return report;
    } finally {
      running = null;
    }
  };
  const runRetention = (nowMs: number): Promise<RetentionReport> => {
    running ??= retainOnce(nowMs);
    return running;
  };

  const tidy = async (): Promise<void> => {
    reserve.restore();
    await runRetention(clock.nowMs());
    // Mostly moves the log into the file before a commit has to, which does so from 1,000 pages on.
    if (!stopping.signal.aborted) batch.pragma('wal_checkpoint(PASSIVE)');
  };

  reserve.restore();
  const timers = [
    every(settleEveryMs, 'roll-ups', async () => settle(clock.nowMs()), log),
    every(tidyEveryMs, 'retention', tidy, log),
  ];
  return {
    settle,
    runRetention,
    overSize: () => overSize,
    async stop() {
      stopping.abort();
      for (const timer of timers) clearInterval(timer);
      await running?.catch(() => undefined);
      attemptLast(readingRollups.flush, log);
    },
  };
}

/** What can't be written now is rolled up again at the next start. */
function attemptLast(flush: () => void, log: Log): void {
  try {
    flush();
  } catch (error) {
    log.warn({ error: errorText(error) }, 'the newest roll-ups of readings were not written');
  }
}

function every(periodMs: number, task: string, work: () => Promise<void>, log: Log): NodeJS.Timeout {
  let failing = false;
  const timer = setInterval(async () => {
    try {
      await work();
      failing = false;
    } catch (error) {
      if (!failing) log.error({ task, error: errorText(error) }, 'housekeeping of the store failed');
      failing = true;
    }
  }, periodMs);
  return timer.unref();
}
