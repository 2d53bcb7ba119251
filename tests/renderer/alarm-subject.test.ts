/** Which camera and which zone's trend an alarm brings onto the screen. */
import { expect, test } from 'vitest';
import type { AlarmReply } from '../../src-contract/api/alarms.ts';
import { zoneOfAlarm } from '../../src-renderer/client/alarm-zone.ts';
import { cameraOfAlarm, placesOfAlarm } from '../../src-renderer/control-room/alarms/alarm-subject.ts';
import { alarm } from './alarm-samples.ts';

const check = (change: Partial<AlarmReply>, expected: [string | null, string | null]) =>
  expect([cameraOfAlarm(alarm(change), {}), zoneOfAlarm(alarm(change))]).toEqual(expected);

test.each<[string, Partial<AlarmReply>, [string | null, string | null]]>([
  ['a camera', { subject: { type: 'camera', id: 'c1' } }, ['c1', null]],
  ['a zone that isn’t known yet', { subject: { type: 'zone', id: 'p1' } }, [null, 'p1']],
  ['a part', { subject: { type: 'part', id: 'database' } }, [null, null]],
  ['a panic', { subject: { type: 'incident', id: 'i1' }, facts: { cameraId: 'c2', zoneId: 'p2' } }, ['c2', 'p2']],
  ['a panic without a place', { subject: { type: 'incident', id: 'i1' }, facts: { cameraId: null, zoneId: null } }, [null, null]],
])('%s', (_what, change, expected) => check(change, expected));

test.each([
  [{ subject: { type: 'camera', id: 'c1' }, kind: 'camera-offline' }, ['camera']],
  [{ subject: { type: 'zone', id: 'p1' } }, ['zone', 'trend']],
  [{ subject: { type: 'zone', id: 'p1' }, kind: 'forecast-crowd' }, ['zone', 'trend', 'forecast']],
  [{ subject: { type: 'sensor', id: 's1' }, kind: 'sensor-silent' }, ['sensor']],
  [{ subject: { type: 'part', id: 'mqtt' }, kind: 'intake-fault' }, ['sensors']],
  [{ subject: { type: 'part', id: 'weather' }, kind: 'weather-heat' }, ['weather']],
  [{ subject: { type: 'part', id: 'store' }, kind: 'store-fault' }, ['setUp']],
] as const)('no alarm is a dead end: %j leads to %j', (change, expected) => {
  expect(placesOfAlarm(alarm(change), {}).map(({ kind }) => kind)).toEqual(expected);
});
