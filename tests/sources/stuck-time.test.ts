import { expect, it } from 'vitest';
import { createStuckTime } from '../../src-main/sources/stuck-time.ts';

const steps = (count: number, unitsEach: number): number[] => Array<number>(count).fill(unitsEach);

it.each([
  { what: 'a clock that jumped back, mended one tick at a time', steps: [...steps(30, 9000), ...steps(20, 1)], stuck: true },
  { what: 'a short jump', steps: [...steps(30, 9000), ...steps(19, 1), ...steps(30, 9000), ...steps(19, 1)], stuck: false },
  { what: 'a jump forward', steps: [...steps(30, 9000), 90_000_000, ...steps(30, 9000)], stuck: false },
  { what: 'a camera whose time never ran', steps: steps(200, 1), stuck: false },
  { what: 'sixty frames a second', steps: steps(200, 1500), stuck: false },
])('$what: stuck $stuck', ({ steps, stuck }) => {
  const isStuck = createStuckTime(90_000);
  let time = 0n;
  const verdicts = [0, ...steps].map((step) => {
    time += BigInt(step);
    return isStuck(time);
  });
  expect(verdicts.includes(true)).toBe(stuck);
});
