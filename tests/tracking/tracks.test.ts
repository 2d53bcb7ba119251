import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Detection } from '../../src-contract/domain/detection.ts';
import type { Track } from '../../src-contract/domain/track.ts';
import { footPoint } from '../../src-contract/geometry/box.ts';
import { advanceTracks, createTracker, type TrackerOptions } from '../../src-main/tracking/tracks.ts';
import { detect, seededRandom, steepCamera, usualFaults } from './noisy-walkers.ts';

/** A person 0.06 wide and 0.25 high whose feet are at (x, y). */
function person(x: number, y: number, score = 0.8): Detection {
  return { label: 'person', score, box: [x - 0.03, y - 0.25, x + 0.03, y] };
}

interface Shot {
  readonly atMs: number;
  readonly found: readonly Detection[];
}

function follow(shots: readonly Shot[], options: Partial<TrackerOptions> = {}): Track[][] {
  let memory = createTracker(options);
  return shots.map(({ atMs, found }) => {
    const step = advanceTracks(memory, found, atMs);
    memory = step.memory;
    return [...step.tracks];
  });
}

function everyMs(stepMs: number, frames: number, found: (atMs: number, frame: number) => readonly Detection[]): Shot[] {
  return Array.from({ length: frames }, (_, i) => ({ atMs: i * stepMs, found: found(i * stepMs, i) }));
}

function idsSeen(frames: readonly (readonly Track[])[]): number[] {
  const seen = frames.flatMap((tracks) => tracks.filter((track) => track.confirmed && track.missedFrames === 0));
  return [...new Set(seen.map((track) => track.id))].sort((a, b) => a - b);
}

/** Id of the seen track whose feet are nearest to a point. */
function idAt(tracks: readonly Track[], x: number, y: number): number | undefined {
  const distance = (track: Track) => Math.hypot(footPoint(track.box)[0] - x, footPoint(track.box)[1] - y);
  return tracks.filter((track) => track.missedFrames === 0).sort((a, b) => distance(a) - distance(b))[0]?.id;
}

describe('advanceTracks', () => {
  it('follows a walker whose boxes no longer touch from frame to frame', () => {
    // Two box widths a second at five frames a second, later three at irregular times: 100 to 600 ms.
    const random = seededRandom(1);
    let atMs = 0;
    const shots = Array.from({ length: 25 }, (_, i) => {
      atMs += i < 12 ? 200 : 100 + 500 * random();
      return { atMs, found: [person(0.05 + (atMs / 1000) * 0.1, 0.8)] };
    });
    expect(idsSeen(follow(shots))).toEqual([1]);
  });

  it('keeps the ids of two who cross, though one is hidden while they meet', () => {
    const at = (atMs: number) => 0.1 + (atMs / 1000) * 0.12;
    const shots = everyMs(200, 30, (atMs) => {
      const [a, b] = [at(atMs), 1 - at(atMs)];
      return Math.abs(a - b) < 0.04 ? [person(a, 0.8)] : [person(a, 0.8), person(b, 0.76)];
    });
    const frames = follow(shots);
    const [first, last] = [frames[2] ?? [], frames.at(-1) ?? []];
    const endMs = 29 * 200;
    expect(idAt(last, at(endMs), 0.8)).toBe(idAt(first, at(400), 0.8));
    expect(idAt(last, 1 - at(endMs), 0.76)).toBe(idAt(first, 1 - at(400), 0.76));
    expect(idsSeen(frames)).toEqual([1, 2]);
  });

  it.each([
    { hiddenMs: 1200, ids: [1], why: 'behind a pillar for 1.2 s' },
    { hiddenMs: 3000, ids: [1, 2], why: 'away for longer than a lost track is kept' },
  ])('walker $why: ids $ids', ({ hiddenMs, ids }) => {
    const shots = everyMs(200, 40, (atMs) =>
      atMs > 3000 && atMs <= 3000 + hiddenMs ? [] : [person(0.1 + (atMs / 1000) * 0.06, 0.8)],
    );
    expect(idsSeen(follow(shots))).toEqual(ids);
  });

  it('forgets who walked out of the picture, and gives their track to nobody who comes to the same edge', () => {
    const clipped = (x: number): Detection => ({ ...person(x, 0.8), box: [x - 0.03, 0.55, Math.min(1, x + 0.03), 0.8] });
    // The one behind is hidden till a second after the one before was last seen.
    const shots = everyMs(200, 16, (_, i) => {
      const [before, behind] = [0.8 + i * 0.024, 0.63 + i * 0.024];
      return [...(i < 9 ? [clipped(before)] : []), ...(i > 12 ? [clipped(behind)] : [])];
    });
    expect(idsSeen(follow(shots))).toEqual([1, 2]);
  });

  it('reports a hidden person at the expected place, with the frames since', () => {
    const frames = follow(everyMs(200, 12, (_, i) => (i < 9 ? [person(0.1 + i * 0.02, 0.8)] : [])));
    const hidden = frames.at(-1)?.[0];
    expect(hidden).toMatchObject({ missedFrames: 3, confirmed: true, lastSeenMs: 1600, hits: 9 });
    expect(footPoint(hidden?.box ?? [0, 0, 0, 0])[0]).toBeCloseTo(0.32, 1);
  });

  it('confirms at the second match, and forgets what was seen once', () => {
    const frames = follow(everyMs(200, 3, (_, i) => (i === 1 ? [person(0.3, 0.8), person(0.7, 0.8)] : [person(0.3, 0.8)])));
    expect(frames.map((tracks) => tracks.map((track) => track.confirmed))).toEqual([[false], [true, false], [true]]);
  });

  it('confirms at once when frames come too rarely to be told together', () => {
    const frames = follow(everyMs(5000, 3, (_, i) => [person(0.2 + 0.3 * i, 0.8)]));
    expect(frames.slice(1).map((tracks) => tracks.filter((t) => t.confirmed && t.missedFrames === 0).length)).toEqual([1, 1]);
  });

  it('lets an unsure detection continue a track, and never start one', () => {
    const frames = follow(everyMs(200, 6, (_, i) => [person(0.3, 0.8, i < 3 ? 0.8 : 0.2), person(0.7, 0.8, 0.2)]));
    expect(frames.at(-1)).toMatchObject([{ id: 1, missedFrames: 0, score: 0.2, hits: 6 }]);
  });

  it('ignores a frame that is no newer than the last, and boxes that are no numbers', () => {
    const { memory } = advanceTracks(createTracker(), [person(0.3, 0.8)], 1000);
    expect(advanceTracks(memory, [person(0.9, 0.8)], 1000).memory).toBe(memory);
    expect(advanceTracks(memory, [person(Number.NaN, 0.8)], 1200).tracks).toHaveLength(0);
  });

  it('follows a noisy crowd of twelve for a minute with few changes of id', () => {
    const random = seededRandom(5);
    const lanes = Array.from({ length: 12 }, (_, i) => ({
      y: 3.5 + 0.7 * i,
      speed: (i % 2 === 0 ? 1 : -1) * (0.6 + 0.1 * (i % 7)),
    }));
    let memory = createTracker();
    let confirmed = 0;
    const frames = 300;
    for (let frame = 0; frame < frames; frame++) {
      const found = lanes.flatMap(({ y, speed }) => {
        const x = ((((speed * frame * 0.2 + y * 3) % 8) + 8) % 8) - 4;
        return detect(steepCamera, [x, y], random, usualFaults) ?? [];
      });
      const step = advanceTracks(memory, found, frame * 200);
      memory = step.memory;
      confirmed += step.tracks.filter((track) => track.confirmed && track.missedFrames <= 3).length;
    }
    // Each walker starts anew whenever they jump from one end of their lane to the other.
    const starts = lanes.reduce((sum, { speed }) => sum + 1 + Math.floor((Math.abs(speed) * frames * 0.2) / 8), 0);
    expect(memory.nextId - 1).toBeLessThan(1.25 * starts);
    expect(confirmed / frames / lanes.length).toBeGreaterThan(0.95);
    expect(confirmed / frames / lanes.length).toBeLessThan(1.15);
  });

  it('gives each detection to one track at most, ids that never repeat, and the same answer twice', () => {
    const frame = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0.05, max: 1, noNaN: true })), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(frame, fc.integer({ min: 1, max: 3000 })), { maxLength: 12 }), (script) => {
        let atMs = 0;
        const shots = script.map(([feet, stepMs]) => {
          atMs += stepMs;
          return { atMs, found: feet.map(([x, score]) => person(x, 0.8, score)) };
        });
        const frames = follow(shots);
        for (const [i, tracks] of frames.entries()) {
          expect(tracks.filter((track) => track.missedFrames === 0).length).toBeLessThanOrEqual(shots[i]?.found.length ?? 0);
          expect(new Set(tracks.map((track) => track.id)).size).toBe(tracks.length);
          expect(tracks.every(({ box }) => box.every(Number.isFinite) && box[2] >= box[0] && box[3] >= box[1])).toBe(true);
        }
        expect(follow(shots)).toEqual(frames);
      }),
      { numRuns: 60 },
    );
  });
});
