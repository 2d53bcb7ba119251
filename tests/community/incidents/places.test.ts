/** Where a report is, and the camera that an operator is shown for it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { degreesToPlan, planToDegrees } from '../../../src-contract/geometry/plan-degrees.ts';
import { createFindPlace } from '../../../src-main/community/incidents/find-place.ts';
import { at, site } from './desk-fixture.ts';

const findPlace = createFindPlace(site);

describe('the zone and the camera of a place', () => {
  const check = (said: { location?: [number, number]; zoneId?: string }, expected: [string | null, string | null]) => {
    const place = findPlace({ location: said.location ?? null, zoneId: said.zoneId ?? null, text: null });
    expect([place.zoneId, place.cameraId]).toEqual(expected);
  };
  test.each<[string, Parameters<typeof check>[0], [string | null, string | null]]>([
    ['in the view of its zone’s camera', { location: at(20, 5) }, ['p1', 'c1']],
    ['in the zone, beyond what its camera sees', { location: at(90, 5) }, ['p1', 'c1']],
    ['the fix wins over the zone that was said', { location: at(20, 25), zoneId: 'p1' }, ['p2', 'c2']],
    ['beside all zones: the zone that was said', { location: at(20, 15), zoneId: 'p2' }, ['p2', 'c2']],
    ['beside all zones: the nearest camera', { location: at(20, 13) }, [null, 'c1']],
    ['a zone alone', { zoneId: 'p2' }, ['p2', 'c2']],
    ['a zone whose camera isn’t calibrated', { zoneId: 'hall' }, ['hall', 'c3']],
    ['an unknown zone is no reason to refuse', { zoneId: 'nowhere' }, [null, null]],
    ['nothing said', {}, [null, null]],
    ['a fix in another town', { location: [77.2, 28.6] }, [null, null]],
  ])('%s', (_what, said, expected) => check(said, expected));
});

test('degrees and the plan are each other’s way back, to a millimetre over a kilometre', () => {
  const metre = fc.double({ min: -1000, max: 1000, noNaN: true });
  const bearing = fc.double({ min: -180, max: 180, noNaN: true });
  fc.assert(
    fc.property(metre, metre, bearing, (x, y, bearingDeg) => {
      const [backX, backY] = degreesToPlan([72.84, 19.02], bearingDeg)(planToDegrees([72.84, 19.02], bearingDeg)([x, y]));
      expect(Math.hypot(backX - x, backY - y)).toBeLessThan(1e-3);
    }),
  );
});
