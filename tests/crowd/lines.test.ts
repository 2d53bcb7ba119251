import { describe, expect, it } from 'vitest';
import type { GroundPoint } from '../../src-contract/domain/geometry-types.ts';
import { createDensityGrid } from '../../src-contract/geometry/density.ts';
import { pointInPolygon } from '../../src-contract/geometry/polygon.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import { advanceTracks, createTracker } from '../../src-main/tracking/tracks.ts';
import { type DetectorFaults, detect, seededRandom, steepCamera, usualFaults } from '../tracking/noisy-walkers.ts';
import { hallGround, makeSite, middle, openCrowd, steep, trackAt } from './crowd-site.ts';

function walk(places: readonly GroundPoint[], site?: SiteConfig) {
  const crowd = openCrowd(site);
  for (const [i, at] of places.entries()) crowd.frame(1000 + i * 200, [trackAt(1, at)]);
  return crowd;
}

describe('a line', () => {
  const uncalibrated = makeSite({ cameras: [{ ...steep, calibration: undefined, zones: [], lines: [middle] }] });
  const table: [name: string, places: GroundPoint[], directions: string[]][] = [
    [
      'left to right, seen from `from` to `to`',
      [
        [1, 6],
        [0.4, 6],
        [-0.4, 6],
        [-1, 6],
      ],
      ['in'],
    ],
    [
      'right to left',
      [
        [-1, 6],
        [-0.1, 6],
        [0.6, 6],
        [1, 6],
      ],
      ['out'],
    ],
    [
      'there and back',
      [
        [1, 6],
        [-1, 6],
        [-1, 7],
        [1, 7],
      ],
      ['in', 'out'],
    ],
    [
      'dithering on it',
      [
        [1, 6],
        [0.1, 6],
        [-0.1, 6],
        [0.1, 6],
        [-0.1, 6],
        [-0.6, 6],
        [-0.1, 6],
        [-0.6, 6],
      ],
      ['in'],
    ],
    [
      'turning back on it',
      [
        [1, 6],
        [0.1, 6],
        [-0.1, 6],
        [0.1, 6],
        [1, 6],
      ],
      [],
    ],
    [
      'past its near end',
      [
        [1, 3.2],
        [0.3, 3.05],
        [-0.3, 3.05],
        [-1, 3.2],
      ],
      [],
    ],
    [
      'along it',
      [
        [0.4, 4],
        [0.4, 6],
        [0.4, 9],
      ],
      [],
    ],
  ];
  it.each(table)('%s', (_, places, directions) => {
    expect(walk(places).crossings.map((crossing) => crossing.direction)).toEqual(directions);
    expect(walk(places, uncalibrated).crossings.map((crossing) => crossing.direction)).toEqual(directions);
  });

  it('counts totals for ever and flow over the last minute, per metre where the ground is known', () => {
    const crowd = walk([
      [1, 6],
      [-1, 6],
      [1, 6],
    ]);
    const [line] = crowd.read(1400).lines;
    expect(line).toMatchObject({
      id: 'middle',
      into: 'hall',
      inTotal: 1,
      outTotal: 1,
      inPerMin: 1,
      outPerMin: 1,
      measuredMs: 1400,
    });
    expect(line?.lengthM).toBeCloseTo(7.5, 1);
    expect(line?.flowPerMPerMin).toBeCloseTo(2 / 7.5, 2);
    // A camera that is silent for a minute counts nothing, and that is not a flow of zero.
    expect(crowd.read(90_000).lines[0]).toMatchObject({ inTotal: 1, outTotal: 1, inPerMin: null, flowPerMPerMin: null });
    crowd.frame(90_000, []);
    expect(crowd.read(90_000).lines[0]).toMatchObject({ inTotal: 1, outTotal: 1, inPerMin: 0, outPerMin: 0 });
    expect(walk([[1, 6]], uncalibrated).read(1000).lines[0]).toMatchObject({ lengthM: null, flowPerMPerMin: null });
  });

  it('isn’t crossed by a person nobody saw cross, until they are seen again', () => {
    const crowd = openCrowd();
    crowd.frame(1000, [trackAt(1, [0.5, 6])]);
    crowd.frame(1200, [trackAt(1, [-0.5, 6], { missedFrames: 1 })]);
    expect(crowd.crossings).toHaveLength(0);
    crowd.frame(1400, [trackAt(1, [-1, 6])]);
    expect(crowd.crossings).toEqual([{ lineId: 'middle', direction: 'in' }]);
  });

  it('counts a way begun before the track was confirmed', () => {
    const crowd = openCrowd();
    crowd.frame(1000, [trackAt(1, [0.5, 6], { confirmed: false })]);
    crowd.frame(1200, [trackAt(1, [-0.5, 6])]);
    expect(crowd.crossings).toHaveLength(1);
  });
});

interface Outcome {
  readonly crossed: { readonly true: number; readonly counted: number };
  readonly countRatio: number;
  readonly densityRatio: number;
}

/** Two minutes of persons on lanes to and fro across the hall, found by a faulty detector. */
function watchCrowd(persons: number, stepMs: number, faults: DetectorFaults): Outcome {
  const random = seededRandom(persons);
  const crowd = openCrowd();
  const grid = createDensityGrid(hallGround, 2);
  const walkers = Array.from({ length: persons }, (_, i) => ({
    x: 8 * random() - 4,
    y: 4.2 + (5.6 * i) / persons,
    speed: (random() < 0.5 ? -1 : 1) * (0.5 + random()),
  }));
  let tracker = createTracker();
  const sums = { crossed: 0, count: 0, trueCount: 0, density: 0, trueDensity: 0 };
  for (let atMs = stepMs; atMs < 120_000; atMs += stepMs) {
    for (const walker of walkers) {
      const before = walker.x;
      walker.x += (walker.speed * stepMs) / 1000;
      if (Math.abs(walker.x) > 4) walker.speed = -Math.sign(walker.x) * Math.abs(walker.speed);
      if (before > 0 !== walker.x > 0) sums.crossed++;
    }
    const found = walkers.flatMap(({ x, y }) => detect(steepCamera, [x, y], random, faults) ?? []);
    const step = advanceTracks(tracker, found, atMs);
    tracker = step.memory;
    crowd.frame(atMs, step.tracks);
    const inside = walkers.map(({ x, y }): GroundPoint => [x, y]).filter((at) => pointInPolygon(at, hallGround));
    const zone = crowd.zone(atMs);
    sums.count += zone.count ?? 0;
    sums.trueCount += inside.length;
    sums.density += zone.densityPerM2 ?? 0;
    sums.trueDensity += grid.densest(inside).densityPerM2;
  }
  return {
    crossed: { true: sums.crossed, counted: crowd.crossings.length },
    countRatio: sums.count / sums.trueCount,
    densityRatio: sums.density / sums.trueDensity,
  };
}

describe('a crowd seen by a faulty detector', () => {
  const harsh: DetectorFaults = { edgeError: 0.05, missed: 0.1, unsure: 0.15 };
  it.each([
    { persons: 4, stepMs: 200, faults: usualFaults },
    { persons: 12, stepMs: 200, faults: harsh },
    { persons: 20, stepMs: 200, faults: usualFaults },
    { persons: 12, stepMs: 333, faults: usualFaults },
  ])(
    '$persons walkers, a frame every $stepMs ms: crossings within 5 %, count and density within 8 %',
    ({ persons, stepMs, faults }) => {
      const { crossed, countRatio, densityRatio } = watchCrowd(persons, stepMs, faults);
      expect(crossed.true).toBeGreaterThan(50);
      expect(Math.abs(crossed.counted / crossed.true - 1)).toBeLessThanOrEqual(0.05);
      expect(Math.abs(countRatio - 1)).toBeLessThanOrEqual(0.08);
      expect(Math.abs(densityRatio - 1)).toBeLessThanOrEqual(0.08);
    },
  );
});
