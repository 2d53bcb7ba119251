/** Dense crowds: density maps instead of tracks, on the geometry of crowd-site.ts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GroundPoint } from '../../src-contract/domain/geometry-types.ts';
import { createDensityGrid } from '../../src-contract/geometry/density.ts';
import { calibration, evenMap, hall, hallGround, makeSite, mapOf, openCrowd, steep, trackAt } from './crowd-site.ts';

const dense = { ...steep, mode: 'density' };
const site = makeSite({ cameras: [dense] });
const uncalibrated = { id: 'flat', name: 'Flat', source: 'twin:flat', mode: 'density' };
/** The left half of the picture. */
const leftHalf: [number, number][] = [
  [0, 0],
  [0.5, 0],
  [0.5, 1],
  [0, 1],
];
const free = { id: 'free', name: 'Free', kind: 'waiting', capacity: 100, area_m2: 50 };

/** Rows of persons half a metre apart. */
function block(columns: number, rows: number, [x, y]: GroundPoint): GroundPoint[] {
  return Array.from(
    { length: columns * rows },
    (_, i): GroundPoint => [x + 0.5 * (i % columns), y + 0.5 * Math.floor(i / columns)],
  );
}

describe('a zone drawn on the picture', () => {
  const flat = { ...uncalibrated, zones: [{ zone: 'free', polygon: leftHalf }] };

  it('holds the sum of the map over its polygon, times the gain', () => {
    const crowd = openCrowd(makeSite({ zones: [free], cameras: [flat] }));
    crowd.map(200, evenMap(160), 'flat');
    expect(crowd.zone(200, 'free')).toMatchObject({
      ...{ count: 80, occupancy: 0.8, densityPerM2: null, densityMeanPerM2: 1.6 },
      ...{ source: 'estimated', errorShare: 0.5, saturated: false, note: 'not-checked' },
    });
    const spot_checks = [{ counted: 120, estimated: 80 }];
    const corrected = openCrowd(makeSite({ zones: [free], cameras: [{ ...flat, spot_checks }] }));
    corrected.map(200, evenMap(160), 'flat');
    expect(corrected.zone(200, 'free')).toMatchObject({ count: 120, errorShare: 0.5 });
  });

  it('counts a cell on its border by the share inside', () => {
    const third: [number, number][] = [
      [0, 0],
      [0.25 / 3, 0],
      [0.25 / 3, 1],
      [0, 1],
    ];
    const crowd = openCrowd(makeSite({ zones: [free], cameras: [{ ...flat, zones: [{ zone: 'free', polygon: third }] }] }));
    crowd.map(200, evenMap(1200, 4, 4), 'flat');
    expect(crowd.zone(200, 'free').count).toBeGreaterThan(70);
    expect(crowd.zone(200, 'free').count).toBeLessThan(130);
  });

  it('any polygons that share the picture share the map, and their sum is its count', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 0.95, noNaN: true }), fc.integer({ min: 3, max: 60 }), (cut, width) => {
        const part = (from: number, to: number): [number, number][] => [
          [from, 0],
          [to, 0],
          [to, 1],
          [from, 1],
        ];
        const zones = ['a', 'b'].map((id) => ({ id, name: id, kind: 'waiting' }));
        const cameras = [
          {
            ...uncalibrated,
            zones: [
              { zone: 'a', polygon: part(0, cut) },
              { zone: 'b', polygon: part(cut, 1) },
            ],
          },
        ];
        const crowd = openCrowd(makeSite({ zones, cameras }));
        crowd.map(200, evenMap(1000, width, 7), 'flat');
        expect(Math.abs((crowd.read(200).station.count ?? 0) - 1000)).toBeLessThanOrEqual(2);
      }),
      { numRuns: 40 },
    );
  });

  it('overlapping zones: the station has each person once', () => {
    const zones = ['a', 'b'].map((id) => ({ id, name: id, kind: 'waiting' }));
    const cameras = [{ ...uncalibrated, zones: zones.map(({ id }) => ({ zone: id, polygon: leftHalf })) }];
    const crowd = openCrowd(makeSite({ zones, cameras }));
    crowd.map(200, evenMap(160), 'flat');
    expect(crowd.zone(200, 'a').count).toBe(80);
    expect(crowd.read(200).station.count).toBe(80);
  });
});

describe('a calibrated camera', () => {
  it('counts those whose feet are in the zone, and finds the densest spot where they stand', () => {
    const inside = block(8, 8, [-2, 5]);
    const outside = block(3, 4, [3.3, 5]);
    const crowd = openCrowd(site);
    crowd.map(200, mapOf([...inside, ...outside]));
    const zone = crowd.zone(200);
    expect(Math.abs((zone.count ?? 0) - inside.length)).toBeLessThanOrEqual(2);
    const truth = createDensityGrid(hallGround, 2).densest(inside).densityPerM2;
    expect(truth).toBeGreaterThan(3);
    expect((zone.densityPerM2 ?? 0) / truth).toBeGreaterThan(0.85);
    expect((zone.densityPerM2 ?? 0) / truth).toBeLessThan(1.15);
    expect(zone.densityMeanPerM2).toBeCloseTo((zone.count ?? 0) / 36, 6);
  });

  it('follows nobody: flows, motion and the state of its lines are unknown, not zero', () => {
    const crowd = openCrowd(site);
    crowd.map(200, mapOf(block(4, 4, [-1, 5])));
    crowd.map(400, mapOf(block(4, 4, [0, 5])));
    expect(crowd.zone(400)).toMatchObject({
      count: 16,
      inflowPerMin: null,
      outflowPerMin: null,
      speedMps: null,
      pressurePerS2: null,
    });
    expect(crowd.read(400).lines).toMatchObject([
      { id: 'middle', inTotal: null, outTotal: null, inPerMin: null, outPerMin: null, flowPerMPerMin: null, measuredMs: null },
    ]);
    expect(crowd.crossings).toEqual([]);
    expect(crowd.read(400).positions).toEqual([]);
  });

  it('an empty map is a measured nobody; a covered picture, a missing model and an old map are unknown', () => {
    const crowd = openCrowd(site);
    expect(crowd.zone(100)).toMatchObject({ count: null, note: 'not-measured-yet' });
    crowd.map(200, mapOf([]));
    expect(crowd.zone(200)).toMatchObject({ count: 0, densityPerM2: 0, stale: false });
    crowd.camera(300, { kind: 'covered', sinceMs: 300, reason: 'dark' });
    expect(crowd.zone(300)).toMatchObject({ count: null, densityPerM2: null, note: 'camera-lost' });
    crowd.camera(400, { kind: 'live', sinceMs: 400 });
    crowd.map(500, mapOf([]));
    expect(crowd.zone(10_600)).toMatchObject({ count: null, stale: true });
    crowd.give({ kind: 'detection', cameraId: 'steep', atMs: 600, state: { kind: 'no-model', reason: 'none' } });
    expect(crowd.zone(600)).toMatchObject({ count: null, note: 'no-model' });
  });

  it('hand counts that agree make it sure', () => {
    const spot_checks = [
      { counted: 12, estimated: 10 },
      { counted: 36, estimated: 30 },
      { counted: 60, estimated: 50 },
    ];
    const sure = openCrowd(makeSite({ cameras: [{ ...dense, spot_checks }] }));
    const unsure = openCrowd(site);
    for (const crowd of [sure, unsure]) crowd.map(200, mapOf(block(5, 4, [-1, 5])));
    expect(sure.zone(200)).toMatchObject({ count: 24, errorShare: 0.1, note: null });
    expect(unsure.zone(200)).toMatchObject({ count: 20, errorShare: 0.5, note: 'not-checked' });
    expect([sure.zone(200).confidence, unsure.zone(200).confidence]).toEqual([0.9, 0.5]);
  });

  it('a map of a camera that finds persons one by one, and an old one, change nothing', () => {
    const crowd = openCrowd();
    crowd.map(200, mapOf(block(4, 4, [-1, 5])));
    expect(crowd.zone(200).count).toBe(null);
    const other = openCrowd(site);
    other.map(400, mapOf(block(4, 4, [-1, 5])));
    other.map(400, mapOf([]));
    expect(other.zone(400).count).toBe(16);
  });
});

describe('two cameras of one zone', () => {
  const second = { ...dense, id: 'second', source: 'twin:second', lines: [] };

  it('both with maps: where their views overlap the first one counts', () => {
    const crowd = openCrowd(makeSite({ cameras: [dense, second] }));
    const standing = block(6, 6, [-2, 5]);
    crowd.map(200, mapOf(standing));
    crowd.map(210, mapOf(standing), 'second');
    expect(crowd.zone(210)).toMatchObject({ count: 36, source: 'estimated' });
  });

  it('side by side: each counts its own', () => {
    const wide = { ...hall, ground: hallGround.map(([x, y]) => [x < 0 ? x : x + 40, y]) };
    const aside = { ...second, calibration: calibration(40) };
    const crowd = openCrowd(makeSite({ zones: [wide], cameras: [dense, aside] }));
    for (let atMs = 200; atMs < 1500; atMs += 200) {
      crowd.map(atMs, mapOf(block(4, 4, [-2, 5])));
      crowd.map(atMs + 10, mapOf(block(4, 5, [-2, 5])), 'second');
    }
    expect(crowd.zone(1500).count).toBe(36);
  });

  it('one with a map, one with tracks: whom the map shows is not counted again, and who comes and goes is unknown', () => {
    const tracks = { ...steep, id: 'tracks', source: 'twin:tracks', lines: [] };
    const crowd = openCrowd(makeSite({ cameras: [dense, tracks] }));
    const standing = block(4, 4, [-1, 5]);
    crowd.map(200, mapOf(standing));
    for (let atMs = 210; atMs < 1500; atMs += 200) {
      crowd.frame(
        atMs,
        standing.map((at, i) => trackAt(i + 1, at)),
        'tracks',
      );
      crowd.map(atMs + 100, mapOf(standing));
    }
    expect(crowd.zone(1500)).toMatchObject({ count: 16, inflowPerMin: null });
    crowd.camera(1600, { kind: 'frozen', sinceMs: 1600, reason: 'still' }, 'steep');
    for (let atMs = 1700; atMs < 3500; atMs += 200) {
      crowd.frame(
        atMs,
        standing.slice(0, 9).map((at, i) => trackAt(i + 1, at)),
        'tracks',
      );
    }
    expect(crowd.zone(3500)).toMatchObject({ count: 9, source: 'estimated', errorShare: null, note: 'camera-lost' });
  });
});
