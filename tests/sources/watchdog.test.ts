import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSilent, retryDelayMs } from '../../src-main/sources/watchdog.ts';

describe('silence', () => {
  const limits = { firstFrameMs: 10_000, silenceMs: 5_000 };
  it.each<[string, number, number | null, number, boolean]>([
    ['just started', 1_000, null, 5, false],
    ['no first picture for 10 s', 10_001, null, 5, true],
    ['a picture a moment ago', 20_000, 19_000, 5, false],
    ['the last picture 5 s ago', 20_000, 14_999, 5, true],
    ['a slow camera within two and a half intervals', 20_000, 9_000, 0.2, false],
    ['a slow camera beyond them', 22_000, 9_000, 0.2, true],
  ])('%s', (_, nowMs, lastFrameMs, fps, silent) => {
    expect(isSilent({ nowMs, startedMs: 0, lastFrameMs }, limits, fps)).toBe(silent);
  });
});

describe('the wait before the next try', () => {
  const limits = { firstMs: 500, capMs: 5_000 };
  it.each<[number, number, number]>([
    [1, 0, 250],
    [1, 1, 500],
    [2, 1, 1_000],
    [4, 1, 4_000],
    [5, 1, 5_000],
    [1_000_000, 0, 2_500],
  ])('try %i with chance %d waits %d ms', (attempt, chance, expected) => {
    expect(retryDelayMs(attempt, limits, () => chance)).toBe(expected);
  });

  it('spreads cameras that dropped together, within the cap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => {
        const waitMs = retryDelayMs(attempt, limits, () => chance);
        expect(waitMs).toBeGreaterThanOrEqual(250);
        expect(waitMs).toBeLessThanOrEqual(5_000);
      }),
    );
  });
});
