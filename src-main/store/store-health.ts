/** How the store is doing, for /health/detailed, /metrics and the store's own alarm. */
import { statSync } from 'node:fs';
import type { BatchFigures } from './batch-writer.ts';
import type { FaultFigures } from './faults.ts';

export interface StoreHealth {
  /** `down`: alarms can't be stored, or the file has bad pages. `degraded`: samples are lost, or space is short. */
  readonly state: 'ok' | 'degraded' | 'down';
  /** What is wrong and what to do; null when all is well. */
  readonly detail: string | null;
  /** Rows of samples, tracks and crossings that wait to be written. */
  readonly queueDepth: number;
  /** Such rows lost since the start: the queue was full, or they could not be written. */
  readonly droppedTotal: number;
  /** The file with its log. */
  readonly fileBytes: number;
  /** Newest write of any kind, station time; null before the first. */
  readonly lastWriteMs: number | null;
}

export interface StoreCondition {
  readonly file: string;
  readonly nowMs: number;
  readonly batch: BatchFigures;
  readonly faults: FaultFigures;
  readonly reserveHeld: boolean;
  readonly overSize: boolean;
}

/** A loss is shown this long. */
const lossShownMs = 60_000;

export function assessHealth(condition: StoreCondition): StoreHealth {
  const { batch, faults } = condition;
  const writes = [batch.lastWriteMs, faults.durableWriteMs].filter((ms) => ms !== null);
  return {
    ...assessState(condition),
    queueDepth: batch.queuedRows,
    droppedTotal: batch.droppedTotal,
    fileBytes: fileBytes(condition.file) + fileBytes(`${condition.file}-wal`),
    lastWriteMs: writes.length === 0 ? null : Math.max(...writes),
  };
}

function assessState({ nowMs, batch, faults, reserveHeld, overSize }: StoreCondition): Pick<StoreHealth, 'state' | 'detail'> {
  if (faults.corruption !== null)
    return {
      state: 'down',
      detail: `the store has bad pages (${faults.corruption}): restart the station, which repairs it from a backup`,
    };
  if (faults.durableFault !== null)
    return { state: 'down', detail: `alarms can't be stored (${faults.durableFault}): make room on the disk` };
  if (batch.fault !== null) return { state: 'degraded', detail: `crowd figures are not being stored: ${batch.fault}` };
  if (batch.droppedMs !== null && nowMs - batch.droppedMs < lossShownMs)
    return { state: 'degraded', detail: 'crowd figures come faster than the disk takes them: some are lost' };
  if (!reserveHeld) return { state: 'degraded', detail: 'the disk is nearly full: make room on it' };
  if (overSize)
    return {
      state: 'degraded',
      detail: 'the store is larger than retention.max_database_mb allows, and holds nothing more that may go',
    };
  return { state: 'ok', detail: null };
}

function fileBytes(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
