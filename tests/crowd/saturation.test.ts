import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Box } from '../../src-contract/domain/geometry-types.ts';
import { advanceSaturation, headLimit, notSaturated, type Saturation } from '../../src-main/crowd/saturation.ts';
import { makeSite, openCrowd, steep, trackAt } from './crowd-site.ts';

/** Spread evenly over the picture, or over its left upper part. */
function heads(count: number, within = 1): Box[] {
  const columns = Math.ceil(Math.sqrt(count));
  return Array.from({ length: count }, (_, i) => {
    const x = (within * ((i % columns) + 0.5)) / columns;
    const y = (within * (Math.floor(i / columns) + 0.5)) / columns;
    return [x - 0.01, y - 0.01, x + 0.01, y + 0.01] as const;
  });
}

const one = headLimit({ tiles: 1, saturates_at: undefined });
const four = headLimit({ tiles: 2, saturates_at: undefined });

describe('a view', () => {
  test.each([
    ['50 heads', 50, one, 1, false],
    ['51 heads', 51, one, 1, true],
    ['a limit of its own', 31, headLimit({ tiles: 1, saturates_at: 30 }), 1, true],
    ['four parts, 180 heads over all of them', 180, four, 1, false],
    ['four parts, more than fifty in each', 225, four, 1, true],
    ['four parts, all heads in one', 60, four, 0.5, true],
    ['sixteen parts: detection keeps no more than 300 boxes', 280, headLimit({ tiles: 4, saturates_at: undefined }), 1, true],
  ])('%s', (_, count, limit, within, expected) => {
    expect(advanceSaturation(notSaturated, heads(count, within), limit, 0).isSaturated).toBe(expected);
  });

  test.each([
    ['trembles at the limit', [52, 49, 51, 47, 52, 45], 5, true],
    ['some seconds of fewer heads', [60, 30, 30, 30], 5, true],
    ['fewer for long', [60, 30, 30, 30, 30, 30], 5, false],
    ['fewer, and again more before the time is over', [60, 30, 30, 30, 42, 30, 30, 30], 5, true],
    ['a little fewer for long', [60, 45, 45, 45, 45, 45, 45], 5, true],
  ])('%s', (_, counts, everyS, expected) => {
    let state: Saturation = notSaturated;
    for (const [i, count] of counts.entries()) state = advanceSaturation(state, heads(count), one, i * everyS * 1000);
    expect(state.isSaturated).toBe(expected);
  });

  it('never changes its word twice within twenty seconds but to say that it is full, whatever comes', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 100, max: 6000 })), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (frames) => {
        let [state, atMs, fullMs] = [notSaturated, 0, -1];
        for (const [count, stepMs] of frames) {
          atMs += stepMs;
          state = advanceSaturation(state, heads(count), one, atMs);
          if (count > 50) {
            expect(state.isSaturated).toBe(true);
            fullMs = atMs;
          }
          if (fullMs >= 0 && atMs - fullMs < 20_000) expect(state.isSaturated).toBe(true);
          if (fullMs < 0) expect(state.isSaturated).toBe(false);
        }
      }),
    );
  });
});

describe('a zone whose view is saturated', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => trackAt(i + 1, [-2.5 + 0.5 * (i % 10), 4.5 + 0.8 * Math.floor(i / 10)]));

  it('is an estimate of at least so many, with less confidence and no error that anyone could state', () => {
    const [full, clear] = [openCrowd(), openCrowd()];
    for (let atMs = 200; atMs <= 2000; atMs += 200) {
      full.frame(atMs, many(60));
      clear.frame(atMs, many(40));
    }
    expect(full.zone(2000)).toMatchObject({
      count: 60,
      saturated: true,
      source: 'estimated',
      errorShare: null,
      note: 'saturated',
    });
    expect(clear.zone(2000)).toMatchObject({ count: 40, saturated: false, source: 'measured', note: null });
    expect(full.zone(2000).confidence).toBeLessThan(0.7 * clear.zone(2000).confidence);
  });

  it('says so as long as its camera is believed, and its limit is the camera’s own', () => {
    const crowd = openCrowd(makeSite({ cameras: [{ ...steep, saturates_at: 10 }] }));
    crowd.frame(200, many(12));
    expect(crowd.zone(200)).toMatchObject({ count: 12, saturated: true });
    crowd.frame(5200, many(2));
    expect(crowd.zone(5200)).toMatchObject({ saturated: true });
    expect(crowd.zone(20_000)).toMatchObject({ count: null, saturated: false });
  });
});
