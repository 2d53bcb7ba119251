/** Zones that aren't measured, the station's worst, and the memory between two instants. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { worseBand } from '../../src-contract/domain/band.ts';
import type { ZoneState } from '../../src-contract/domain/site-state.ts';
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

test('an estimate is green only where its upper end is, and its figure decides the rest', () => {
  const estimate = (densityPerM2: number, errorShare: number) =>
    zoneState('a', { densityPerM2, source: 'estimated', errorShare });
  const found = judged(site, [[estimate(1.2, 0.5)], [estimate(1.5, 0.5)], [estimate(1.25, 0.5)], [estimate(1.1, 0.5)]]);
  // Edge 2, deadband 10 %: 1.25 · 1.5 lies in the deadband, 1.1 · 1.5 below it.
  expect(found.map(({ band }) => band)).toEqual(['green', 'unknown', 'unknown', 'green']);
  const unchecked = zoneState('a', { densityPerM2: 0.1, source: 'estimated', errorShare: 0.5, note: 'not-checked' });
  expect(judged(site, [[unchecked], [{ ...unchecked, densityPerM2: 2.1 }]]).map(({ band }) => band)).toEqual([
    'unknown',
    'amber',
  ]);
  expect(judged(site, [[estimate(2.1, 0.1)], [estimate(4.2, 1)]]).map(({ band }) => band)).toEqual(['amber', 'red']);
});

test('a saturated zone is judged by the worse of its figures, and is never green', () => {
  const full = (figures: Partial<ZoneState>) => zoneState('a', { source: 'estimated', saturated: true, ...figures });
  const bands = (figures: Partial<ZoneState>) => judged(site, [[full(figures)]])[0]?.zones[0];
  expect(bands({ densityPerM2: 2.5, occupancy: 1.1 })).toMatchObject({ band: 'red', basis: 'capacity', value: 1.1 });
  expect(bands({ densityPerM2: 4.5, occupancy: 0.6 })).toMatchObject({ band: 'red', basis: 'density', value: 4.5 });
  expect(bands({ densityPerM2: 0.5, occupancy: 0.2 })).toMatchObject({ band: 'unknown' });
  expect(bands({ occupancy: 0.2 })).toMatchObject({ band: 'unknown' });
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 8, noNaN: true }),
      fc.double({ min: 0, max: 2, noNaN: true }),
      (densityPerM2, occupancy) => {
        const band = bands({ densityPerM2, occupancy })?.band ?? 'black';
        expect(band).not.toBe('green');
        for (const alone of [{ densityPerM2 }, { occupancy }]) {
          const measured = judged(site, [[zoneState('a', alone)]])[0]?.zones[0]?.band ?? 'black';
          if (measured !== 'green') expect(worseBand(band, measured)).toBe(band);
        }
      },
    ),
  );
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
