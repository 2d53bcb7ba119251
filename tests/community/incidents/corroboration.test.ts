/** Which reports make one incident, and how far it is believed. */
import { describe, expect, test } from 'vitest';
import type { Band } from '../../../src-contract/domain/band.ts';
import { confidence, witnessWeight } from '../../../src-main/community/incidents/corroboration.ts';
import { actor, at, openDesk, panic } from './desk-fixture.ts';

describe('two reports are one incident', () => {
  type Second = {
    place?: { location?: [number, number]; zoneId?: string };
    afterS?: number;
    first?: { location?: [number, number]; zoneId?: string };
  };
  const said = (place: Second['place'] = {}) => ({ location: place.location ?? null, zoneId: place.zoneId ?? null, text: null });
  const check = ({ place, afterS = 10, first = { location: at(20, 5) } }: Second, incidents: number) => {
    const test = openDesk();
    test.desk.command(panic({ place: said(first) }));
    test.nowMs += afterS * 1000;
    test.desk.command(panic({ by: actor('meera'), place: said(place) }));
    expect(test.desk.open()).toHaveLength(incidents);
  };
  test.each<[string, Second, number]>([
    ['29 m away', { place: { location: at(49, 5) } }, 1],
    ['31 m away on the same platform', { place: { location: at(51, 5) } }, 2],
    ['20 m away on the next platform', { place: { location: at(20, 25) } }, 1],
    ['by zone, without a fix', { place: { zoneId: 'p1' } }, 1],
    ['another zone, without a fix', { place: { zoneId: 'p2' } }, 2],
    ['neither with a place', { first: {}, place: {} }, 1],
    ['one with a place, one without', { place: {} }, 2],
    ['just within five minutes', { place: { location: at(20, 5) }, afterS: 300 }, 1],
    ['after five minutes', { place: { location: at(20, 5) }, afterS: 301 }, 2],
  ])('%s', (_what, second, incidents) => check(second, incidents));
});

test('a report joins the nearest of several, and none that is resolved', () => {
  const test = openDesk();
  const open = (x: number) =>
    test.desk.command(panic({ by: actor(`at ${x}`), place: { location: at(x, 5), zoneId: null, text: null } }));
  const [west, east] = [open(10), open(45)];
  if (!west.ok || !east.ok) throw new Error('a panic is never refused');
  open(30);
  expect(test.desk.find(east.incident.id)?.reportCount).toBe(2);
  test.desk.command({ kind: 'resolve', incidentId: east.incident.id, by: actor('asha', 'operator'), outcome: 'false alarm' });
  open(34);
  expect(test.desk.find(west.incident.id)?.reportCount).toBe(2);
});

describe('confidence', () => {
  const [staff, operator, service] = [witnessWeight('staff'), witnessWeight('operator'), witnessWeight('service')];
  const check = (weights: number[], band: Band, expected: number) => expect(confidence(weights, band)).toBeCloseTo(expected, 3);
  test.each<[string, number[], Band, number]>([
    ['nobody', [], 'black', 0.05],
    ['one of the staff', [staff], 'unknown', 0.6],
    ['two of the staff', [staff, staff], 'unknown', 0.84],
    ['an operator', [operator], 'amber', 0.8],
    ['a stranger by a service', [service], 'unknown', 0.4],
    ['the same in a quiet zone', [service], 'green', 0.318],
    ['the same in a crush', [service], 'black', 0.8],
    ['never certain', Array(100).fill(staff), 'black', 0.99],
  ])('%s', (_what, weights, band, expected) => check(weights, band, expected));
});

test('one person who reports again is one witness; the worst severity counts; the sensors are asked each time', () => {
  const test = openDesk();
  test.desk.command(panic({ severity: 'medium' }));
  test.desk.command(panic({ severity: 'critical' }));
  const [once] = test.desk.open();
  expect(once).toMatchObject({ reportCount: 2, severity: 'critical', confidence: 0.6, band: 'unknown' });
  test.bands.set('p1', 'red');
  test.desk.command(panic({ severity: 'low' }));
  expect(test.desk.open()[0]).toMatchObject({ reportCount: 3, severity: 'critical', band: 'red' });
  expect(test.desk.open()[0]?.confidence).toBeCloseTo(0.857, 3);
  expect(test.desk.open()[0]?.witnesses).toHaveLength(1);
});
