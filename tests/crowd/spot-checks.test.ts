import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { gainOf, type SpotCheck } from '../../src-main/crowd/spot-checks.ts';

const pairs = (...list: [counted: number, estimated: number][]): SpotCheck[] =>
  list.map(([counted, estimated]) => ({ counted, estimated }));

describe('the gain of a density model', () => {
  test.each([
    ['no hand count', pairs(), 1],
    ['one', pairs([120, 95]), 120 / 95],
    ['two: the ratio of their sums', pairs([120, 100], [30, 50]), 1],
    ['three that agree', pairs([12, 10], [24, 20], [120, 100]), 1.2],
    ['one wrong of four moves nothing', pairs([12, 10], [24, 20], [36, 30], [300, 15]), 1.2],
    ['a large crowd says more than small ones', pairs([10, 5], [8, 4], [300, 250]), 1.2],
  ])('%s', (_, checks, expected) => {
    expect(gainOf(checks).gain).toBeCloseTo(expected, 9);
  });

  test.each([
    ['fewer than three hand counts: a wide one', pairs([120, 95], [80, 60]), 0.5],
    ['all alike: what hand counts differ by', pairs([12, 10], [24, 20], [120, 100]), 0.1],
    [
      '± 10 % in five: t · s · √(1 + 1/n)',
      pairs([90, 100], [100, 100], [110, 100], [100, 100], [100, 100]),
      2.78 * 0.0707 * 1.0954,
    ],
    ['far apart: at most as much as the figure', pairs([10, 100], [100, 100], [300, 100]), 1],
  ])('error, %s', (_, checks, expected) => {
    expect(gainOf(checks).errorShare).toBeCloseTo(expected, 2);
  });

  it('lies between the least and the largest ratio, in any order, and its error in its limits', () => {
    const check = fc.record({ counted: fc.integer({ min: 1, max: 500 }), estimated: fc.integer({ min: 1, max: 500 }) });
    fc.assert(
      fc.property(fc.array(check, { minLength: 1, maxLength: 12 }), (checks) => {
        const { gain, errorShare } = gainOf(checks);
        const ratios = checks.map(({ counted, estimated }) => counted / estimated);
        expect(gain).toBeGreaterThanOrEqual(Math.min(...ratios) - 1e-9);
        expect(gain).toBeLessThanOrEqual(Math.max(...ratios) + 1e-9);
        expect(gainOf(checks.toReversed()).gain).toBeCloseTo(gain, 9);
        expect(errorShare).toBeGreaterThanOrEqual(0.1);
        expect(errorShare).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('covers the truth about 95 times of 100, when the model errs by a fifth', () => {
    let state = 7;
    const random = () => {
      state = (state * 16807) % 2147483647;
      return state / 2147483647;
    };
    const noise = () => 1 + 0.2 * Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
    const draw = (): SpotCheck => ({ counted: 100, estimated: 100 / (1.5 * Math.max(0.2, noise())) });
    let covered = 0;
    for (let i = 0; i < 400; i++) {
      const { gain, errorShare } = gainOf(Array.from({ length: 6 }, draw));
      const { counted, estimated } = draw();
      if (Math.abs(counted / (gain * estimated) - 1) <= errorShare) covered++;
    }
    expect(covered / 400).toBeGreaterThan(0.9);
  });
});
