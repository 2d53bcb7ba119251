/**
 * What has been reported of one train, folded into one picture. In: its reports in order of their own time. Out: the newest of each
 * fact, each with its time. A report that comes late, or again, changes nothing. Pure.
 */
import type { LiveTrain, TrainProgress, TrainUpdate } from '../../../src-contract/domain/train.ts';

/** Train numbers come again each day: after so long a silence a report is of another run. */
const sameRunMs = 6 * 3_600_000;

/** `null` when the report is older than what is known. */
export function foldUpdate(known: LiveTrain | null, update: TrainUpdate): LiveTrain | null {
  if (known !== null && update.atMs <= known.atMs) return null;
  const before = known !== null && isSameRun(known, update) ? known : null;
  const { trainId, atMs, motion } = update;
  return {
    ...{ trainId, atMs, motion },
    line: update.line ?? before?.line ?? null,
    destination: update.destination ?? before?.destination ?? null,
    platform: update.platform ?? before?.platform ?? null,
    cars: update.cars ?? before?.cars ?? null,
    progress: progressOf(update) ?? before?.progress ?? null,
    load: update.load === null ? (before?.load ?? null) : { atMs, value: update.load },
  };
}

function isSameRun(known: LiveTrain, { atMs, motion }: TrainUpdate): boolean {
  if (atMs - known.atMs > sameRunMs) return false;
  return known.motion !== 'departed' || motion === 'departed';
}

function progressOf({ atMs, currentStation, nextStation, delayS, arrivesMs }: TrainUpdate): TrainProgress | null {
  if (currentStation === null && nextStation === null && delayS === null && arrivesMs === null) return null;
  return { atMs, currentStation, nextStation, delayS, arrivesMs };
}
