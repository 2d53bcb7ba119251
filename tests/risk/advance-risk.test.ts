/** Zones that aren't measured, the station's worst, and the memory between two instants. */
import { expect, test } from 'vitest';
import { judged, siteWith, zoneState } from './site.ts';

const site = siteWith([{ id: 'a' }, { id: 'b' }]);

test('a zone that is not measured is unknown, never green, and takes no part in the station’s worst', () => {
  const [risk] = judged(site, [[zoneState('a', { densityPerM2: 3.5 }), zoneState('b', { stale: true, densityPerM2: 0 })]]);
  expect(risk?.zones.map(({ band }) => band)).toEqual(['orange', 'unknown']);
  expect(risk).toMatchObject({ band: 'orange', risk: 0.625 });
});

test('part of a zone proves a danger, and never that there is none', () => {
  const partly = (densityPerM2: number) => zoneState('a', { densityPerM2, source: 'estimated' });
  const found = judged(site, [[partly(0.5)], [partly(2.5)]]);
  expect(found.map(({ band }) => band)).toEqual(['unknown', 'amber']);
  expect(found[0]?.zones[0]).toMatchObject({ risk: null });
});

test('with nothing measured the station has no risk at all', () => {
  const [risk] = judged(site, [[zoneState('a'), zoneState('b')]]);
  expect(risk).toMatchObject({ band: 'unknown', risk: null });
});

test('the deadband holds a band, and a gap in measuring ends it', () => {
  const at = (densityPerM2: number | null) => [zoneState('a', { densityPerM2 })];
  const found = judged(site, [at(2.1), at(1.9), at(1.79), at(2.1), at(null), at(1.9)]);
  expect(found.map(({ band }) => band)).toEqual(['amber', 'amber', 'green', 'amber', 'unknown', 'green']);
});

test('a deadband is not carried from densities to shares of capacity', () => {
  const found = judged(site, [[zoneState('a', { densityPerM2: 4.5 })], [zoneState('a', { occupancy: 0.9 })]]);
  expect(found.map(({ band }) => band)).toEqual(['red', 'orange']);
});

test('memory holds only zones that are measured', () => {
  const found = judged(site, [[zoneState('a', { densityPerM2: 1 })], []]);
  expect(found[1]?.zones).toEqual([]);
});
