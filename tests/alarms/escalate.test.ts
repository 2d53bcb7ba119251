/** Whom an alarm calls when nobody acknowledges it, and when: by the fake clock, also over a restart. */
import { expect, test } from 'vitest';
import { condition, createBench } from './bench.ts';

const after = { high: 60_000, medium: 300_000, low: null };
const soon = { onDelayMs: 0 };

function raised(priority: 'low' | 'medium' | 'high') {
  const bench = createBench(after);
  const listed = [condition('p1', priority, soon)];
  bench.after(0, listed);
  const go = (seconds: number) => bench.after(seconds, listed);
  return { bench, listed, go };
}

test.each([
  ['high', 59, 1, 59, 1],
  ['medium', 299, 1, 299, 1],
] as const)('%s calls at %i + %i s, and everybody after as long again', (priority, before, first, again, second) => {
  const { bench, go } = raised(priority);
  expect(go(before)).toEqual([]);
  expect(go(first)).toEqual(['escalated:unacknowledged']);
  expect(go(again)).toEqual([]);
  expect(go(second)).toEqual(['escalated:unacknowledged']);
  expect(bench.alarm('p1')).toMatchObject({ escalation: 2 });
  expect(bench.transitions().map(({ note }) => note)).toEqual([null, '1', '2']);
  expect(go(86_400)).toEqual([]);
});

test('low calls nobody', () => {
  const { go } = raised('low');
  expect(go(86_400)).toEqual([]);
});

test('an acknowledgement ends it, and a worse alarm has its whole time again', () => {
  const { bench, go } = raised('medium');
  go(300);
  bench.command('p1', { kind: 'acknowledge', by: 'asha', seenMs: bench.nowMs() });
  expect(bench.alarm('p1')).toMatchObject({ escalation: 0, callingSinceMs: null });
  expect(go(3600)).toEqual([]);
  const worse = [condition('p1', 'high', soon)];
  expect(bench.after(1, worse)).toEqual(['worsened:unacknowledged']);
  expect(bench.after(59, worse)).toEqual([]);
  expect(bench.after(1, worse)).toEqual(['escalated:unacknowledged']);
});

test('a restart forgets neither since when it calls nor who was called', () => {
  const { bench, go } = raised('high');
  go(60);
  bench.command('p1', { kind: 'comment', by: 'asha', text: 'looking' });
  bench.restart();
  expect(go(59)).toEqual([]);
  expect(go(1)).toEqual(['escalated:unacknowledged']);
  expect(bench.alarm('p1')).toMatchObject({ escalation: 2, comments: 1 });
});

test('what went by while the station was down is one step', () => {
  const { bench, go } = raised('high');
  bench.restart();
  expect(go(600)).toEqual(['escalated:unacknowledged']);
  expect(bench.alarm('p1')).toMatchObject({ escalation: 2 });
});

test('shelved and suppressed ones call nobody, and begin anew when they are back', () => {
  const { bench, go } = raised('high');
  bench.command('p1', { kind: 'shelve', by: 'asha', reason: 'drill', untilMs: bench.nowMs() + 600_000 });
  expect(go(599)).toEqual([]);
  expect(go(1)).toEqual(['unshelved:unacknowledged']);
  expect(go(60)).toEqual(['escalated:unacknowledged']);
  const hidden = [condition('cam', 'high', soon), condition('p1', 'high', { ...soon, inhibitedBy: ['crowd-density:zone:cam'] })];
  expect(bench.after(1, hidden)).toEqual(['suppressed:suppressed', 'raised:unacknowledged']);
  expect(bench.alarm('p1')).toMatchObject({ escalation: 0 });
});

test('one that is gone by itself waits, and calls at once when it comes back', () => {
  const { bench, listed } = raised('high');
  bench.after(1, []);
  expect(bench.after(31, [])).toEqual(['returned:returned']);
  expect(bench.after(100, [])).toEqual([]);
  expect(bench.after(1, listed)).toEqual(['reactivated:unacknowledged', 'escalated:unacknowledged']);
});
