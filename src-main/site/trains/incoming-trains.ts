/**
 * The trains that are to stop here, the soonest first. In: what the timetable plans, what is reported, what earlier trains did, and who
 * waits on each platform. Out: each train once, with what is known of it. Pure.
 */
import type { IncomingTrain, LiveTrain } from '../../../src-contract/domain/train.ts';
import { expectedLoad, expectedSurge, type OccupancyEdges } from './expected-crowd.ts';
import type { PlannedRun } from './planned-runs.ts';
import { placeOf, type TrainTime, timeOf } from './train-time.ts';
import type { VisitHistory } from './visit-history.ts';

export interface Rolling {
  /** Of a train that doesn't say; null where the network doesn't either. */
  readonly cars: number | null;
  readonly personsPerCar: number;
}

export interface IncomingQuestion {
  readonly runs: readonly PlannedRun[];
  readonly live: ReadonlyMap<string, LiveTrain>;
  readonly history: VisitHistory;
  readonly rolling: Rolling;
  readonly edges: OccupancyEdges;
  /** Persons on a platform now; null when unknown. */
  readonly countOn: (platform: string) => number | null;
  readonly nowMs: number;
}

/** How far ahead trains are told of, and how many: what a board by the platform shows, and some. */
const horizonMs = 60 * 60_000;
const most = 40;
/** A report belongs to the run of its number that is nearest in time, within this. */
const sameRunMs = 6 * 3_600_000;
/** Who waits now is taken to wait for the next train only when that comes so soon. */
const waitingWithinMs = 10 * 60_000;

interface Candidate {
  readonly run: PlannedRun | null;
  readonly live: LiveTrain | null;
  readonly time: TrainTime;
}

export function incomingTrains(question: IncomingQuestion): IncomingTrain[] {
  const { nowMs } = question;
  const candidates = candidatesOf(question)
    .filter((candidate) => sortMs(candidate, nowMs) < nowMs + horizonMs)
    .toSorted((a, b) => sortMs(a, nowMs) - sortMs(b, nowMs))
    .slice(0, most);
  const served = new Set<string>();
  return candidates.map((candidate) => {
    const platform = platformOf(candidate);
    const { expectedMs } = candidate.time;
    const isNext = platform !== null && expectedMs !== null && expectedMs < nowMs + waitingWithinMs && !served.has(platform);
    if (isNext) served.add(platform);
    return describe(candidate, isNext ? question.countOn(platform) : null, question);
  });
}

function candidatesOf({ runs, live, nowMs }: IncomingQuestion): Candidate[] {
  const followed = new Map<PlannedRun, LiveTrain>();
  const unplanned: LiveTrain[] = [];
  const byTrain = Map.groupBy(runs, ({ trip }) => trip.trainId);
  for (const train of live.values()) {
    const run = nearestRun(byTrain.get(train.trainId) ?? [], train);
    if (run === null) unplanned.push(train);
    else followed.set(run, train);
  }
  const pairs: [PlannedRun | null, LiveTrain | null][] = [
    ...runs.map((run): [PlannedRun, LiveTrain | null] => [run, followed.get(run) ?? null]),
    ...unplanned.map((train): [null, LiveTrain] => [null, train]),
  ];
  return pairs.flatMap(([run, train]) => {
    const time = timeOf(run, train, nowMs);
    return time === null ? [] : [{ run, live: train, time }];
  });
}

export function nearestRun(runs: readonly PlannedRun[], { atMs }: Pick<LiveTrain, 'atMs'>): PlannedRun | null {
  const distance = ({ scheduledMs }: PlannedRun): number => Math.abs(scheduledMs - atMs);
  const nearest = runs.toSorted((a, b) => distance(a) - distance(b))[0];
  return nearest === undefined || distance(nearest) > sameRunMs ? null : nearest;
}

/** A train whose time nobody can tell stands where it was planned, and before all others when it was not planned. */
function sortMs({ run, time }: Candidate, nowMs: number): number {
  return time.expectedMs ?? run?.scheduledMs ?? nowMs;
}

function platformOf({ run, live }: Pick<Candidate, 'run' | 'live'>): string | null {
  return live?.platform ?? run?.trip.calls[run.trip.ours]?.platform ?? null;
}

function describe(candidate: Candidate, waiting: number | null, question: IncomingQuestion): IncomingTrain {
  const { run, live, time } = candidate;
  const { history, rolling, edges, nowMs } = question;
  const trainId = live?.trainId ?? run?.trip.trainId ?? '';
  const line = run?.trip.line ?? live?.line ?? null;
  const platform = platformOf(candidate);
  const cars = live?.cars ?? rolling.cars;
  const asked = { trainId, line, platform, atMs: sortMs(candidate, nowMs) };
  const surge = expectedSurge(asked, history);
  return {
    ...{ trainId, line, platform, cars, surge },
    destination: live?.destination ?? run?.trip.destination ?? null,
    ...whereabouts(candidate, nowMs),
    status: time.status,
    scheduledMs: run?.scheduledMs ?? null,
    expectedMs: time.expectedMs,
    delayS: time.delayS,
    source: time.source,
    stale: time.stale,
    reportedMs: live?.atMs ?? null,
    load: expectedLoad({ asked, live, cars, waiting, personsPerCar: rolling.personsPerCar, edges, nowMs }, history),
    platformAfter: waiting === null || surge === null ? null : Math.round(waiting + surge.persons),
  };
}

type Whereabouts = Pick<IncomingTrain, 'currentStation' | 'nextStation'>;

/** As reported; where nobody follows the train, as planned, which `source` says. */
function whereabouts({ run, live, time }: Candidate, nowMs: number): Whereabouts {
  const progress = live?.progress ?? null;
  if (progress !== null) {
    const place = run === null ? -1 : placeOf(run, progress);
    const after = place < 0 ? null : (run?.trip.calls[place + 1]?.stop ?? null);
    return { currentStation: progress.currentStation, nextStation: progress.nextStation ?? after };
  }
  if (run === null || time.source === 'live' || time.status === 'due') return { currentStation: null, nextStation: null };
  const sinceDayS = (nowMs - run.dayStartMs) / 1000;
  const { calls, ours } = run.trip;
  const place = calls.findLastIndex(({ arrivalS }) => arrivalS <= sinceDayS);
  return { currentStation: calls[place]?.stop ?? null, nextStation: calls[Math.min(place + 1, ours)]?.stop ?? null };
}
