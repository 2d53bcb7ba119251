/** Which alarm stands first, which sounds, and what a silence covers. */
import { beforeEach, describe, expect, test } from 'vitest';
import { asideAlarms, callingAlarms, openAlarms, targetAlarm } from '../../src-renderer/client/alarm-order.ts';
import { applyAlarm, applyAlarmEvents, replaceAlarms, useAlarms } from '../../src-renderer/control-room/alarms/alarms-store.ts';
import { dueSound, repeatMs } from '../../src-renderer/control-room/frame/sound-rule.ts';
import { alarm, alarmEvent } from './alarm-samples.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 10, 0, second)).toISOString();
const ids = (alarms: { id: string }[]) => alarms.map(({ id }) => id);

describe('the order of alarms', () => {
  const alarms = Object.fromEntries(
    [
      alarm({ id: 'low', priority: 'low', raised_at: at(0) }),
      alarm({ id: 'high-acknowledged', priority: 'high', state: 'acknowledged', acknowledged: true, raised_at: at(1) }),
      alarm({ id: 'high-second', priority: 'high', raised_at: at(3) }),
      alarm({ id: 'high-first', priority: 'high', raised_at: at(2) }),
      alarm({ id: 'gone', priority: 'medium', state: 'returned', active: false }),
      alarm({ id: 'shelved', priority: 'high', state: 'shelved', shelved: { by: 'x', reason: 'work', until: at(50) } }),
      alarm({ id: 'shelved-shorter', priority: 'low', state: 'shelved', shelved: { by: 'x', reason: 'work', until: at(40) } }),
    ].map((item) => [item.id, item]),
  );
  test('open: worst priority, then what nobody acknowledged, then the oldest', () => {
    expect(ids(openAlarms(alarms))).toEqual(['high-first', 'high-second', 'high-acknowledged', 'gone', 'low']);
  });
  test('a call for help stands before what sensors say of the same priority, until somebody has acknowledged it', () => {
    const call = alarm({ id: 'call', kind: 'panic', priority: 'high', raised_at: at(9) });
    expect(ids(callingAlarms({ ...alarms, call }))[0]).toBe('call');
    const taken = { ...call, state: 'acknowledged' as const };
    expect(ids(openAlarms({ ...alarms, call: taken }))).toEqual([
      ...['high-first', 'high-second', 'high-acknowledged', 'call', 'gone', 'low'],
    ]);
    const slight = { ...call, priority: 'medium' as const };
    expect(ids(callingAlarms({ ...alarms, call: slight }))).toEqual(['high-first', 'high-second', 'call', 'gone', 'low']);
  });
  test('calling: what is gone but unacknowledged still calls, what is acknowledged or shelved does not', () => {
    expect(ids(callingAlarms(alarms))).toEqual(['high-first', 'high-second', 'gone', 'low']);
  });
  test('set aside: the next to come back first', () => {
    expect(ids(asideAlarms(alarms))).toEqual(['shelved-shorter', 'shelved']);
  });
  test.each([
    ['low', 'low'],
    ['high-acknowledged', 'high-acknowledged'],
    ['shelved', 'high-first'],
    ['unknown', 'high-first'],
    [null, 'high-first'],
  ])('with %s selected, a key acts on %s', (selected, target) => {
    expect(targetAlarm(alarms, selected)?.id).toBe(target);
  });
});

describe('the store of alarms', () => {
  beforeEach(() => replaceAlarms([alarm({ id: 'a1', changed_at: at(5) })], at(5)));
  test('an acknowledgement covers what the list held, up to its newest event', () => {
    applyAlarmEvents([{ ...alarmEvent(1, { id: 'a2' }), timestamp: at(9) }]);
    expect(useAlarms.getState().asOf).toBe(at(9));
    expect(Object.keys(useAlarms.getState().alarms)).toEqual(['a1', 'a2']);
  });
  test('a closed alarm leaves the list', () => {
    applyAlarmEvents([alarmEvent(1, { id: 'a1', state: 'normal', active: false, acknowledged: true })]);
    expect(useAlarms.getState().alarms).toEqual({});
  });
  test('an answer that is older than what is known changes nothing', () => {
    applyAlarm(alarm({ id: 'a1', changed_at: at(4), state: 'acknowledged' }));
    expect(useAlarms.getState().alarms['a1']?.state).toBe('unacknowledged');
  });
});

describe('the sound', () => {
  const fresh = { soundedMs: null, heardChangeMs: 0, silentUntilMs: null, silencedAtMs: 0 };
  const high = alarm({ id: 'h', priority: 'high', changed_at: at(0) });
  const low = alarm({ id: 'l', priority: 'low', changed_at: at(1) });
  const heard = { ...fresh, soundedMs: 1_000, heardChangeMs: Date.parse(at(1)) };
  const silent = { ...heard, silentUntilMs: 300_000, silencedAtMs: Date.parse(at(2)) };
  test.each([
    ['nothing calls', [alarm({ state: 'acknowledged' })], fresh, 0, null],
    ['the worst priority is heard', [low, high], fresh, 0, 'high'],
    ['not yet again', [high], heard, 1_000 + repeatMs.high - 1, null],
    ['again, until somebody acknowledges', [high], heard, 1_000 + repeatMs.high, 'high'],
    [
      'a new alarm does not wait for the repeat',
      [high, alarm({ id: 'n', priority: 'low', changed_at: at(7) })],
      heard,
      1_100,
      'high',
    ],
    ['silence covers what was there', [high, low], silent, 200_000, null],
    ['silence ends by itself', [high], silent, 300_000, 'high'],
    ['a new high alarm breaks the silence', [alarm({ id: 'n', priority: 'high', changed_at: at(9) })], silent, 2_000, 'high'],
    [
      'a call for help breaks it, however slight',
      [alarm({ kind: 'panic', priority: 'medium', changed_at: at(9) })],
      silent,
      2_000,
      'medium',
    ],
    ['a new low one does not', [alarm({ id: 'n', priority: 'low', changed_at: at(9) })], silent, 2_000, null],
  ] as const)('%s', (_, alarms, past, nowMs, expected) => {
    expect(dueSound(alarms, past, nowMs)?.priority ?? null).toBe(expected);
  });
});

test('an escalated alarm breaks the silence, sounds twice as often, and not by how loud the operator likes it', () => {
  const past = { soundedMs: 0, heardChangeMs: Date.parse(at(5)), silentUntilMs: null, silencedAtMs: 0 };
  const calm = alarm({ priority: 'medium', changed_at: at(5) });
  const escalated = { ...calm, escalation: 1 as const };
  expect(dueSound([calm], past, repeatMs.medium / 2)).toBeNull();
  expect(dueSound([escalated], past, repeatMs.medium / 2)).toMatchObject({ priority: 'medium', isEscalated: true });
  const silent = { ...past, silentUntilMs: 60_000, silencedAtMs: Date.parse(at(4)) };
  expect(dueSound([calm], silent, 1_000)).toBeNull();
  expect(dueSound([escalated], silent, 30_000)).toMatchObject({ isEscalated: true });
});
