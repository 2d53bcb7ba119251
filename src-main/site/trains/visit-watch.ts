/**
 * What a train does to its platform. In: the platforms' counts once a second, and trains as they stop. Out: a visit, once the two
 * minutes after it are over or the next train stops at the same platform. A figure that was not known for half its span is null.
 */
import type { TrainVisit } from '../../../src-contract/domain/train.ts';

export type Stopped = Omit<TrainVisit, 'platformBefore' | 'platformPeak'>;

export interface VisitWatch {
  /** Once a second. */
  counts(nowMs: number, countOf: (platform: string) => number | null): void;
  stopped(train: Stopped): void;
}

const beforeMs = 30_000;
/** A suburban train stands for 20 to 40 s, and its passengers reach the stairs within a minute or two. */
const afterMs = 120_000;
const keptMs = beforeMs + afterMs + 60_000;
const sampleMs = 1000;
/** More at once than a station has platforms; a sender that invents trains holds no memory. */
const mostOpen = 200;

interface Sample {
  readonly atMs: number;
  readonly count: number;
}

export function createVisitWatch(platforms: () => readonly string[], onVisit: (visit: TrainVisit) => void): VisitWatch {
  const samples = new Map<string, Sample[]>();
  let open: Stopped[] = [];
  const close = (train: Stopped, endMs: number): void => {
    open = open.filter((other) => other !== train);
    onVisit({ ...train, ...figuresOf(samples.get(train.platform ?? '') ?? [], train.arrivedMs, endMs) });
  };
  return {
    counts(nowMs, countOf) {
      for (const platform of platforms()) {
        const kept = samples.get(platform) ?? [];
        samples.set(platform, kept);
        note(kept, nowMs, countOf(platform));
      }
      for (const train of open) if (nowMs >= train.arrivedMs + afterMs) close(train, train.arrivedMs + afterMs);
    },
    stopped(train) {
      const before = open.find(({ platform }) => platform !== null && platform === train.platform);
      if (before !== undefined) close(before, train.arrivedMs);
      if (open.length < mostOpen) open.push(train);
    },
  };
}

function note(kept: Sample[], nowMs: number, count: number | null): void {
  if (count !== null) kept.push({ atMs: nowMs, count });
  while (kept[0] !== undefined && kept[0].atMs < nowMs - keptMs) kept.shift();
}

function figuresOf(samples: readonly Sample[], arrivedMs: number, endMs: number) {
  const before = known(samples, arrivedMs - beforeMs, arrivedMs).toSorted((a, b) => a - b);
  const after = known(samples, arrivedMs, endMs);
  return {
    platformBefore: before[Math.floor(before.length / 2)] ?? null,
    platformPeak: after.length === 0 ? null : Math.max(...after),
  };
}

/** Empty unless half of the span was seen. */
function known(samples: readonly Sample[], fromMs: number, toMs: number): number[] {
  const within = samples.filter(({ atMs }) => atMs >= fromMs && atMs < toMs).map(({ count }) => count);
  return within.length * sampleMs * 2 >= toMs - fromMs ? within : [];
}
