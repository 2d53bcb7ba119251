/** A sensor that moves away from its like is found; weather, noise, a jump of one day and too little history are not taken for it. */
import { expect, test } from 'vitest';
import { judgeDrift } from '../../src-main/sensors/book/judge-drift.ts';
import { testTrend } from '../../src-main/sensors/trend-test.ts';
import { createRandom, randomAround } from '../../src-main/twin/simulation/random.ts';

const random = createRandom(3);
const noise = (): number => randomAround(random, 0, 0.3);
const days = (count: number, of: (day: number) => number | null) => Array.from({ length: count }, (_, day) => of(day));
const weather = days(14, (day) => 25 + 4 * Math.sin(day / 2) + day * 0.5) as number[];
const likeWeather = () => days(14, (day) => (weather[day] ?? 0) + noise());
const others = [likeWeather(), likeWeather(), likeWeather()];

test.each([
  ['one that follows the weather', likeWeather(), others, false],
  ['one that gains half a degree a day', days(14, (day) => (weather[day] ?? 0) + 0.5 * day + noise()), others, true],
  ['one that is simply five degrees off', days(14, (day) => (weather[day] ?? 0) + 5 + noise()), others, false],
  ['one with a bad day', days(14, (day) => (weather[day] ?? 0) + (day === 7 ? 20 : 0) + noise()), others, false],
  ['one that drifts beside a single other', days(14, (day) => (weather[day] ?? 0) + 0.5 * day), [others[0] ?? []], false],
  ['a week of it', days(14, (day) => (day < 7 ? null : (weather[day] ?? 0) + day)), others, false],
])('%s', (_, own, beside, isDrifting) => {
  expect(judgeDrift(own, beside) !== null).toBe(isDrifting);
});

/** Figures of an independent computation (Python's math.erfc in place of the polynomial). */
test.each([
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 1, 8.3031e-5],
  [[5, 5, 5, 5, 5, 5, 5, 5], 0, 1],
  [[3, 1, 4, 1, 5, 9, 2, 6, 5, 3], 0.333333, 0.319302],
])('Mann–Kendall of %j', (values, slope, pValue) => {
  const result = testTrend(values);
  expect(result?.slope).toBeCloseTo(slope, 6);
  expect(result?.pValue).toBeCloseTo(pValue, 6);
});
