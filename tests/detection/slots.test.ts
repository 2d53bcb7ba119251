import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCameraTally } from '../../src-main/detection/camera-tally.ts';
import { planRestart } from '../../src-main/detection/restart-budget.ts';
import { createFrameSlots } from '../../src-main/detection/slots.ts';

const frame = (cameraId: string, atMs: number) => ({ cameraId, atMs });

test('the newest frame of a camera wins, and the replaced one is handed back', () => {
  const slots = createFrameSlots();
  expect(slots.put(frame('a', 1))).toBe(null);
  expect(slots.put(frame('a', 2))).toEqual(frame('a', 1));
  expect(slots.take(2, 1000)).toEqual({ frame: frame('a', 2), expired: [] });
  expect(slots.take(2, 1000)).toEqual({ frame: null, expired: [] });
});

test('frames that are too old are passed over', () => {
  const slots = createFrameSlots();
  slots.put(frame('a', 0));
  slots.put(frame('b', 900));
  expect(slots.take(1600, 1500)).toEqual({ frame: frame('b', 900), expired: [frame('a', 0)] });
});

test('no camera starves: between two turns of one that waits, every other has at most one', () => {
  const step = fc.oneof(fc.record({ put: fc.constantFrom('a', 'b', 'c', 'd') }), fc.constant({ put: null }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const slots = createFrameSlots();
      const served: Record<string, Record<string, number>> = {};
      for (const [i, { put }] of steps.entries()) {
        if (put !== null) {
          slots.put(frame(put, i));
          served[put] ??= {};
          continue;
        }
        const { frame: taken } = slots.take(i, Number.POSITIVE_INFINITY);
        if (taken === null) continue;
        delete served[taken.cameraId];
        for (const others of Object.values(served)) {
          others[taken.cameraId] = (others[taken.cameraId] ?? 0) + 1;
          expect(others[taken.cameraId]).toBeLessThanOrEqual(1);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('nothing is lost and nothing is doubled: each frame comes out once, as taken, replaced, expired or left', () => {
  const step = fc.record({ put: fc.option(fc.constantFrom('a', 'b', 'c')), waitMs: fc.integer({ min: 0, max: 900 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
      const slots = createFrameSlots();
      let [nowMs, given] = [0, 0];
      const out: unknown[] = [];
      for (const { put, waitMs } of steps) {
        nowMs += waitMs;
        if (put !== null) {
          given++;
          out.push(slots.put(frame(put, nowMs)));
        } else {
          const { frame: taken, expired } = slots.take(nowMs, 1500);
          out.push(taken, ...expired);
        }
      }
      out.push(...slots.clear());
      const frames = out.filter((item) => item !== null);
      expect(frames).toHaveLength(given);
      expect(new Set(frames).size).toBe(given);
    }),
  );
});

test.each([
  [[], 100_000, { delayMs: 250, isExhausted: false }],
  [[99_000], 100_000, { delayMs: 500, isExhausted: false }],
  [[30_000, 99_000], 100_000, { delayMs: 500, isExhausted: false }],
  [[91_000, 92_000, 93_000, 94_000], 100_000, { delayMs: 4000, isExhausted: false }],
  [[90_000, 91_000, 92_000, 93_000, 94_000], 100_000, { delayMs: 50_000, isExhausted: true }],
])('restarts at %j, now %i', (restartsMs, nowMs, expected) => {
  expect(planRestart(restartsMs, nowMs)).toEqual(expected);
});

test('a worker that always dies at once is started at most five times in any minute', () => {
  const restartsMs: number[] = [];
  for (let nowMs = 0; nowMs < 600_000; ) {
    nowMs += planRestart(restartsMs, nowMs).delayMs;
    restartsMs.push(nowMs);
  }
  for (const start of restartsMs)
    expect(restartsMs.filter((atMs) => atMs >= start && atMs < start + 60_000).length).toBeLessThanOrEqual(5);
  expect(restartsMs.length).toBeGreaterThan(40);
});

test('overloaded while most frames are dropped, until clearly fewer are', () => {
  const tally = createCameraTally();
  const second = (s: number, detected: number, dropped: number) => {
    for (let i = 0; i < detected; i++) tally.detected(s * 1000, 20, 40);
    for (let i = 0; i < dropped; i++) tally.dropped(s * 1000, true);
    return tally.isOverloaded(s * 1000);
  };
  expect(second(0, 2, 3)).toBe(false); // too few to say
  expect(second(1, 2, 3)).toBe(true);
  for (let s = 2; s < 10; s++) second(s, 3, 2);
  expect(tally.isOverloaded(9900)).toBe(true); // 42 % dropped: not recovered yet
  for (let s = 10; s < 19; s++) second(s, 5, 0);
  expect(tally.isOverloaded(19_000)).toBe(false);
  expect(tally.counters(19_000)).toMatchObject({
    detectedTotal: 73,
    droppedTotal: 22,
    detectedPerS: 4.5,
    droppedPerS: 0,
    meanInferenceMs: 20,
    meanTotalMs: 40,
  });
});

test('frames dropped while no model was at work are counted, and are no overload', () => {
  const tally = createCameraTally();
  for (let i = 0; i < 50; i++) tally.dropped(i * 100, false);
  expect([tally.isOverloaded(5000), tally.counters(5000).droppedTotal]).toEqual([false, 50]);
});
