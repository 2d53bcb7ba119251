/** Crowd state → wire: shape, unknown figures, platforms, sources, and numbers that JSON can't hold. */
import { expect, test } from 'vitest';
import { stationReply as stationSchema } from '../../../src-contract/api/crowd.ts';
import type { FigureSource, ZoneState } from '../../../src-contract/domain/site-state.ts';
import type { CrowdSnapshot } from '../../../src-main/server/ports.ts';
import { stationReply } from '../../../src-main/server/wire/crowd.ts';
import { crowdSnapshot, zoneRisk, zoneState } from '../crowd-example.ts';

const facts = { id: 'DDR', name: 'Dadar', lines: ['western', 'central'] };
const atMs = 1_750_000_000_000;
const noEstimates = () => null;

function withZones(...zones: ZoneState[]): CrowdSnapshot {
  const base = crowdSnapshot(0, atMs);
  return { ...base, state: { ...base.state, zones } };
}

test('before the first state everything is unknown, and said to be', () => {
  const reply = stationReply(facts, null, noEstimates);
  expect(stationSchema.parse(reply)).toEqual(reply);
  expect(reply).toMatchObject({
    line: 'western',
    crowd_level: 'unknown',
    count: null,
    density: null,
    risk: null,
    last_updated: null,
  });
});

test('a state has the shape of the contract; a zone without a risk is unknown', () => {
  const snapshot = crowdSnapshot(3, atMs);
  const reply = stationReply(facts, { ...snapshot, risk: { ...snapshot.risk, zones: [zoneRisk('z1', 'red')] } }, noEstimates);
  expect(stationSchema.parse(reply)).toEqual(reply);
  expect(reply.zones.map(({ crowd_level, band }) => [crowd_level, band])).toEqual([
    ['unknown', 'unknown'],
    ['critical', 'red'],
    ['unknown', 'unknown'],
  ]);
  expect(reply.platforms['1']).toMatchObject({ crowd_level: 'critical', count: 36, last_updated: '2025-06-15T15:06:40.000Z' });
});

test('figures keep four decimals, and what is no number is unknown', () => {
  const odd = {
    ...zoneState('z0', atMs, 5),
    densityPerM2: Number.NaN,
    speedMps: Number.POSITIVE_INFINITY,
    dwellS: null,
    confidence: 1.5,
  };
  const [zone] = stationReply(facts, withZones(odd), noEstimates).zones;
  expect(zone).toMatchObject({ density: null, speed: null, dwell_s: null, confidence: 1, area_m2: 240.1235 });
});

const sources: [string, [FigureSource, number | null][], FigureSource][] = [
  ['all measured', [['measured', 1]], 'measured'],
  [
    'one estimate among them',
    [
      ['measured', 1],
      ['estimated', 2],
    ],
    'estimated',
  ],
  [
    'a forecast among them',
    [
      ['forecast', 1],
      ['estimated', 2],
    ],
    'forecast',
  ],
  [
    'an estimate that knows nothing',
    [
      ['measured', 1],
      ['estimated', null],
    ],
    'measured',
  ],
  ['nothing known', [['measured', null]], 'estimated'],
];
test.each(sources)('the source of a sum: %s', (_what, zones, expected) => {
  const states = zones.map(([source, count], i) => ({ ...zoneState(`z${i}`, atMs, count), source }));
  expect(stationReply(facts, withZones(...states), noEstimates).source).toBe(expected);
});

test('a least figure and an estimate say so, and lines that nobody counts are unknown, not zero', () => {
  const full = { ...zoneState('full', atMs, 57), saturated: true, source: 'estimated', note: 'saturated' } as const;
  const dense = { ...zoneState('dense', atMs, 240), source: 'estimated', errorShare: 0.3 } as const;
  const base = withZones(full, dense);
  const line = { id: 'l', cameraId: 'c', into: null, lengthM: 2, inTotal: null, outTotal: null, inPerMin: null, outPerMin: null };
  const lines = [{ ...line, flowPerMPerMin: null, measuredMs: null }];
  const reply = stationReply(facts, { ...base, state: { ...base.state, lines } }, noEstimates);
  expect(stationSchema.parse(reply)).toEqual(reply);
  expect(reply.zones).toMatchObject([
    { saturated: true, error_share: null, count: 57, source: 'estimated', note: 'saturated' },
    { saturated: false, error_share: 0.3, count: 240, source: 'estimated' },
  ]);
  expect(reply.counting_lines).toMatchObject([{ in: null, out: null, in_per_min: null }]);
});
