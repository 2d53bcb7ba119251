/** What staff answer: which answer is news, that it leaves the alarm's life alone, and that the list stays bounded. */
import { describe, expect, test } from 'vitest';
import type { Alarm } from '../../src-contract/domain/alarm.ts';
import type { AnswerKind } from '../../src-contract/domain/alarm-answer.ts';
import { type Bench, condition, createBench, keyOf } from './bench.ts';

function raised(): Bench {
  const bench = createBench();
  bench.after(0, [condition('a', 'high')]);
  bench.after(10, [condition('a', 'high')]);
  return bench;
}

function answer(bench: Bench, name: string, kind: AnswerKind, agoS = 0) {
  const given = { byId: `session:${name}`, answer: kind, atMs: bench.nowMs() - agoS * 1000 };
  return bench.command('a', { kind: 'answer', by: name, ...given });
}

const said = (alarm: Alarm | undefined) => alarm?.answers.map(({ name, answer: kind }) => `${name} ${kind}`);

/** What one person says one after the other, a second apart, and which of it is news. */
const orders: readonly [readonly AnswerKind[], readonly AnswerKind[]][] = [
  [['seen'], ['seen']],
  [['seen', 'seen'], ['seen']],
  [
    ['seen', 'on_my_way', 'done'],
    ['seen', 'on_my_way', 'done'],
  ],
  [['on_my_way', 'seen'], ['on_my_way']],
  [['done', 'seen'], ['done']],
  [
    ['on_my_way', 'on_my_way', 'done', 'done'],
    ['on_my_way', 'done'],
  ],
  [
    ['done', 'on_my_way'],
    ['done', 'on_my_way'],
  ],
];

test.each(orders)('%j leads to %j', (given, news) => {
  const bench = raised();
  for (const kind of given) {
    bench.after(1, [condition('a', 'high')]);
    expect(answer(bench, 'asha', kind).ok).toBe(true);
  }
  const steps = bench.transitions().filter(({ kind }) => kind === 'answered');
  expect(steps.map(({ note }) => note)).toEqual(news);
  expect(steps.every(({ actor }) => actor === 'asha')).toBe(true);
  expect(said(bench.alarm('a'))).toEqual([`asha ${news.at(-1)}`]);
});

test('an answer that was held up on its way doesn’t undo a later one', () => {
  const bench = raised();
  bench.after(20, [condition('a', 'high')]);
  answer(bench, 'asha', 'done', 5);
  expect(answer(bench, 'asha', 'on_my_way', 8)).toMatchObject({ ok: true, transitions: [] });
  expect(said(bench.alarm('a'))).toEqual(['asha done']);
});

test('nobody answers before the alarm or in the future, whatever their clock says', () => {
  const bench = raised();
  answer(bench, 'early', 'seen', 3600);
  answer(bench, 'late', 'seen', -3600);
  expect(bench.alarm('a')?.answers.map(({ atMs }) => atMs)).toEqual([bench.alarm('a')?.raisedMs, bench.nowMs()]);
});

describe('answering is not acknowledging', () => {
  test('state, priority and what an acknowledgement has to have seen stay', () => {
    const bench = raised();
    const before = bench.alarm('a');
    const seenMs = bench.nowMs();
    bench.after(1, [condition('a', 'high')]);
    answer(bench, 'asha', 'done');
    const after = bench.alarm('a');
    expect({ ...after, answers: [], changedMs: 0 }).toEqual({ ...before, changedMs: 0 });
    expect(bench.command('a', { kind: 'acknowledge', by: 'ravi', seenMs })).toMatchObject({ ok: true });
  });

  test('answers don’t hold back new words', () => {
    const bench = raised();
    bench.after(9, [condition('a', 'high')]);
    answer(bench, 'asha', 'on_my_way');
    expect(bench.after(2, [condition('a', 'high', { facts: { zoneName: 'b' } })])).toEqual(['updated:unacknowledged']);
  });

  test('what nobody was told of is answered at its parent', () => {
    const bench = createBench();
    const both = [condition('a', 'high', { inhibitedBy: [keyOf('b')] }), condition('b', 'high')];
    bench.after(0, both);
    bench.after(10, both);
    expect(answer(bench, 'asha', 'seen')).toMatchObject({ ok: false, code: 'CONFLICT' });
  });
});

test('a closed alarm is answered no more, but what it knows already is no fault', () => {
  const bench = raised();
  answer(bench, 'asha', 'on_my_way');
  const alarmId = bench.alarm('a')?.id ?? '';
  bench.command('a', { kind: 'acknowledge', by: 'ravi', seenMs: bench.nowMs() });
  bench.after(1, []);
  bench.after(30, []);
  const say = (kind: AnswerKind) =>
    bench.commandId(alarmId, { kind: 'answer', by: 'asha', byId: 'session:asha', answer: kind, atMs: bench.nowMs() });
  expect(say('on_my_way')).toMatchObject({ ok: true, transitions: [], alarm: { life: 'normal' } });
  expect(say('done')).toMatchObject({ ok: false, code: 'CONFLICT' });
  expect(bench.commandId('none', { kind: 'answer', by: 'asha', byId: 'x', answer: 'seen', atMs: 0 })).toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('of very many people, who has only seen it makes room first and who is on the way last', () => {
  const bench = raised();
  answer(bench, 'first', 'on_my_way');
  for (let i = 0; i < 30; i += 1) answer(bench, `seen${i}`, 'seen');
  for (let i = 0; i < 30; i += 1) answer(bench, `coming${i}`, 'on_my_way');
  const alarm = bench.alarm('a');
  expect(alarm?.answers).toHaveLength(50);
  expect(alarm?.answersLeftOut).toBe(11);
  expect(alarm?.answers[0]?.name).toBe('first');
  expect(said(alarm)?.filter((one) => one.endsWith('on_my_way'))).toHaveLength(31);
  answer(bench, 'first', 'done');
  expect(bench.alarm('a')).toMatchObject({ answersLeftOut: 11 });
  expect(said(bench.alarm('a'))?.at(-1)).toBe('first done');
});

test('answers outlive a restart', () => {
  const bench = raised();
  answer(bench, 'asha', 'on_my_way');
  bench.restart();
  expect(said(bench.alarm('a'))).toEqual(['asha on_my_way']);
  expect(answer(bench, 'asha', 'on_my_way')).toMatchObject({ transitions: [] });
});
