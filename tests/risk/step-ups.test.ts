/** Each rule by a table, then their persistence through advanceRisk. */
import { describe, expect, test } from 'vitest';
import type { StepUp, ZoneState } from '../../src-contract/domain/site-state.ts';
import { flowTrend } from '../../src-main/risk/flow-trend.ts';
import { stepUpRules } from '../../src-main/risk/step-ups/step-up-rules.ts';
import { judged, siteWith, startMs, zoneState } from './site.ts';

const moving: Partial<ZoneState> = { kind: 'moving', count: 40, densityPerM2: 1.5 };
const cases: readonly [StepUp, string, Partial<ZoneState>, boolean, boolean][] = [
  // rule, what, figures, counted before, holds
  ['counter-flow', 'a quarter goes against', { ...moving, counterFlowShare: 0.25 }, false, true],
  ['counter-flow', 'less', { ...moving, counterFlowShare: 0.24 }, false, false],
  ['counter-flow', 'less, once it counts', { ...moving, counterFlowShare: 0.16 }, true, true],
  ['counter-flow', 'almost none', { ...moving, counterFlowShare: 0.14 }, true, false],
  ['counter-flow', 'a platform mills about', { ...moving, kind: 'waiting', counterFlowShare: 0.5 }, false, false],
  ['counter-flow', 'two of four persons', { ...moving, count: 4, counterFlowShare: 0.5 }, false, false],
  ['counter-flow', 'unknown', { ...moving, counterFlowShare: null }, true, false],
  ['pressure', 'in a dense crowd', { densityPerM2: 4, pressurePerS2: 0.021 }, false, true],
  ['pressure', 'at the limit', { densityPerM2: 4, pressurePerS2: 0.02 }, false, false],
  ['pressure', 'free walkers: 0.8 p/m², Var(v) 0.15', { densityPerM2: 0.8, pressurePerS2: 0.12 }, false, false],
  ['pressure', 'walkers past standers at 2.5 p/m²', { densityPerM2: 2.5, pressurePerS2: 0.2 }, false, false],
  ['pressure', 'easing, once it counts', { densityPerM2: 2.8, pressurePerS2: 0.016 }, true, true],
  ['pressure', 'eased', { densityPerM2: 4, pressurePerS2: 0.015 }, true, false],
  ['pressure', 'unknown', { densityPerM2: 5, pressurePerS2: null }, true, false],
];

test.each(cases)('%s: %s', (name, _, figures, was, expected) => {
  const facts = { zone: zoneState('z', figures), config: undefined, flow: null };
  expect(stepUpRules[name].holds(facts, was)).toBe(expected);
});

const flows: readonly [string, [number, number], [number, number], boolean, boolean][] = [
  // what, in and out before, in and out now, counted before, holds
  ['both change clearly', [20, 40], [40, 10], false, true],
  ['only the inflow rises', [20, 40], [40, 40], false, false],
  ['only the outflow falls', [20, 40], [20, 10], false, false],
  ['both change as chance would have it', [20, 22], [28, 15], false, false],
  ['both change the good way', [40, 10], [20, 40], false, false],
  ['nobody at all', [0, 0], [0, 0], false, false],
  ['steady and filling, once it counts', [40, 10], [40, 10], true, true],
  ['as many leave as come, once it counts', [40, 10], [40, 36], true, false],
];

test.each(flows)('outflow-falling: %s', (_, before, now, was, expected) => {
  const sample = (atMs: number, [inflowPerMin, outflowPerMin]: [number, number]) => ({ atMs, inflowPerMin, outflowPerMin });
  const flow = { before: sample(startMs - 60_000, before), now: sample(startMs, now) };
  const zone = zoneState('z', { inflowPerMin: now[0], outflowPerMin: now[1] });
  expect(stepUpRules['outflow-falling'].holds({ zone, config: undefined, flow }, was)).toBe(expected);
});

describe('persistence', () => {
  const site = siteWith([
    { id: 'z', kind: 'moving' },
    { id: 's', kind: 'moving', stairs: true },
  ]);
  const against = (share: number, densityPerM2 = 1.5) => [zoneState('z', { ...moving, densityPerM2, counterFlowShare: share })];
  const bandsOf = (series: readonly (readonly ZoneState[])[]) => judged(site, series).map(({ zones }) => zones[0]?.band);
  const times = (n: number, zones: readonly ZoneState[]) => Array.from({ length: n }, () => zones);

  test('a rule counts after five seconds and stops counting after fifteen', () => {
    const found = bandsOf([...times(6, against(0.4)), ...times(16, against(0))]);
    expect(found.indexOf('orange')).toBe(5);
    expect(found.lastIndexOf('orange')).toBe(20);
    expect(found.at(-1)).toBe('amber');
  });

  test('what counts goes on counting down to its lower limit', () => {
    expect(bandsOf([...times(6, against(0.4)), ...times(60, against(0.2))]).at(-1)).toBe('orange');
    expect(bandsOf(times(66, against(0.2))).at(-1)).toBe('amber');
  });

  test('flows from before a long gap are compared with nothing', () => {
    const sample = (atMs: number) => ({ atMs, inflowPerMin: 10, outflowPerMin: 10 });
    expect(flowTrend([sample(0)], sample(60_000))?.before.atMs).toBe(0);
    expect(flowTrend([sample(0)], sample(59_999))).toBeNull();
    expect(flowTrend([sample(0)], sample(120_001))).toBeNull();
  });

  test('a share that trembles at its limit changes the band once', () => {
    const found = bandsOf(Array.from({ length: 120 }, (_, i) => against(i % 2 === 0 ? 0.26 : 0.2)));
    expect(found.filter((band, i) => i > 0 && band !== found[i - 1]).length).toBeLessThanOrEqual(1);
  });

  test('a green zone is never stepped up', () => {
    expect(new Set(bandsOf(times(30, against(0.5, 0.9))))).toEqual(new Set(['green']));
    const stairs = [zoneState('s', { kind: 'moving', densityPerM2: 0.9, counterFlowShare: 0.5, count: 30 })];
    expect(new Set(bandsOf(times(30, stairs)))).toEqual(new Set(['green']));
  });

  test('stairs step up at once, and two reasons are one step', () => {
    const zones = times(10, [zoneState('s', { ...moving, counterFlowShare: 0.4 })]);
    const found = judged(site, zones);
    expect(found[0]?.zones[0]).toMatchObject({ band: 'orange', stepUps: ['stairs'] });
    expect(found[9]?.zones[0]).toMatchObject({ band: 'orange', stepUps: ['counter-flow', 'stairs'] });
  });

  test('nothing is worse than black, and there no reason is given', () => {
    const found = judged(site, [[zoneState('s', { ...moving, densityPerM2: 6 })]]);
    expect(found[0]?.zones[0]).toMatchObject({ band: 'black', stepUps: [], risk: 1 });
  });

  test('an exit that blocks is seen in the flows over a minute', () => {
    const at = (inflowPerMin: number, outflowPerMin: number) => [zoneState('z', { ...moving, inflowPerMin, outflowPerMin })];
    const found = judged(site, [...times(70, at(20, 40)), ...times(30, at(60, 5))]);
    expect(found[69]?.zones[0]?.stepUps).toEqual([]);
    expect(found.at(-1)?.zones[0]).toMatchObject({ band: 'orange', stepUps: ['outflow-falling'] });
  });
});
