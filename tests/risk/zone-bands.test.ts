import fc from 'fast-check';
import { expect, test } from 'vitest';
import { riskScore } from '../../src-main/risk/risk-score.ts';
import { timeToRedS } from '../../src-main/risk/time-to-red.ts';
import { asLevel, bandOfLevel, type Edges, judgedFigure, levelOf } from '../../src-main/risk/zone-bands.ts';
import { siteWith, zoneState } from './site.ts';

const edges: Edges = [1, 2, 3, 4];

test.each([
  // value, level before, level now (deadband 10 %)
  [0, null, 0],
  [0.999, null, 0],
  [1, null, 1],
  [2, null, 2],
  [3.5, null, 3],
  [4, null, 4],
  [99, null, 4],
  [0.9, 1, 1],
  [0.899, 1, 0],
  [1.8, 2, 2],
  [1.79, 2, 1],
  [0.95, 4, 1],
  [3.7, 4, 4],
  [2.75, 4, 3],
  [3, 0, 3],
])('%s after level %s is level %s', (value, before, expected) => {
  expect(levelOf(value, edges, before === null ? null : asLevel(before), 0.1)).toBe(expected);
});

test('a figure that trembles within the deadband leaves its band never', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 1.81, max: 2.19, noNaN: true }), { minLength: 1, maxLength: 50 }), (values) => {
      let level = asLevel(2);
      for (const value of values) level = levelOf(value, edges, level, 0.1);
      expect(level).toBe(2);
    }),
  );
});

const site = siteWith([{ id: 'w' }, { id: 'own', bands: [0.3, 0.5, 0.7, 0.9] }]);
test.each([
  ['waiting', zoneState('w', { densityPerM2: 2.5 }), 'density', 2.5, [2, 3, 4, 5]],
  ['moving', zoneState('w', { kind: 'moving', densityPerM2: 2.5 }), 'density', 2.5, [1, 2, 3, 4]],
  ['an entrance walks', zoneState('w', { kind: 'entrance', densityPerM2: 2.5 }), 'density', 2.5, [1, 2, 3, 4]],
  ['own bands', zoneState('own', { densityPerM2: 0.4 }), 'density', 0.4, [0.3, 0.5, 0.7, 0.9]],
  ['occupancy', zoneState('own', { occupancy: 0.8 }), 'capacity', 0.8, [0.5, 0.75, 1, 1.25]],
  ['count and capacity', zoneState('w', { count: 30, capacity: 60 }), 'capacity', 0.5, [0.5, 0.75, 1, 1.25]],
  ['nothing', zoneState('w'), 'unknown', null, [2, 3, 4, 5]],
  ['a count without capacity', zoneState('w', { count: 30 }), 'unknown', null, [2, 3, 4, 5]],
  ['stale', zoneState('w', { densityPerM2: 0, stale: true }), 'unknown', null, [2, 3, 4, 5]],
] as const)('judged: %s', (_, zone, basis, value, expected) => {
  const config = site.zones.find(({ id }) => id === zone.id);
  expect(judgedFigure(site, config, zone)).toEqual({ basis, value, edges: expected });
});

test.each([
  [0, false, 0],
  [0.5, false, 0.125],
  [1, false, 0.25],
  [2.5, false, 0.625],
  [4, false, 1],
  [40, false, 1],
  [1, true, 0.5],
  [3.5, true, 1],
])('risk of %s, stepped up %s, is %s', (value, steppedUp, expected) => {
  expect(riskScore(value, edges, steppedUp)).toBeCloseTo(expected, 10);
});

test('risk rises with the figure and stays in 0..1, and a quarter of it is a band', () => {
  const figure = fc.double({ min: 0, max: 10, noNaN: true });
  fc.assert(
    fc.property(figure, figure, fc.boolean(), (a, b, step) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      expect(riskScore(low, edges, step)).toBeLessThanOrEqual(riskScore(high, edges, step));
      expect(riskScore(high, edges, step)).toBeLessThanOrEqual(1);
      expect(Math.min(4, Math.floor(riskScore(low, edges, false) * 4 + 1e-9))).toBe(levelOf(low, edges, null, 0.1));
    }),
  );
});

const filling = { areaM2: 100, inflowPerMin: 90, outflowPerMin: 30 };
const density = (value: number) => ({ basis: 'density', value, edges }) as const;
test.each([
  // (3 - 2) p/m² × 100 m² at 1 person/s
  ['density', zoneState('z', filling), density(2), false, 100],
  ['stepped up: red is one edge nearer', zoneState('z', filling), density(1), true, 100],
  ['red already', zoneState('z', filling), density(3), false, 0],
  ['emptying', zoneState('z', { ...filling, outflowPerMin: 90 }), density(2), false, null],
  ['flow unknown', zoneState('z', { ...filling, inflowPerMin: null }), density(2), false, null],
  ['area unknown', zoneState('z', { ...filling, areaM2: null }), density(2), false, null],
  ['further off than a quarter of an hour', zoneState('z', { ...filling, outflowPerMin: 84 }), density(2), false, null],
  [
    'capacity',
    zoneState('z', { ...filling, capacity: 200 }),
    { basis: 'capacity', value: 0.7, edges: [0.5, 0.75, 1, 1.25] },
    false,
    60,
  ],
] as const)('time to red: %s', (_, zone, figure, steppedUp, expected) => {
  const found = timeToRedS(zone, figure, steppedUp);
  if (expected === null) expect(found).toBeNull();
  else expect(found).toBeCloseTo(expected, 6);
});

test('levels are named in order', () => {
  expect([0, 1, 2, 3, 4].map((level) => bandOfLevel(asLevel(level)))).toEqual(['green', 'amber', 'orange', 'red', 'black']);
});
