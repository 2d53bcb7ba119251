/** What holds for every history of conditions, gaps of knowledge, commands and restarts. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Alarm,
  type AlarmPriority,
  type AlarmTransition,
  alarmEventKinds,
  alarmPriorities,
} from '../../src-contract/domain/alarm.ts';
import { lifeOf } from '../../src-main/alarms/alarm-step.ts';
import { type Command, condition, createBench, keyOf, replayed } from './bench.ts';

const ids = ['a', 'b', 'c', 'panic'] as const;

type Action =
  | {
      readonly kind: 'advance';
      readonly seconds: number;
      readonly listed: readonly (AlarmPriority | null)[];
      readonly unknown: readonly boolean[];
    }
  | { readonly kind: 'command'; readonly target: number; readonly ageS: number; readonly command: Command['kind'] }
  | { readonly kind: 'restart' };

const perId = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: ids.length, maxLength: ids.length });
const commands: readonly Command['kind'][] = [
  ...(['acknowledge', 'shelve', 'unshelve', 'reset', 'out-of-service', 'in-service'] as const),
  ...(['answer', 'extend', 'comment', 'assign', 'step', 'step', 'step'] as const),
];
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('advance' as const),
      seconds: fc.constantFrom(0, 0.5, 5, 10, 31, 400),
      listed: perId(fc.constantFrom(null, null, ...alarmPriorities)),
      unknown: perId(fc.constantFrom(false, false, false, true)),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('command' as const),
      target: fc.nat(20),
      ageS: fc.constantFrom(0, 0, 20),
      command: fc.constantFrom(...commands),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const }) },
);

/** `b` is hidden by `a`, `c` by `b`; `panic` latches. */
function listOf(listed: readonly (AlarmPriority | null)[]) {
  const parents: Readonly<Record<string, string>> = { b: 'a', c: 'b' };
  return ids.flatMap((id, i) => {
    const priority = listed[i] ?? null;
    const parent = parents[id];
    const more = {
      latching: id === 'panic',
      inhibitedBy: parent === undefined ? [] : [keyOf(parent)],
      facts: { level: priority },
    };
    return priority === null ? [] : [condition(id, priority, more)];
  });
}

function commandOf(kind: Command['kind'], nowMs: number, ageS: number): Command {
  const by = 'asha';
  switch (kind) {
    case 'acknowledge':
      return { kind, by, seenMs: nowMs - ageS * 1000 };
    case 'shelve':
    case 'extend':
      return { kind, by, reason: 'drill', untilMs: nowMs + 60_000 + ageS };
    case 'out-of-service':
      return { kind, by, reason: 'repair' };
    case 'answer':
      return { kind, by, byId: `session:${ageS}`, answer: ageS === 0 ? 'seen' : 'on_my_way', atMs: nowMs - ageS * 1000 };
    case 'comment':
      return { kind, by, text: 'on the radio with platform 1' };
    case 'assign':
      return { kind, by, to: ageS === 0 ? { id: 'session:a1', name: 'Asha' } : null };
    case 'step':
      return { kind, by, step: '1', text: 'Look at the camera.', done: ageS === 0 };
    default:
      return { kind, by };
  }
}

function play(actions: readonly Action[]) {
  const bench = createBench({ high: 20_000, medium: 60_000, low: null });
  for (const one of actions) {
    if (one.kind === 'restart') bench.restart();
    else if (one.kind === 'advance') {
      const unknown = ids.filter((_, i) => one.unknown[i]);
      bench.after(1, listOf(one.listed), unknown);
      bench.after(one.seconds, listOf(one.listed), unknown);
      // A second look at the same instant must find nothing left to do.
      expect(bench.after(0, listOf(one.listed), unknown)).toEqual([]);
    } else {
      const all = replayed(bench.transitions());
      const alarm = all[all.length - 1 - (one.target % Math.max(1, all.length))];
      if (alarm !== undefined) bench.commandId(alarm.id, commandOf(one.command, bench.nowMs(), one.ageS));
    }
    checkBook(
      bench.transitions(),
      [...bench.book().open.values()].map(({ alarm }) => alarm),
    );
  }
  return bench.transitions();
}

/** The book is what its transitions say, and holds one open alarm a key at most. */
function checkBook(transitions: readonly AlarmTransition[], open: readonly Alarm[]): void {
  const stored = replayed(transitions).filter(({ closedMs }) => closedMs === null);
  const byId = (a: Alarm, b: Alarm): number => (a.id < b.id ? -1 : 1);
  expect(open.toSorted(byId)).toEqual(stored.toSorted(byId));
  expect(new Set(stored.map(({ key }) => key)).size).toBe(stored.length);
}

function checkLife(before: Alarm | undefined, { kind, alarm, atMs }: AlarmTransition): void {
  expect(alarm.life).toBe(lifeOf(alarm, alarm.life === 'out-of-service'));
  expect(alarm.changedMs).toBe(atMs);
  expect(alarm.acknowledged).toBe(alarm.acknowledgedBy !== null);
  if (before === undefined) {
    expect(['raised', 'suppressed']).toContain(kind);
    return;
  }
  expect(before.closedMs).toBeNull();
  // The cause of a latched alarm that goes and comes again changes nothing but what an acknowledgement has to have seen.
  const relatched = alarm.latching && kind === 'reactivated';
  if (!relatched) expect({ ...alarm, changedMs: 0 }).not.toEqual({ ...before, changedMs: 0 });
  if (kind === 'answered') expect({ ...alarm, answers: [], changedMs: 0 }).toEqual({ ...before, answers: [], changedMs: 0 });
  if (['commented', 'assigned', 'step-done', 'step-undone', 'escalated'].includes(kind)) expect(alarm.life).toBe(before.life);
  // Nobody is called for one that was acknowledged, set aside or hidden.
  if (alarm.life !== 'unacknowledged' && alarm.life !== 'returned')
    expect(alarm).toMatchObject({ callingSinceMs: null, escalation: 0 });
  else expect(alarm.callingSinceMs).not.toBeNull();
  if (kind === 'acknowledged') expect(alarm.active).toBe(before.active);
  if (alarm.acknowledged && !before.acknowledged) expect(kind).toBe('acknowledged');
  if (!alarm.acknowledged && before.acknowledged) expect(['worsened', 'reactivated', 'unshelved', 'in-service']).toContain(kind);
  if (alarm.active && !before.active) expect(kind).toBe('reactivated');
  if (!alarm.active && before.active) expect(['returned', 'reset', 'closed']).toContain(kind);
  if (alarm.closedMs !== null) expect(kind).toBe('closed');
  if (alarm.latching) {
    expect(['shelved', 'suppressed', 'out-of-service']).not.toContain(alarm.life);
    if (before.active && !alarm.active) expect(kind).toBe('reset');
  }
}

test('one open alarm a key, closed for ever, one transition a change, and the log is the book', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
      const last = new Map<string, Alarm>();
      for (const transition of play(actions)) {
        checkLife(last.get(transition.alarm.id), transition);
        last.set(transition.alarm.id, transition.alarm);
        seen.add(`${transition.kind}:${transition.alarm.life}`);
      }
    }),
    { numRuns: 600, seed: 18 },
  );
  // The histories reach every kind of step; else the properties above say little.
  expect([...new Set([...seen].map((step) => step.split(':')[0]))].toSorted()).toEqual(alarmEventKinds.toSorted());
});

test('an announced alarm closes only after somebody acknowledged it', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
      const announced = new Set<string>();
      for (const { alarm } of play(actions)) {
        if (alarm.life === 'unacknowledged') announced.add(alarm.id);
        if (alarm.closedMs !== null && announced.has(alarm.id)) expect(alarm.acknowledgedBy).not.toBeNull();
      }
    }),
    { numRuns: 200, seed: 62682 },
  );
});
