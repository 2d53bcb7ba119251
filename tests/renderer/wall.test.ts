/** The wall: who stands where, what moving does, and which alarm's camera comes up over it. The second window follows the main one. */
import { describe, expect, test } from 'vitest';
import { alarmPopUp, popUpKey } from '../../src-renderer/control-room/cameras/alarm-pop-up.ts';
import {
  allPlaces,
  neighbourPlace,
  pageCount,
  placesOfPage,
  swapped,
} from '../../src-renderer/control-room/cameras/wall-places.ts';
import { addressAfterAlarm, addressAfterMain } from '../../src-renderer/control-room/second-window/followed-address.ts';
import { alarm } from './alarm-samples.ts';

const cameras = ['c1', 'c2', 'c3', 'c4', 'c5'];

test.each([
  ['nobody placed anything', [], ['c1', 'c2', 'c3', 'c4', 'c5']],
  ['a camera and a gap were placed', ['c3', null], ['c3', null, 'c1', 'c2', 'c4', 'c5']],
  ['a camera that is gone leaves its place free', ['gone', 'c1'], [null, 'c1', 'c2', 'c3', 'c4', 'c5']],
])('%s', (_, placed, expected) => {
  expect(allPlaces(cameras, placed)).toEqual(expected);
});

test('a page is filled up with free places, and no camera is lost to paging', () => {
  expect(placesOfPage(cameras, 4, 1)).toEqual(['c5', null, null, null]);
  expect(pageCount(cameras.length, 4)).toBe(2);
  expect(pageCount(0, 4)).toBe(1);
});

test('moving swaps two places, also beyond the last camera', () => {
  expect(swapped(cameras, 0, 4)).toEqual(['c5', 'c2', 'c3', 'c4', 'c1']);
  expect(swapped(cameras, 0, 7)).toEqual([null, 'c2', 'c3', 'c4', 'c5', null, null, 'c1']);
});

test.each([
  ['ArrowRight', 0, 4, 1],
  ['ArrowRight', 1, 4, null],
  ['ArrowLeft', 2, 4, null],
  ['ArrowDown', 1, 9, 4],
  ['ArrowDown', 7, 9, null],
  ['ArrowUp', 2, 9, null],
  ['a', 0, 9, null],
] as const)('%s at place %i of %i', (key, place, size, expected) => {
  expect(neighbourPlace(key, place, size)).toBe(expected);
});

describe('the pop-up', () => {
  const high = alarm({ id: 'h', priority: 'high', subject: { type: 'camera', id: 'c5' } });
  const find = (alarms: (typeof high)[], putAway: string[] = [], inSight: string[] = []) =>
    alarmPopUp(Object.fromEntries(alarms.map((one) => [one.id, one])), {}, new Set(putAway), inSight);

  test('is the camera of an alarm of high priority that nobody has acknowledged', () => {
    expect(find([high])).toEqual({ alarmId: 'h', cameraId: 'c5' });
    expect(find([{ ...high, priority: 'medium' }])).toBeNull();
    expect(find([{ ...high, state: 'acknowledged', acknowledged: true }])).toBeNull();
  });

  test('isn’t needed for a camera in sight; put away it stays away until the alarm is raised anew', () => {
    expect(find([high], [], ['c5'])).toBeNull();
    expect(find([high], [popUpKey(high)])).toBeNull();
    expect(find([{ ...high, raised_at: '2026-11-20T11:00:00.000Z' }], [popUpKey(high)])).not.toBeNull();
  });
});

describe('the second window', () => {
  test.each([
    ['map', '/map?zone=p1', '/window/map?zone=p1'],
    ['map', '/map', null],
    ['map', '/cameras?camera=c1', null],
    ['wall', '/cameras?camera=c1', '/window/wall?camera=c1'],
  ] as const)('%s after %s of the main one', (view, address, expected) => {
    expect(addressAfterMain(view, address)).toBe(expected);
  });

  test('shows the zone or the camera of the alarm that is selected', () => {
    const ofZone = alarm({ subject: { type: 'zone', id: 'p1' } });
    expect(addressAfterAlarm('map', ofZone, {})).toBe('/window/map?zone=p1');
    expect(addressAfterAlarm('wall', alarm({ subject: { type: 'camera', id: 'c 1' } }), {})).toBe('/window/wall?camera=c%201');
    expect(addressAfterAlarm('wall', ofZone, {})).toBeNull();
    expect(addressAfterAlarm('alarms', ofZone, {})).toBeNull();
  });
});
