/** How a flood is folded: under what, and that nothing is lost or hidden that weighs more. */
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { AlarmReply } from '../../src-contract/api/alarms.ts';
import { alarmPriorities } from '../../src-contract/domain/alarm.ts';
import { groupedAlarms, hiddenCounts } from '../../src-renderer/client/alarm-groups.ts';
import { openAlarms } from '../../src-renderer/client/alarm-order.ts';
import { createGather } from '../../src-renderer/client/gather.ts';
import { alarm } from './alarm-samples.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 10, 0, second)).toISOString();
const listed = (alarms: readonly AlarmReply[]) => openAlarms(Object.fromEntries(alarms.map((one) => [one.id, one])));
const shape = (alarms: readonly AlarmReply[], first = 'none') =>
  groupedAlarms(listed(alarms), first).map(({ alarm: { id }, members }) => [id, members.length]);

const cameras = Array.from({ length: 16 }, (_, i) =>
  alarm({ id: `cam${i}`, kind: 'camera-offline', subject: { type: 'camera', id: `c${i}` }, priority: 'high', raised_at: at(i) }),
);
const panic = (id: string, zoneId: string, second: number) =>
  alarm({ id, kind: 'panic', priority: 'high', subject: { type: 'incident', id }, facts: { zoneId }, raised_at: at(second) });

test('16 cameras are one line under the one that was lost first', () => {
  expect(shape(cameras)).toEqual([['cam0', 15]]);
});

test('the first alarm of the flood stands for itself', () => {
  expect(shape(cameras, 'cam3')).toEqual([
    ['cam0', 14],
    ['cam3', 0],
  ]);
});

test('calls for help are folded by place, and two of a kind are not folded', () => {
  const panics = [panic('a', 'p1', 1), panic('b', 'p2', 2), panic('c', 'p1', 3), panic('d', 'p1', 4), panic('e', 'p2', 5)];
  expect(shape(panics)).toEqual([
    ['a', 2],
    ['b', 0],
    ['e', 0],
  ]);
});

test('what is acknowledged never stands before what still calls', () => {
  const [first, ...others] = cameras;
  if (first === undefined) throw new Error('there are cameras');
  const seen = { ...first, state: 'acknowledged', acknowledged: true } as const;
  expect(shape([seen, ...others])).toEqual([
    ['cam1', 14],
    ['cam0', 0],
  ]);
});

test('whatever comes, each alarm stands there once, and its line weighs as much and calls as loudly', () => {
  const kinds = ['camera-offline', 'panic', 'crowd-density'] as const;
  const any = fc.record({
    kind: fc.constantFrom(...kinds),
    priority: fc.constantFrom(...alarmPriorities),
    state: fc.constantFrom('unacknowledged', 'acknowledged', 'returned'),
    raised_at: fc.nat(50).map(at),
    facts: fc.constantFrom({ zoneId: 'p1' }, { zoneId: 'p2' }, {}),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 60 }), (changes) => {
      const alarms = changes.map((change, i) => alarm({ ...change, id: `a${i}` } as Partial<AlarmReply>));
      const entries = groupedAlarms(listed(alarms), 'a0');
      const shown = entries.flatMap((entry) => [entry.alarm, ...entry.members]);
      expect(shown.map(({ id }) => id).sort()).toEqual(alarms.map(({ id }) => id).sort());
      for (const entry of entries)
        for (const member of entry.members) {
          expect(member).toMatchObject({ kind: entry.alarm.kind, priority: entry.alarm.priority });
          expect(member.state === 'acknowledged').toBe(entry.alarm.state === 'acknowledged');
          expect(Date.parse(member.raised_at)).toBeGreaterThanOrEqual(Date.parse(entry.alarm.raised_at));
        }
    }),
    { numRuns: 200, seed: 191 },
  );
});

test('each alarm that explains others is told how many', () => {
  const hidden = (id: string) => alarm({ id, key: id, state: 'suppressed', suppressed_by: 'camera-offline:camera:c1' });
  expect(hiddenCounts({ a: hidden('a'), b: hidden('b'), c: alarm({ id: 'c' }) })).toEqual(
    new Map([['camera-offline:camera:c1', 2]]),
  );
});

test('of quick news the first is handed over at once and the rest together, or before the whole is replaced', () => {
  vi.useFakeTimers();
  const told: (readonly number[])[] = [];
  const gather = createGather<number>((items) => told.push(items), 100);
  for (let i = 0; i < 500; i += 1) gather.add([i]);
  expect(told).toEqual([[0]]);
  vi.advanceTimersByTime(100);
  expect(told[1]).toHaveLength(499);
  gather.add([1]);
  gather.add([2]);
  gather.flush();
  expect(told.slice(2)).toEqual([[1], [2]]);
  vi.useRealTimers();
});
