/** Delays, priorities, words, groups and restarts, each as a short story in time. */
import { describe, expect, test } from 'vitest';
import { alarmId } from '../../src-main/alarms/alarm-id.ts';
import { condition, createBench, keyOf, openIds, startMs } from './bench.ts';

const acknowledge = (seenMs: number, by = 'asha') => ({ kind: 'acknowledge', by, seenMs }) as const;

describe('on-delay and off-delay', () => {
  test('a condition alarms only when it was listed for its whole on-delay', () => {
    const bench = createBench();
    bench.after(0, [condition('a')]);
    expect(bench.after(9.999, [condition('a')])).toEqual([]);
    expect(bench.after(0.001, [condition('a')])).toEqual(['raised:unacknowledged']);
    expect(bench.alarm('a')).toMatchObject({ raisedMs: startMs + 10_000, active: true, acknowledged: false });
  });

  test('a gap starts the on-delay again and leaves nothing behind', () => {
    const bench = createBench();
    bench.after(0, [condition('a')]);
    bench.after(9, []);
    expect(bench.book().pending.size).toBe(0);
    bench.after(1, [condition('a')]);
    expect(bench.after(9, [condition('a')])).toEqual([]);
  });

  test('a gap in knowledge doesn’t start it again', () => {
    const bench = createBench();
    bench.after(0, [condition('a')]);
    bench.after(6, [], ['a']);
    expect(bench.after(6, [condition('a')])).toEqual(['raised:unacknowledged']);
  });

  test('a condition that trembles slower than the on-delay and faster than the off-delay is one alarm', () => {
    const bench = createBench();
    for (let i = 0; i < 20; i += 1) {
      bench.after(12, [condition('a')]);
      bench.after(12, []);
    }
    for (let i = 0; i < 3; i += 1) bench.after(12, [condition('a')]);
    expect(bench.transitions().map(({ kind }) => kind)).toEqual(['raised']);
  });

  test('a worse level waits for its own on-delay, and counts from when it was reached', () => {
    const bench = createBench();
    bench.after(0, [condition('a', 'low')]);
    bench.after(5, [condition('a', 'high')]);
    expect(bench.after(5, [condition('a', 'high')])).toEqual(['raised:unacknowledged']);
    expect(bench.alarm('a')?.priority).toBe('low');
    expect(bench.after(5, [condition('a', 'high')])).toEqual(['worsened:unacknowledged']);
    expect(bench.alarm('a')?.priority).toBe('high');
  });

  test('a surge straight to high raises one alarm, high', () => {
    const bench = createBench();
    bench.after(0, [condition('a', 'high')]);
    expect(bench.after(10, [condition('a', 'high')])).toEqual(['raised:unacknowledged']);
    expect(bench.alarm('a')?.priority).toBe('high');
  });

  test('a key that is listed twice counts once, as the worse of both', () => {
    const bench = createBench();
    const twice = [condition('a', 'high'), condition('a', 'low')];
    bench.after(0, twice);
    bench.after(10, twice);
    expect(openIds(bench.book())).toEqual(['a']);
    expect(bench.alarm('a')?.priority).toBe('high');
  });
});

describe('facts', () => {
  const worded = (facts: Record<string, string | number | null>) => condition('a', 'low', { facts, onDelayMs: 0 });

  test('figures are no event, other words are, at most every ten seconds', () => {
    const bench = createBench();
    bench.after(0, [worded({ band: 'red', value: 1, time: null })]);
    expect(bench.after(60, [worded({ band: 'red', value: 2, time: 5 })])).toEqual([]);
    expect(bench.after(1, [worded({ band: 'black', value: 3 })])).toEqual(['updated:unacknowledged']);
    expect(bench.after(9, [worded({ band: 'red', value: 3 })])).toEqual([]);
    expect(bench.after(1, [worded({ band: 'red', value: 3 })])).toEqual(['updated:unacknowledged']);
    expect(bench.after(60, [worded({ band: 'red', reason: 'timeout' })])).toEqual([]);
  });

  test('an update asks for no second acknowledgement', () => {
    const bench = createBench();
    bench.after(0, [worded({ band: 'red' })]);
    bench.command('a', acknowledge(bench.nowMs()));
    expect(bench.after(60, [worded({ band: 'black' })])).toEqual(['updated:acknowledged']);
  });
});

describe('what can’t be told', () => {
  test('an active alarm is held, says so, and returns only after the whole off-delay of knowing', () => {
    const bench = createBench();
    bench.after(0, [condition('a')]);
    bench.after(10, [condition('a')]);
    expect(bench.after(20, [], ['a'])).toEqual(['updated:unacknowledged']);
    expect(bench.alarm('a')?.facts).toMatchObject({ value: 2.5, held: 'not-measured' });
    expect(bench.after(3600, [], ['a'])).toEqual([]);
    expect(bench.after(1, [])).toEqual([]);
    expect(bench.after(29, [])).toEqual([]);
    expect(bench.after(1, [])).toEqual(['returned:returned']);
    expect(bench.alarm('a')?.facts).not.toHaveProperty('held');
  });

  test('an off-delay that had begun begins again', () => {
    const bench = createBench();
    bench.after(0, [condition('a')]);
    bench.after(10, [condition('a')]);
    bench.after(1, []);
    bench.after(25, [], ['a']);
    bench.after(1, []);
    expect(bench.after(29, [])).toEqual([]);
    expect(bench.after(1, [])).toEqual(['returned:returned']);
  });
});

describe('a restart', () => {
  test('keeps an acknowledged alarm, raises no second one, and closes it only when it is known to be gone', () => {
    const bench = createBench();
    bench.after(0, [condition('a')]);
    bench.after(10, [condition('a')]);
    bench.command('a', acknowledge(bench.nowMs()));
    const id = bench.alarm('a')?.id;
    for (let i = 0; i < 20; i += 1) {
      bench.restart();
      expect(bench.after(3, [], ['a']).filter((step) => !step.startsWith('updated'))).toEqual([]);
      bench.after(10, [condition('a')]);
      bench.after(10, [condition('a')]);
      expect(bench.alarm('a')).toMatchObject({ id, life: 'acknowledged', acknowledgedBy: 'asha' });
    }
    bench.restart();
    bench.after(1, []);
    expect(bench.after(29, [])).toEqual([]);
    expect(bench.after(1, [])).toEqual(['returned:normal', 'closed:normal']);
    expect(bench.transitions().filter(({ kind }) => kind === 'raised')).toHaveLength(1);
  });

  test('keeps a shelving with its owner and reason, and ends it on time', () => {
    const bench = createBench();
    bench.after(0, [condition('a')]);
    bench.after(10, [condition('a')]);
    bench.command('a', { kind: 'shelve', by: 'asha', reason: 'drill', untilMs: bench.nowMs() + 60_000 });
    bench.restart();
    expect(bench.alarm('a')?.shelving).toMatchObject({ by: 'asha', reason: 'drill' });
    expect(bench.after(59.9, [condition('a')])).toEqual([]);
    expect(bench.after(0.1, [condition('a')])).toEqual(['unshelved:unacknowledged']);
  });

  test('keeps what is out of service out of service', () => {
    const bench = createBench();
    bench.after(0, [condition('a')]);
    bench.after(10, [condition('a')]);
    bench.command('a', { kind: 'out-of-service', by: 'ravi', reason: 'repair' });
    bench.restart();
    expect(bench.after(60, [condition('a')])).toEqual([]);
    expect(bench.command('a', { kind: 'in-service', by: 'ravi' }).ok).toBe(true);
  });

  test('ends a shelving that the clock, set back meanwhile, would make endless', () => {
    const bench = createBench();
    bench.after(0, [condition('a')]);
    bench.after(10, [condition('a')]);
    bench.command('a', { kind: 'shelve', by: 'asha', reason: 'drill', untilMs: bench.nowMs() + 60_000 });
    bench.restart();
    expect(bench.after(-30 * 86_400, [condition('a')])).toEqual(['unshelved:unacknowledged']);
    expect(bench.command('a', acknowledge(bench.nowMs())).ok).toBe(true);
  });

  test('lets an alarm be acknowledged though the clock was set back meanwhile', () => {
    const bench = createBench();
    bench.after(0, [condition('a')]);
    bench.after(10, [condition('a')]);
    bench.after(-3600, [condition('a')]);
    bench.restart();
    expect(bench.command('a', acknowledge(bench.nowMs())).ok).toBe(true);
  });

  test('lets an alarm be acknowledged from a list made after its newest change', () => {
    const bench = createBench();
    bench.after(0, [condition('a')]);
    bench.after(10, [condition('a')]);
    const raisedMs = bench.nowMs();
    bench.restart();
    expect(bench.command('a', acknowledge(raisedMs - 1))).toMatchObject({ ok: false, code: 'CONFLICT' });
    expect(bench.command('a', acknowledge(raisedMs)).ok).toBe(true);
  });
});

describe('suppression by design', () => {
  const lost = condition('camera', 'medium', { onDelayMs: 0, offDelayMs: 10_000 });
  const child = (id: string) => condition(id, 'medium', { inhibitedBy: [keyOf('camera')] });

  test('a child raised under its parent is kept, never announced, and closes without an acknowledgement', () => {
    const bench = createBench();
    bench.after(0, [lost, child('a')]);
    expect(bench.after(10, [lost, child('a')])).toEqual(['suppressed:suppressed']);
    expect(bench.alarm('a')?.suppressedBy).toBe(keyOf('camera'));
    bench.after(1, [lost]);
    expect(bench.after(30, [lost])).toEqual(['closed:normal']);
  });

  test('a child that outlives its parent is announced then', () => {
    const bench = createBench();
    bench.after(0, [lost, child('a')]);
    bench.after(10, [lost, child('a')]);
    bench.after(1, [child('a')]);
    const before = bench.nowMs();
    expect(bench.after(10, [child('a')])).toEqual(['returned:returned', 'unsuppressed:unacknowledged']);
    expect(bench.command('a', acknowledge(before))).toMatchObject({ code: 'CONFLICT' });
  });

  test('an acknowledged child comes back acknowledged', () => {
    const bench = createBench();
    bench.after(0, [child('a')]);
    bench.after(10, [child('a')]);
    bench.command('a', acknowledge(bench.nowMs()));
    bench.after(1, [lost, child('a')]);
    bench.after(1, [child('a')]);
    expect(bench.after(10, [child('a')])).toContain('unsuppressed:acknowledged');
  });

  test('sixteen cameras behind one group are one announcement', () => {
    const bench = createBench();
    const group = condition('group', 'high', { onDelayMs: 1000 });
    const cameras = Array.from({ length: 16 }, (_, i) =>
      condition(`c${i}`, 'medium', { onDelayMs: 5000, inhibitedBy: [keyOf('group')] }),
    );
    for (let s = 0; s < 20; s += 1) bench.after(1, [group, ...cameras]);
    const announced = bench.transitions().filter(({ alarm }) => alarm.life === 'unacknowledged');
    expect(announced.map(({ kind, alarm }) => `${kind} ${alarm.subject.id}`)).toEqual(['raised group']);
    expect(bench.book().open.size).toBe(17);
  });

  test('a ring of parents leaves one of them in view', () => {
    const bench = createBench();
    const ring = ['a', 'b', 'c'].map((id, i) => condition(id, 'low', { inhibitedBy: [keyOf(['b', 'c', 'a'][i] ?? '')] }));
    bench.after(0, ring);
    bench.after(10, ring);
    expect(['a', 'b', 'c'].filter((id) => bench.alarm(id)?.life === 'unacknowledged')).toHaveLength(1);
  });

  test('life safety is never hidden', () => {
    const bench = createBench();
    const panic = condition('panic', 'high', { latching: true, onDelayMs: 0, inhibitedBy: [keyOf('camera')] });
    expect(bench.after(0, [lost, panic])).toEqual(['raised:unacknowledged', 'raised:unacknowledged']);
  });
});

test('the list puts what waits for an acknowledgement first, then the worst, then the first-out', () => {
  const bench = createBench();
  const all = [condition('low', 'low'), condition('first', 'high'), condition('seen', 'high')];
  bench.after(0, all);
  bench.after(1, [...all, condition('second', 'high')]);
  bench.after(9, [...all, condition('second', 'high')]);
  bench.after(1, [...all, condition('second', 'high')]);
  bench.command('seen', acknowledge(bench.nowMs()));
  expect(openIds(bench.book())).toEqual(['first', 'second', 'low', 'seen']);
});

test('ids differ by key and by time, and never repeat', () => {
  const ids = new Set<string>();
  for (let i = 0; i < 300; i += 1)
    for (const key of ['a', 'b', `zone:${i}`]) ids.add(alarmId(key, startMs + i, (id) => ids.has(id)));
  expect(ids.size).toBe(900);
  expect(alarmId('a', startMs, (id) => id === alarmId('a', startMs, () => false))).toMatch(/-2$/);
});
