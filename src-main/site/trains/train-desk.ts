/**
 * Trains for the rest of the station: takes reports, holds the timetable, answers what comes. In: reports as they arrive, the
 * platforms' counts once a second, a new timetable. Out: incoming trains; what is to outlive a restart goes to the records.
 */
import type {
  IncomingTrain,
  LiveTrain,
  StoredTimetable,
  TakenUpdate,
  TimetableFacts,
  TrainRecords,
  TrainUpdate,
} from '../../../src-contract/domain/train.ts';
import type { Clock } from '../../clock.ts';
import { type OccupancyEdges, reportedOccupancy } from './expected-crowd.ts';
import { incomingTrains, nearestRun, type Rolling } from './incoming-trains.ts';
import { foldUpdate } from './live-train.ts';
import { createPlannedRuns, type PlannedRun, type PlannedRuns } from './planned-runs.ts';
import { createVisitHistory } from './visit-history.ts';
import { createVisitWatch } from './visit-watch.ts';

interface TrainDeskOptions {
  readonly records: TrainRecords;
  readonly timezone: string;
  readonly platforms: readonly string[];
  readonly rolling: Rolling;
  readonly edges: OccupancyEdges;
  readonly countOn: (platform: string) => number | null;
  readonly clock: Clock;
}

export interface TrainDesk {
  incoming(): readonly IncomingTrain[];
  take(update: TrainUpdate): TakenUpdate;
  facts(): TimetableFacts | null;
  setTimetable(stored: StoredTimetable | null): void;
  /** Once a second. */
  watch(): void;
}

const hourMs = 3_600_000;
/** A train that is hours late is still its train. */
const runsSpan = { backMs: 3 * hourMs, aheadMs: 6 * hourMs };
/** Reports are forgotten after the longest time that a train stays listed, and some. */
const liveMs = 3 * hourMs;
/** The largest junctions see some 2,500 trains in a day. */
const mostLive = 3000;
/** Four weeks show each weekday four times, and are of the same time of year. */
const historyMs = 28 * 24 * hourMs;
const answerLifeMs = 1000;

export function createTrainDesk(options: TrainDeskOptions): TrainDesk {
  const { records, timezone, rolling, countOn, clock } = options;
  let stored = records.timetable();
  let planned = planOf(stored);
  let answer: { readonly atMs: number; readonly trains: readonly IncomingTrain[] } | null = null;
  const startMs = clock.nowMs();
  const live = new Map(records.live(startMs - liveMs).map((train) => [train.trainId, train]));
  const history = createVisitHistory(timezone, records.visits(startMs - historyMs));
  const visits = createVisitWatch(
    () => options.platforms,
    (visit) => {
      history.add(visit);
      records.addVisit(visit);
    },
  );
  const runsNear = (nowMs: number): PlannedRun[] => planned.between(nowMs - runsSpan.backMs, nowMs + runsSpan.aheadMs);

  /** A train that stops here, or has left without being reported at its stop, is a visit. */
  const noteVisit = (before: LiveTrain | undefined, train: LiveTrain): void => {
    const isHere = (motion: LiveTrain['motion'] | undefined): boolean => motion === 'at_platform' || motion === 'departed';
    const isSameStop = isHere(before?.motion) && train.atMs - (before?.atMs ?? 0) < hourMs;
    if (!isHere(train.motion) || isSameStop) return;
    const run = nearestRun(
      runsNear(train.atMs).filter(({ trip }) => trip.trainId === train.trainId),
      train,
    );
    const { trainId, line, platform } = train;
    const cars = train.cars ?? rolling.cars;
    visits.stopped({
      ...{ trainId, line: run?.trip.line ?? line, platform: platform ?? run?.trip.calls[run.trip.ours]?.platform ?? null },
      scheduledMs: run?.scheduledMs ?? null,
      arrivedMs: train.atMs,
      occupancy: reportedOccupancy({ live: train, cars, personsPerCar: rolling.personsPerCar, nowMs: train.atMs }),
    });
  };

  return {
    incoming() {
      const nowMs = clock.nowMs();
      if (answer !== null && nowMs - answer.atMs < answerLifeMs) return answer.trains;
      const trains = incomingTrains({ runs: runsNear(nowMs), live, history, rolling, edges: options.edges, countOn, nowMs });
      answer = { atMs: nowMs, trains };
      return trains;
    },
    take(update) {
      const before = live.get(update.trainId);
      if (before === undefined && live.size >= mostLive) return 'full';
      const train = foldUpdate(before ?? null, update);
      if (train === null) return 'late';
      live.set(train.trainId, train);
      noteVisit(before, train);
      records.saveLive([train]);
      answer = null;
      return 'taken';
    },
    facts: () => stored?.facts ?? null,
    setTimetable(next) {
      records.replaceTimetable(next);
      stored = next;
      planned = planOf(next);
      answer = null;
    },
    watch() {
      const nowMs = clock.nowMs();
      visits.counts(nowMs, countOn);
      for (const [id, { atMs }] of live) if (nowMs - atMs > liveMs) live.delete(id);
    },
  };
}

function planOf(stored: StoredTimetable | null): PlannedRuns {
  return stored === null ? { between: () => [] } : createPlannedRuns(stored.timetable);
}
