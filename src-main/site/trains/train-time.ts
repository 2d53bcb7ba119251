/**
 * When a train comes, said no surer than it is known. A time is given while a fresh report or, where nobody follows the train, the
 * timetable stands behind it; a report that grew old is marked, then no longer believed; a time that has passed without word of an
 * arrival is no time. Pure.
 */
import type { LiveTrain, TrainProgress, TrainStatus } from '../../../src-contract/domain/train.ts';
import type { PlannedRun } from './planned-runs.ts';
import { isCallAt } from './same-station.ts';

export interface TrainTime {
  readonly status: TrainStatus;
  readonly expectedMs: number | null;
  readonly delayS: number | null;
  readonly source: 'live' | 'timetable';
  readonly stale: boolean;
}

const minuteMs = 60_000;
/** A suburban train stops every 2 to 5 min and is heard of at each stop: a longer silence is worth a mark. */
const freshMs = 3 * minuteMs;
/** Within this a train at full speed passes several stations: what was reported says nothing any more. */
const believedMs = 10 * minuteMs;
/** Reports and timetables are by the minute. */
const dueAfterMs = minuteMs;
/**
 * How long a train stays listed past its time: one that nobody follows, since most have come by then and the next ones matter more; one
 * that is lost; one that is cancelled.
 */
const listedMs = { planned: 2 * minuteMs, lost: 30 * minuteMs, cancelled: 15 * minuteMs };

/** Null when it isn't expected any more. At least one of `run` and `live` is given. */
export function timeOf(run: PlannedRun | null, live: LiveTrain | null, nowMs: number): TrainTime | null {
  if (live === null) return run === null ? null : plannedTime(run, nowMs);
  switch (live.motion) {
    case 'departed':
      return null;
    case 'cancelled': {
      const untilMs = (run?.scheduledMs ?? live.atMs) + listedMs.cancelled;
      return nowMs > untilMs ? null : liveTime({ status: 'cancelled' });
    }
    case 'at_platform':
      return nowMs - live.atMs <= freshMs
        ? liveTime({ status: 'at_platform', expectedMs: nowMs, delayS: reportedDelayS(run, live.progress) })
        : lostTime(run, live, nowMs);
    case 'running':
      return hasPassed(run, live.progress) ? null : runningTime(run, live, nowMs);
  }
}

function plannedTime({ scheduledMs }: PlannedRun, nowMs: number): TrainTime | null {
  if (nowMs > scheduledMs + listedMs.planned) return null;
  const base = { delayS: null, source: 'timetable', stale: false } as const;
  return nowMs > scheduledMs + dueAfterMs
    ? { ...base, status: 'due', expectedMs: null }
    : { ...base, status: 'scheduled', expectedMs: scheduledMs };
}

function runningTime(run: PlannedRun | null, live: LiveTrain, nowMs: number): TrainTime | null {
  const { progress } = live;
  // A report without place or time, of a train that the timetable knows: it runs, and no more is known than was planned.
  if (progress === null) return run === null ? lostTime(run, live, nowMs) : plannedTime(run, nowMs);
  if (nowMs - progress.atMs > believedMs) return lostTime(run, live, nowMs);
  const stale = nowMs - progress.atMs > freshMs;
  const delayS = reportedDelayS(run, progress);
  const expectedMs = progress.arrivesMs ?? (run === null || delayS === null ? null : run.scheduledMs + delayS * 1000);
  const isDue = expectedMs !== null && nowMs > expectedMs + dueAfterMs;
  return liveTime({ status: isDue ? 'due' : 'running', expectedMs: isDue ? null : expectedMs, delayS, stale });
}

function lostTime(run: PlannedRun | null, { atMs }: LiveTrain, nowMs: number): TrainTime | null {
  const untilMs = Math.max(atMs, run?.scheduledMs ?? 0) + listedMs.lost;
  return nowMs > untilMs ? null : liveTime({ status: 'lost', stale: true });
}

function liveTime(known: Partial<TrainTime> & Pick<TrainTime, 'status'>): TrainTime {
  return { expectedMs: null, delayS: null, source: 'live', stale: false, ...known };
}

/** As it says itself, else by the time at which it was to leave where it is now; never early on that ground alone. */
export function reportedDelayS(run: PlannedRun | null, progress: TrainProgress | null): number | null {
  if (progress === null) return null;
  if (progress.delayS !== null) return progress.delayS;
  if (run === null) return null;
  if (progress.arrivesMs !== null) return Math.round((progress.arrivesMs - run.scheduledMs) / 1000);
  const call = run.trip.calls[placeOf(run, progress)];
  return call === undefined ? null : Math.max(0, Math.round((progress.atMs - run.dayStartMs) / 1000 - call.departureS));
}

/** Its last known stop among the trip's; -1 when that is none of them. */
export function placeOf({ trip }: PlannedRun, { currentStation }: Pick<TrainProgress, 'currentStation'>): number {
  return currentStation === null ? -1 : trip.calls.findLastIndex((call) => isCallAt(call, currentStation));
}

/** It has been reported at a stop beyond this one. */
function hasPassed(run: PlannedRun | null, progress: TrainProgress | null): boolean {
  return run !== null && progress !== null && placeOf(run, progress) > run.trip.ours;
}
