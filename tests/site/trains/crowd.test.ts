/** The crowd that comes with a train: what it rests on, and that what is unknown is never a calm. */
import { expect, test } from 'vitest';
import type { LiveTrain, TrainVisit } from '../../../src-contract/domain/train.ts';
import { expectedLoad, expectedSurge } from '../../../src-main/site/trains/expected-crowd.ts';
import { incomingTrains } from '../../../src-main/site/trains/incoming-trains.ts';
import { createVisitHistory } from '../../../src-main/site/trains/visit-history.ts';
import { createVisitWatch } from '../../../src-main/site/trains/visit-watch.ts';

/** Friday, 08:00 in Mumbai. */
const nowMs = Date.parse('2026-11-27T02:30:00Z');
const dayMs = 86_400_000;
const zone = 'Asia/Kolkata';
const asked = { trainId: '90001', line: 'western', platform: '1', atMs: nowMs };

function visit(daysAgo: number, change: Partial<TrainVisit> = {}): TrainVisit {
  return {
    ...{ trainId: '90001', line: 'western', platform: '1', scheduledMs: null, arrivedMs: nowMs - daysAgo * dayMs },
    ...{ occupancy: null, platformBefore: 40, platformPeak: 100, ...change },
  };
}

test('a figure is learnt from the likest visits that are enough: this train on such days, then its hour, then its platform', () => {
  const own = [1, 2, 3].map((days) => visit(days, { platformPeak: 100 + days * 10 }));
  expect(expectedSurge(asked, createVisitHistory(zone, own))).toEqual({ persons: 80, likeness: 'train', visits: 3 });
  const others = [1, 2, 3].map((days) => visit(days, { trainId: `9${days}` }));
  expect(expectedSurge(asked, createVisitHistory(zone, others))).toMatchObject({ persons: 60, likeness: 'hour' });
  const evening = others.map((one) => ({ ...one, arrivedMs: one.arrivedMs - 6 * 3_600_000 }));
  expect(expectedSurge(asked, createVisitHistory(zone, evening))).toMatchObject({ likeness: 'platform' });
  expect(expectedSurge(asked, createVisitHistory(zone, own.slice(1)))).toBeNull();
  const blind = own.map((one) => ({ ...one, platformBefore: null }));
  expect(expectedSurge(asked, createVisitHistory(zone, blind))).toBeNull();
  // Sunday's trains say nothing of Friday's, but that they stop at the same platform.
  const sundays = [5, 12, 19].map((days) => visit(days));
  expect(expectedSurge(asked, createVisitHistory(zone, sundays))).toMatchObject({ likeness: 'platform' });
});

const live: LiveTrain = {
  ...{ trainId: '90001', atMs: nowMs, motion: 'running', line: 'western', destination: null, platform: '1', cars: 10 },
  ...{ progress: null, load: { atMs: nowMs, value: { persons: 1000 } } },
};
const train = { asked, live, cars: 10, waiting: null, personsPerCar: 200, edges: [0.5, 0.75, 1, 1.25], nowMs } as const;
const noVisits = createVisitHistory(zone, []);
const fullVisits = createVisitHistory(
  zone,
  [1, 2, 3].map((days) => visit(days, { occupancy: 1.1 })),
);

test.each([
  ['reported, nobody waits', { waiting: 0 }, noVisits, { occupancy: 0.5, level: 'moderate', basis: 'reported', confidence: 0.9 }],
  ['reported, and those who wait board it', { waiting: 600 }, noVisits, { occupancy: 0.8, level: 'high', basis: 'reported' }],
  [
    'a report that grew old gives way to history',
    { nowMs: nowMs + 16 * 60_000 },
    fullVisits,
    { occupancy: 1.1, basis: 'history' },
  ],
  ['no report: history', { live: null }, fullVisits, { occupancy: 1.1, level: 'critical', basis: 'history' }],
  ['no load at all: those who wait prove it full', { live: null, waiting: 1600 }, noVisits, { level: 'high', basis: 'waiting' }],
  ['no load at all: few who wait prove nothing', { live: null, waiting: 20 }, noVisits, { level: 'unknown', basis: 'waiting' }],
  ['nothing is known', { live: null }, noVisits, { occupancy: null, level: 'unknown', basis: 'unknown', confidence: 0 }],
  ['a train of unknown length', { cars: null }, noVisits, { occupancy: null, level: 'unknown', basis: 'unknown' }],
])('%s', (_name, change, history, wanted) => {
  expect(expectedLoad({ ...train, ...change }, history)).toMatchObject(wanted);
});

test('who waits now waits for the next train of the platform alone, and only for one that comes soon', () => {
  const trainAt = (trainId: string, inMin: number, platform: string): LiveTrain => ({
    ...{ ...live, trainId, platform, load: null },
    progress: { atMs: nowMs, currentStation: null, nextStation: null, delayS: null, arrivesMs: nowMs + inMin * 60_000 },
  });
  const trains = [trainAt('b', 8, '1'), trainAt('a', 3, '1'), trainAt('c', 12, '2'), trainAt('d', 70, '1')];
  const history = createVisitHistory(
    zone,
    [1, 2, 3].map((days) => visit(days, { trainId: 'a' })),
  );
  const found = incomingTrains({
    ...{ runs: [], live: new Map(trains.map((one) => [one.trainId, one])), history, edges: train.edges, nowMs },
    rolling: { cars: 12, personsPerCar: 400 },
    countOn: (platform) => (platform === '1' ? 90 : 50),
  });
  expect(found.map(({ trainId, load, platformAfter }) => [trainId, load.basis, platformAfter])).toEqual([
    ['a', 'waiting', 150],
    ['b', 'unknown', null],
    ['c', 'unknown', null],
  ]);
});

test('a visit holds the platform before the train and at its fullest after; what was seen too little is not known', () => {
  const visits: TrainVisit[] = [];
  const watch = createVisitWatch(
    () => ['1', '2'],
    (one) => visits.push(one),
  );
  const counts = (fromS: number, toS: number, count: (platform: string) => number | null): void => {
    for (let s = fromS; s < toS; s++) watch.counts(nowMs + s * 1000, count);
  };
  const stop = (trainId: string, platform: string, atS: number): void =>
    watch.stopped({ ...{ trainId, line: null, platform, scheduledMs: null, occupancy: null }, arrivedMs: nowMs + atS * 1000 });
  counts(0, 40, (platform) => (platform === '1' ? 30 : null));
  stop('a', '1', 40);
  stop('x', '2', 40);
  counts(40, 100, () => 80);
  stop('b', '1', 100);
  counts(100, 230, (platform) => (platform === '1' ? 95 : null));
  expect(visits.map(({ trainId, platformBefore, platformPeak }) => [trainId, platformBefore, platformPeak])).toEqual([
    ['a', 30, 80],
    ['x', null, 80],
    ['b', 80, 95],
  ]);
});
