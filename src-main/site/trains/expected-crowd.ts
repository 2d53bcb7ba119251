/**
 * The crowd that comes with a train: how full it is when it leaves, and how many it sets down. In: what was reported of its load, what
 * earlier trains like it did here, and who waits on its platform. Out: figures with what they rest on. Pure.
 *
 * Load on leaving = load on arrival + those who wait for it, over rated capacity: that all of them board is the worst case, and a
 * platform is planned for it. Without any load the waiting alone are a least figure: they can prove a train full, never empty.
 */
import { type CrowdLevel, crowdLevel } from '../../../src-contract/domain/band.ts';
import type { ExpectedLoad, ExpectedSurge, LiveTrain, TrainVisit } from '../../../src-contract/domain/train.ts';
import type { Asked, VisitHistory } from './visit-history.ts';

interface Train {
  readonly asked: Asked;
  readonly live: LiveTrain | null;
  readonly cars: number | null;
  /** Who will wait for it: null when unknown, or when another train takes them first. */
  readonly waiting: number | null;
  readonly personsPerCar: number;
  readonly edges: OccupancyEdges;
  readonly nowMs: number;
}

/** Upper edges of green, amber, orange and red, in persons over rated capacity. */
export type OccupancyEdges = readonly [number, number, number, number];

const minuteMs = 60_000;
/** A train's load changes with each stop: after so long a report of it is no better than history. */
const loadBelievedMs = 15 * minuteMs;
/** A reported load is another system's measurement; how good it is nobody tells. */
const reportedConfidence = 0.9;
/** So many visits make a median half as sure as it can be. */
const halfSureVisits = 4;
const waitingConfidence = 0.2;

export function expectedLoad(train: Train, history: VisitHistory): ExpectedLoad {
  const arriving = loadOnArrival(train, history);
  const { waiting } = train;
  const capacity = capacityOf(train);
  const joining = waiting === null || capacity === null ? null : waiting / capacity;
  if (arriving !== null) {
    const occupancy = arriving.occupancy + (joining ?? 0);
    return { ...arriving, occupancy, level: levelOf(occupancy, train.edges) };
  }
  if (joining === null) return { occupancy: null, level: 'unknown', basis: 'unknown', confidence: 0 };
  const level = levelOf(joining, train.edges);
  const isProof = level === 'high' || level === 'critical';
  return { occupancy: joining, level: isProof ? level : 'unknown', basis: 'waiting', confidence: waitingConfidence };
}

/** By the edges that the site holds a zone's count over its capacity against. */
function levelOf(occupancy: number, edges: OccupancyEdges): CrowdLevel {
  const passed = edges.filter((edge) => occupancy >= edge).length;
  return crowdLevel((['green', 'amber', 'orange', 'red', 'black'] as const)[passed] ?? 'black');
}

/** Persons over rated capacity as reported, when that is still worth believing. */
export function reportedOccupancy({
  live,
  nowMs,
  ...train
}: Pick<Train, 'live' | 'cars' | 'personsPerCar' | 'nowMs'>): number | null {
  if (live?.load === null || live === null || nowMs - live.load.atMs > loadBelievedMs) return null;
  const { value } = live.load;
  if ('occupancy' in value) return value.occupancy;
  const capacity = capacityOf(train);
  return capacity === null ? null : value.persons / capacity;
}

interface ArrivingLoad extends Pick<ExpectedLoad, 'basis' | 'confidence'> {
  readonly occupancy: number;
}

function loadOnArrival(train: Train, history: VisitHistory): ArrivingLoad | null {
  const reported = reportedOccupancy(train);
  if (reported !== null) {
    const ageMs = train.nowMs - (train.live?.load?.atMs ?? train.nowMs);
    const confidence = reportedConfidence * (1 - Math.max(0, ageMs) / loadBelievedMs / 2);
    return { occupancy: reported, basis: 'reported', confidence };
  }
  const typical = history.typical(train.asked, ({ occupancy }) => occupancy);
  if (typical === null) return null;
  const { median, spread, visits } = typical;
  const confidence = (visits / (visits + halfSureVisits)) * Math.max(0, 1 - spread);
  return { occupancy: median, basis: 'history', confidence };
}

export function expectedSurge(asked: Asked, history: VisitHistory): ExpectedSurge | null {
  const typical = history.typical(asked, surgeOf);
  if (typical === null) return null;
  const { median, likeness, visits } = typical;
  return { persons: Math.round(median), likeness, visits };
}

function surgeOf({ platformBefore, platformPeak }: TrainVisit): number | null {
  return platformBefore === null || platformPeak === null ? null : Math.max(0, platformPeak - platformBefore);
}

function capacityOf({ cars, personsPerCar }: Pick<Train, 'cars' | 'personsPerCar'>): number | null {
  return cars === null ? null : cars * personsPerCar;
}
