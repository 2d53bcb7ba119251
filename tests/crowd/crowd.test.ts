import { describe, expect, it } from 'vitest';
import type { CameraState } from '../../src-contract/domain/camera.ts';
import type { Track } from '../../src-contract/domain/track.ts';
import { cameraOverlays } from '../../src-main/crowd/camera-overlays.ts';
import { hall, makeSite, openCrowd, steep, trackAt } from './crowd-site.ts';

const four: Track[] = (
  [
    [-2, 5],
    [0.5, 6],
    [1, 9],
    [2, 7],
  ] as const
).map((at, i) => trackAt(i + 1, at));

/** Frames at 5 a second from `fromMs` on, the last at `toMs`. */
function show(crowd: ReturnType<typeof openCrowd>, fromMs: number, toMs: number, tracks: (atMs: number) => readonly Track[]) {
  for (let atMs = fromMs; atMs <= toMs; atMs += 200) crowd.frame(atMs, tracks(atMs));
}

describe('a zone of a calibrated camera', () => {
  it('holds the persons who stand in it, with their density, occupancy and confidence', () => {
    const crowd = openCrowd();
    show(crowd, 1000, 4000, () => [...four, trackAt(9, [0, 11.5])]);
    const zone = crowd.zone(4100);
    expect(zone).toMatchObject({
      count: 4,
      areaM2: 36,
      occupancy: 0.1,
      stale: false,
      note: null,
      source: 'measured',
      measuredMs: 4000,
    });
    expect(zone.densityMeanPerM2).toBeCloseTo(4 / 36);
    expect(zone.densityPerM2).toBeGreaterThan(0.24);
    expect(zone.speedMps).toBeLessThan(0.05);
    expect(zone.dwellS).toBeCloseTo(3);
    expect(zone.confidence).toBeGreaterThan(0.9);
    expect(crowd.read(4100).positions).toHaveLength(5);
    expect(crowd.read(4100).station).toMatchObject({ count: 4, measuredMs: 4000 });
  });

  it('measures a zero as a zero', () => {
    const crowd = openCrowd();
    crowd.frame(1000, []);
    expect(crowd.zone(1100)).toMatchObject({ count: 0, densityPerM2: 0, note: null, stale: false, dwellS: null });
  });

  it('shows a surge within a second, and forgets one bad frame', () => {
    const crowd = openCrowd();
    show(crowd, 1000, 3000, () => four.slice(0, 1));
    show(crowd, 3200, 4000, () => four);
    expect(crowd.zone(4000).count).toBe(4);
    crowd.frame(4200, []);
    expect(crowd.zone(4200).count).toBe(4);
  });

  it('keeps a person who is hidden for three frames, and no longer', () => {
    const crowd = openCrowd();
    show(crowd, 200, 3000, () => four);
    show(crowd, 3200, 5400, (atMs) => four.map((track) => ({ ...track, missedFrames: (atMs - 3000) / 200 })));
    expect(crowd.zone(5400).count).toBe(0);
    const brief = openCrowd();
    show(brief, 200, 3000, () => four);
    show(brief, 3200, 3600, (atMs) => four.map((track) => ({ ...track, missedFrames: (atMs - 3000) / 200 })));
    expect(brief.zone(3600)).toMatchObject({ count: 4 });
    expect(brief.zone(3600).confidence).toBeLessThan(0.6);
  });

  it('doesn’t count what is not confirmed', () => {
    const crowd = openCrowd();
    show(crowd, 200, 3000, () => four.map((track) => ({ ...track, confirmed: false })));
    expect(crowd.zone(3000).count).toBe(0);
  });

  it('counts who comes and goes over its border, not who dithers on it', () => {
    const crowd = openCrowd();
    const dithering = (atMs: number): Track => trackAt(1, [3 + ((atMs / 200) % 2 === 0 ? 0.12 : -0.12), 7]);
    show(crowd, 200, 20_000, (atMs) => [dithering(atMs)]);
    expect(crowd.zone(20_000)).toMatchObject({ inflowPerMin: 0, outflowPerMin: 0 });
    show(crowd, 20_200, 30_000, (atMs) => [trackAt(2, [3.8 - (atMs - 20_200) / 1000, 6])]);
    expect(crowd.zone(30_000)).toMatchObject({ inflowPerMin: 1, outflowPerMin: 1, count: 0 });
    show(crowd, 30_200, 95_000, () => []);
    expect(crowd.zone(95_000)).toMatchObject({ inflowPerMin: 0, outflowPerMin: 0 });
  });

  it('tells two streams that meet', () => {
    const crowd = openCrowd();
    const walkers = (atMs: number) =>
      Array.from({ length: 6 }, (_, i) => {
        const along = -2 + atMs / 1000;
        return trackAt(i + 1, [i < 4 ? along : -along, 4.5 + 0.8 * i]);
      });
    show(crowd, 200, 2600, walkers);
    const zone = crowd.zone(2600);
    expect(zone.counterFlowShare).toBeCloseTo(1 / 3);
    expect(zone.direction?.[0]).toBeCloseTo(1, 2);
    expect(zone.speedMps).toBeCloseTo(1, 1);
    expect(zone.speedVarianceM2S2).toBeCloseTo((6 * (1 - (1 / 3) ** 2)) / 5, 1);
  });

  it('finds pressure where a dense crowd surges to and fro, and none where it stands', () => {
    const packed = (sway: (i: number) => number) => (atMs: number) =>
      Array.from({ length: 16 }, (_, i) =>
        trackAt(i + 1, [-1 + 0.5 * (i % 4) + sway(i) * (atMs / 1000), 6 + 0.5 * Math.floor(i / 4)]),
      );
    const calm = openCrowd();
    show(
      calm,
      200,
      2000,
      packed(() => 0),
    );
    expect(calm.zone(2000).densityPerM2).toBeGreaterThan(3);
    expect(calm.zone(2000).pressurePerS2).toBeCloseTo(0, 3);
    const surging = openCrowd();
    show(
      surging,
      200,
      1400,
      packed((i) => (i % 2 === 0 ? 0.15 : -0.15)),
    );
    expect(surging.zone(1400).pressurePerS2).toBeGreaterThan(0.02);
  });
});

describe('what is not known', () => {
  const lost: [CameraState['kind'], CameraState][] = [
    ['frozen', { kind: 'frozen', sinceMs: 2000, reason: 'same picture' }],
    ['covered', { kind: 'covered', sinceMs: 2000, reason: 'black' }],
    ['offline', { kind: 'offline', sinceMs: 2000, attempt: 3, reason: 'no answer' }],
  ];
  it.each(lost)('a %s camera makes its zone unknown at once', (_, state) => {
    const crowd = openCrowd();
    show(crowd, 200, 2000, () => four);
    crowd.camera(2100, state);
    const state2 = crowd.read(2100);
    expect(state2.zones[0]).toMatchObject({
      count: null,
      densityPerM2: null,
      inflowPerMin: null,
      stale: true,
      note: 'camera-lost',
      confidence: 0,
    });
    expect(state2.station).toMatchObject({ count: null, densityPerM2: null, confidence: 0 });
    expect(state2.positions).toHaveLength(0);
  });

  it('figures hold through a short reconnect, and go with their age', () => {
    const crowd = openCrowd();
    show(crowd, 200, 2000, () => four);
    crowd.camera(2100, { kind: 'reconnecting', sinceMs: 2100, attempt: 1, reason: 'timeout' });
    expect(crowd.zone(11_000)).toMatchObject({ count: 4, stale: false });
    expect(crowd.zone(11_000).confidence).toBeLessThan(crowd.zone(2100).confidence);
    expect(crowd.zone(12_001)).toMatchObject({ count: null, stale: true, note: 'camera-lost' });
    crowd.camera(13_000, { kind: 'live', sinceMs: 13_000 });
    crowd.frame(13_000, four.slice(0, 2));
    expect(crowd.zone(13_000)).toMatchObject({ count: 2, stale: false, note: null });
  });

  it('says when there is no model, no camera, or no frame yet', () => {
    const crowd = openCrowd(makeSite({ zones: [hall, { ...hall, id: 'yard' }] }));
    expect(crowd.zone(100)).toMatchObject({ count: null, stale: false, note: 'not-measured-yet', measuredMs: null });
    expect(crowd.zone(100, 'yard')).toMatchObject({ count: null, note: 'no-camera', cameraIds: [] });
    crowd.give({ kind: 'detection', cameraId: 'steep', atMs: 200, state: { kind: 'no-model', reason: 'none in models/' } });
    expect(crowd.zone(200)).toMatchObject({ count: null, note: 'no-model' });
  });

  it('counts heads against capacity without a calibration, and gives no density', () => {
    const drawn = {
      zone: 'hall',
      polygon: [
        [0, 0.3],
        [1, 0.3],
        [1, 1],
        [0, 1],
      ],
    };
    const crowd = openCrowd(makeSite({ cameras: [{ ...steep, calibration: undefined, zones: [drawn], lines: [] }] }));
    show(crowd, 200, 2000, () => four);
    expect(crowd.zone(2000)).toMatchObject({
      count: 4,
      occupancy: 0.1,
      densityPerM2: null,
      densityMeanPerM2: null,
      speedMps: null,
      note: 'not-calibrated',
    });
    expect(crowd.read(2000).positions).toHaveLength(0);
  });
});

describe('several cameras', () => {
  const other = { ...steep, id: 'other', source: 'twin:other', lines: [] };
  const site = makeSite({ cameras: [steep, other] });

  it('count a person whom both see once, and one whom only one sees too', () => {
    const crowd = openCrowd(site);
    const shifted = four.map((track, i) =>
      trackAt(
        track.id + 50,
        (
          [
            [-1.8, 5.3],
            [0.3, 6.2],
            [1.3, 9.1],
            [-2, 9],
          ] as const
        )[i] ?? [0, 0],
      ),
    );
    for (let atMs = 200; atMs <= 3000; atMs += 200) {
      crowd.frame(atMs, four);
      crowd.frame(atMs + 70, shifted, 'other');
    }
    expect(crowd.zone(3100).count).toBe(5);
  });

  it('keep two close neighbours apart, each seen by both', () => {
    const crowd = openCrowd(site);
    const pair = [trackAt(1, [0, 6]), trackAt(2, [0.5, 6])];
    for (let atMs = 200; atMs <= 3000; atMs += 200) {
      crowd.frame(atMs, pair);
      crowd.frame(atMs + 70, pair, 'other');
    }
    expect(crowd.zone(3100).count).toBe(2);
  });

  it('give an estimate while one of them is lost', () => {
    const crowd = openCrowd(site);
    for (let atMs = 200; atMs <= 3000; atMs += 200) {
      crowd.frame(atMs, four);
      crowd.frame(atMs + 70, four, 'other');
    }
    const whole = crowd.zone(3100);
    crowd.camera(3100, { kind: 'offline', sinceMs: 3100, attempt: 1, reason: 'gone' }, 'other');
    crowd.frame(3200, four);
    expect(crowd.zone(3200)).toMatchObject({ count: 4, source: 'estimated', note: 'camera-lost', stale: false });
    expect(crowd.zone(3200).confidence).toBeLessThan(whole.confidence);
  });

  it('count a step over the border once', () => {
    const crowd = openCrowd(site);
    for (let atMs = 200; atMs <= 8000; atMs += 200) {
      const walker = [trackAt(1, [3.8 - atMs / 2000, 6])];
      crowd.frame(atMs, walker);
      crowd.frame(atMs + 70, walker, 'other');
    }
    expect(crowd.zone(8100)).toMatchObject({ inflowPerMin: 1, outflowPerMin: 0 });
  });
});

describe('a platform', () => {
  it('sums its zones, and counts who stands in two of them once', () => {
    const near = {
      ...hall,
      id: 'near',
      platform: '1',
      ground: [
        [-3, 4],
        [3, 4],
        [3, 6.5],
        [-3, 6.5],
      ],
    };
    const whole = { ...hall, platform: '1' };
    const crowd = openCrowd(
      makeSite({ zones: [whole, near], cameras: [{ ...steep, zones: [{ zone: 'hall' }, { zone: 'near' }] }] }),
    );
    show(crowd, 200, 2000, () => four);
    expect(crowd.zone(2000, 'near').count).toBe(2);
    expect(crowd.read(2000).platforms).toMatchObject([{ id: '1', zoneIds: ['hall', 'near'], count: 4 }]);
    expect(crowd.read(2000).station.count).toBe(4);
  });
});

describe('cameraOverlays', () => {
  it('projects the zone’s own ground, and shows a drawn polygon as drawn', () => {
    const drawn = [
      [0, 0.3],
      [1, 0.3],
      [1, 1],
    ];
    const cameras = [steep, { ...steep, id: 'b', source: 'twin:b', zones: [{ zone: 'hall', polygon: drawn }], lines: [] }];
    const [projected, asDrawn] = cameraOverlays(openCrowd(makeSite({ cameras })).model);
    expect(projected?.zones[0]?.polygon).toHaveLength(4);
    expect(projected?.zones[0]?.polygon.every((p) => p.every((v) => v >= 0 && v <= 1))).toBe(true);
    expect(projected?.lines.map((line) => line.id)).toEqual(['middle']);
    expect(asDrawn?.zones[0]?.polygon).toEqual(drawn);
  });
});
