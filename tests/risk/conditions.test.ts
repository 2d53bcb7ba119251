/** Conditions of zones and cameras, how they are grouped, and what is said of those that aren't listed. */
import { describe, expect, test } from 'vitest';
import type { Condition } from '../../src-contract/domain/alarm.ts';
import type { ZoneState } from '../../src-contract/domain/site-state.ts';
import { cameraConditions } from '../../src-main/risk/camera-conditions.ts';
import { conditionKnowledge } from '../../src-main/risk/condition-knowledge.ts';
import { crowdConditions } from '../../src-main/risk/crowd-conditions.ts';
import { lostTogether } from '../../src-main/risk/lost-together.ts';
import { camera, judged, siteState, siteWith, startMs, zoneState } from './site.ts';

const cameraIds = Array.from({ length: 16 }, (_, i) => `c${i}`);
const site = siteWith(
  [{ id: 'a' }, { id: 'b' }, { id: 'dark' }],
  [{ id: 'c0', zones: ['a', 'b'] }, { id: 'c1', zones: ['b'] }, ...cameraIds.slice(2).map((id) => ({ id, zones: [] }))],
);
const keys = (conditions: readonly Condition[]) => conditions.map(({ key }) => key);

function crowd(zones: readonly ZoneState[]): readonly Condition[] {
  const risk = judged(site, [zones])[0];
  return risk === undefined ? [] : crowdConditions(site, siteState(startMs, zones), risk);
}

describe('crowd', () => {
  test.each([
    [1.9, []],
    [2, ['low']],
    [3, ['medium']],
    [4, ['high']],
    [5, ['high']],
    [null, []],
  ])('%s p/m² in a waiting zone lists %j', (densityPerM2, expected) => {
    expect(crowd([zoneState('a', { densityPerM2 })]).map(({ priority }) => priority)).toEqual(expected);
  });

  test('one condition a zone, with the site’s delays and the facts that its words are made of', () => {
    const [found] = crowd([zoneState('a', { densityPerM2: 3.456, count: 41.6 })]);
    expect(found).toMatchObject({
      key: 'crowd-density:zone:a',
      onDelayMs: 10_000,
      offDelayMs: 30_000,
      latching: false,
      facts: {
        zoneName: 'Zone a',
        band: 'orange',
        basis: 'density',
        value: 3.46,
        edge: 3,
        count: 42,
        stepUps: '',
        timeToRedS: null,
      },
    });
  });

  test('the edge is the one that the figure came over, also when the band is a step worse', () => {
    const stairs = siteWith([{ id: 's', kind: 'moving', stairs: true }]);
    const zones = [zoneState('s', { kind: 'moving', densityPerM2: 1.5 })];
    const risk = judged(stairs, [zones])[0];
    const [found] = risk === undefined ? [] : crowdConditions(stairs, siteState(startMs, zones), risk);
    expect(found?.facts).toMatchObject({ band: 'orange', edge: 1, stepUps: 'stairs' });
  });

  test('only a camera that is the zone’s only view explains its alarm', () => {
    const found = crowd([zoneState('a', { densityPerM2: 3 }), zoneState('b', { densityPerM2: 3 })]);
    expect(found.map(({ inhibitedBy }) => inhibitedBy)).toEqual([
      ['camera-offline:camera:c0', 'camera-frozen:camera:c0', 'camera-covered:camera:c0'],
      [],
    ]);
  });
});

describe('cameras', () => {
  test.each([
    ['live', []],
    ['reconnecting', []],
    ['offline', ['camera-offline:camera:c0']],
    ['frozen', ['camera-frozen:camera:c0']],
    ['covered', ['camera-covered:camera:c0']],
  ] as const)('%s lists %j', (kind, expected) => {
    const found = cameraConditions(site, [camera('c0', kind)]);
    expect(keys(found)).toEqual(expected);
    for (const one of found)
      expect(one).toMatchObject({ priority: 'medium', facts: { cameraName: 'Camera c0', zones: 'Zone a, Zone b' } });
  });

  test('sixteen lost together are one group that hides the sixteen', () => {
    const found = cameraConditions(
      site,
      cameraIds.map((id, i) => camera(id, 'offline', startMs + i * 500)),
    );
    expect(found).toHaveLength(17);
    expect(found[0]).toMatchObject({ key: 'camera-offline:part:cameras', priority: 'high', inhibitedBy: [] });
    expect(found[0]?.facts).toMatchObject({ cameraCount: 16, firstCamera: 'Camera c0' });
    expect(found[0]?.facts['cameras']).toMatch(/Camera c5 \+10$/);
    expect(new Set(found.slice(1).flatMap(({ inhibitedBy }) => inhibitedBy))).toEqual(new Set(['camera-offline:part:cameras']));
    expect(found[0]?.onDelayMs).toBeLessThan(found[1]?.onDelayMs ?? 0);
  });

  test('a camera lost an hour later is told on its own', () => {
    const lost = ['c0', 'c1', 'c2'].map((id) => camera(id, 'offline'));
    const found = cameraConditions(site, [...lost, camera('c3', 'offline', startMs + 3_600_000)]);
    expect(found.find(({ subject }) => subject.id === 'c3')?.inhibitedBy).toEqual([]);
    expect(found.find(({ subject }) => subject.id === 'cameras')?.priority).toBe('medium');
  });

  test.each([
    [[], []],
    [[0, 1], []],
    [
      [0, 60_000, 120_000],
      ['x0', 'x1', 'x2'],
    ],
    [[0, 60_001, 120_002], []],
    [
      [9, 5, 0, 500_000],
      ['x2', 'x1', 'x0'],
    ],
  ])('lost at %j: together %j', (times, expected) => {
    expect(lostTogether(times.map((sinceMs, i) => ({ id: `x${i}`, sinceMs })))).toEqual(expected);
  });

  test('detection: one condition a model that is degraded, one for all cameras without any', () => {
    const degraded = { kind: 'degraded', model: 'person', reason: 'restarted 6 times' } as const;
    const without = { kind: 'no-model', reason: 'none found' } as const;
    const found = cameraConditions(site, [
      camera('c0', 'live', startMs, degraded),
      camera('c1', 'live', startMs, degraded),
      camera('c2', 'live', startMs, without),
      camera('c3', 'live', startMs, without),
    ]);
    expect(keys(found)).toEqual(['detector-degraded:part:person', 'no-model:part:detection']);
    expect(found.map(({ priority, facts }) => [priority, facts['cameras']])).toEqual([
      ['medium', 'Camera c0, Camera c1'],
      ['medium', 'Camera c2, Camera c3'],
    ]);
    const blind = cameraConditions(site, [camera('c0', 'live', startMs, without), camera('c1', 'live', startMs, without)]);
    expect(blind.map(({ priority }) => priority)).toEqual(['high']);
  });

  test('a camera that is no part of the site is passed over', () => {
    expect(cameraConditions(site, [camera('ghost', 'offline')])).toEqual([]);
  });
});

describe('what is known', () => {
  const live = cameraIds.map((id) => camera(id, 'live'));
  const risk = judged(site, [[zoneState('a', { densityPerM2: 1 }), zoneState('b')]])[0];
  const zone = (id: string) => ({ kind: 'crowd-density', subject: { type: 'zone', id } }) as const;
  const lost = (id: string) => ({ kind: 'camera-offline', subject: { type: 'camera', id } }) as const;
  const covered = { kind: 'camera-covered', subject: { type: 'camera', id: 'c0' } } as const;
  const group = { kind: 'camera-offline', subject: { type: 'part', id: 'cameras' } } as const;
  const noModel = { kind: 'no-model', subject: { type: 'part', id: 'detection' } } as const;
  const starting = { kind: 'starting', model: 'person' } as const;

  test.each([
    ['a zone that is measured', zone('a'), live, true],
    ['a zone that isn’t', zone('b'), live, false],
    ['a zone without a camera', zone('dark'), live, true],
    ['a zone that is gone', zone('ghost'), live, true],
    ['a live camera', lost('c0'), live, true],
    ['a camera that is being tried', lost('c0'), [camera('c0', 'reconnecting')], false],
    ['a camera that hasn’t reported', lost('c0'), [], false],
    ['a camera that is gone', lost('ghost'), [], true],
    ['the group while one is being tried', group, [...live.slice(1), camera('c0', 'reconnecting')], false],
    ['the group', group, live, true],
    ['covered: live', covered, live, true],
    ['covered: offline shows no picture', covered, [camera('c0', 'offline')], false],
    ['models while one starts', noModel, [...live.slice(1), camera('c0', 'live', startMs, starting)], false],
    ['models', noModel, live, true],
  ] as const)('%s', (_, identity, statuses, expected) => {
    expect(
      risk &&
        conditionKnowledge(site, risk, statuses, {
          sensorKnown: () => true,
          isForecastKnown: () => true,
          isWeatherKnown: () => true,
        })(identity),
    ).toBe(expected);
  });
});
