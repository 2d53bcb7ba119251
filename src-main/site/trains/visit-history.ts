/**
 * What earlier trains did here, to expect of the next. In: visits. Out: the median of a figure over the visits that are most like
 * the train in question: the same train on such days, else trains of its line at its platform at that hour on such days, else any
 * at its platform. Pure but for what it holds, which is bounded.
 */
import type { Likeness, TrainVisit } from '../../../src-contract/domain/train.ts';
import { dayKind, localDate, localHour } from './service-time.ts';

export interface Typical {
  readonly median: number;
  /** Between the quartiles. */
  readonly spread: number;
  readonly visits: number;
  readonly likeness: Likeness;
}

export interface Asked {
  readonly trainId: string;
  readonly line: string | null;
  readonly platform: string | null;
  /** When it is to come. */
  readonly atMs: number;
}

export interface VisitHistory {
  add(visit: TrainVisit): void;
  /** Null while too few visits knew the figure. */
  typical(asked: Asked, figure: (visit: TrainVisit) => number | null): Typical | null;
}

/** Fewer say nothing of what is usual. */
const fewestVisits = 3;
/** The newest of each kind; older ones are of another time of year. */
const mostVisits = 20;

export function createVisitHistory(timezone: string, visits: readonly TrainVisit[]): VisitHistory {
  const groups = new Map<string, TrainVisit[]>();
  const add = (visit: TrainVisit): void => {
    for (const [, key] of keysOf({ ...visit, atMs: visit.arrivedMs }, timezone)) {
      const group = groups.get(key) ?? [];
      group.push(visit);
      if (group.length > mostVisits) group.shift();
      groups.set(key, group);
    }
  };
  for (const visit of visits) add(visit);
  return {
    add,
    typical(asked, figure) {
      for (const [likeness, key] of keysOf(asked, timezone)) {
        const values = (groups.get(key) ?? []).map(figure).filter((value) => value !== null);
        if (values.length >= fewestVisits) return { ...quartilesOf(values), visits: values.length, likeness };
      }
      return null;
    },
  };
}

/** Under which a visit is kept and looked for, the likest first. Without a platform there is the train alone. */
function keysOf({ trainId, line, platform, atMs }: Asked, timezone: string): [Likeness, string][] {
  const kind = dayKind(localDate(atMs, timezone));
  const own: [Likeness, string] = ['train', JSON.stringify([kind, trainId])];
  if (platform === null) return [own];
  return [
    own,
    ['hour', JSON.stringify([kind, line, platform, localHour(atMs, timezone)])],
    ['platform', JSON.stringify(['at', platform])],
  ];
}

function quartilesOf(values: readonly number[]): { median: number; spread: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = sorted[Math.floor(place)] ?? 0;
    return below + (place % 1) * ((sorted[Math.ceil(place)] ?? below) - below);
  };
  return { median: at(0.5), spread: at(0.75) - at(0.25) };
}
