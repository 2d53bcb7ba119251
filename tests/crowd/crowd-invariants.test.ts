import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GroundPoint } from '../../src-contract/domain/geometry-types.ts';
import { openCrowd, trackAt } from './crowd-site.ts';

describe('any frames at all', () => {
  const place = fc.tuple(fc.double({ min: -3.9, max: 3.9, noNaN: true }), fc.double({ min: 3.2, max: 11.8, noNaN: true }));
  const frame = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 8 }), place, fc.boolean(), fc.integer({ min: 0, max: 5 })), {
    selector: ([id]) => id,
    maxLength: 8,
  });
  const script = fc.array(fc.tuple(frame, fc.integer({ min: -200, max: 4000 })), { maxLength: 20 });

  function play(
    frames: readonly (readonly [readonly (readonly [number, GroundPoint, boolean, number])[], number])[],
    turned = false,
  ) {
    const crowd = openCrowd();
    let atMs = 10_000;
    for (const [persons, stepMs] of frames) {
      atMs += stepMs;
      const tracks = persons.map(([id, at, confirmed, missedFrames]) => trackAt(id, at, { confirmed, missedFrames }));
      crowd.frame(atMs, turned ? tracks.toReversed() : tracks);
    }
    return { crowd, atMs };
  }

  it('give figures in their limits, the same for any order of tracks and at any repetition', () => {
    fc.assert(
      fc.property(script, (frames) => {
        const { crowd, atMs } = play(frames);
        const state = crowd.read(atMs);
        expect(play(frames).crowd.read(atMs)).toEqual(state);
        const [zone, turned] = [state.zones[0], play(frames, true).crowd.zone(atMs)];
        expect(turned).toMatchObject({
          count: zone?.count,
          inflowPerMin: zone?.inflowPerMin,
          outflowPerMin: zone?.outflowPerMin,
        });
        expect(turned.densityPerM2 ?? 0).toBeCloseTo(zone?.densityPerM2 ?? 0, 9);
        expect(state.station.confidence).toBeLessThanOrEqual(1);
        for (const figure of [
          zone?.count,
          zone?.densityPerM2,
          zone?.speedVarianceM2S2,
          zone?.pressurePerS2,
          zone?.dwellS,
          zone?.inflowPerMin,
        ])
          expect(figure ?? 0).toBeGreaterThanOrEqual(0);
        expect(zone?.counterFlowShare ?? 0).toBeLessThanOrEqual(0.5);
      }),
      { numRuns: 60 },
    );
  });

  it('are forgotten when stale, and keep the memory small', () => {
    fc.assert(
      fc.property(script, (frames) => {
        const { crowd, atMs } = play(frames);
        const later = crowd.zone(atMs + 14_001);
        expect([later.count, later.densityPerM2, later.occupancy, later.inflowPerMin, later.speedMps]).toEqual([
          null,
          null,
          null,
          null,
          null,
        ]);
        expect(crowd.memory.cameras.get('steep')?.persons.size ?? 0).toBeLessThanOrEqual(8);
        expect(crowd.memory.zones.get('hall')?.samples.length ?? 0).toBeLessThanOrEqual(9 + 1500);
      }),
      { numRuns: 40 },
    );
  });

  it('balance: who is inside is who was, plus in, minus out', () => {
    const walk = fc.array(fc.tuple(place, place, place), { minLength: 8, maxLength: 40 });
    fc.assert(
      fc.property(walk, (steps) => {
        const crowd = openCrowd();
        const inside = () =>
          [...(crowd.memory.cameras.get('steep')?.persons.values() ?? [])].filter((p) => p.memberships.some((m) => m.inside))
            .length;
        let first = 0;
        for (const [i, places] of steps.entries()) {
          crowd.frame(
            1000 + i * 200,
            places.map((at, j) => trackAt(j + 1, at)),
          );
          if (i === 0) first = inside();
        }
        const zone = crowd.zone(1000 + steps.length * 200);
        expect(inside()).toBe(first + (zone.inflowPerMin ?? 0) - (zone.outflowPerMin ?? 0));
      }),
      { numRuns: 60 },
    );
  });
});
