/** Commands: what is refused and why, and what two operators at once lead to. */
import { describe, expect, test } from 'vitest';
import { type Bench, type Command, condition, createBench } from './bench.ts';

const hourMs = 3_600_000;

function raised(priority: 'low' | 'high' = 'low', latching = false): Bench {
  const bench = createBench();
  bench.after(0, [condition('a', priority, { latching })]);
  bench.after(10, [condition('a', priority, { latching })]);
  return bench;
}

describe('acknowledge', () => {
  test('covers only what existed before the click', () => {
    const bench = raised();
    const seenMs = bench.nowMs();
    bench.after(1, [condition('a', 'high')]);
    bench.after(10, [condition('a', 'high')]);
    expect(bench.command('a', { kind: 'acknowledge', by: 'asha', seenMs })).toMatchObject({ ok: false, code: 'CONFLICT' });
    expect(bench.command('a', { kind: 'acknowledge', by: 'asha', seenMs: bench.nowMs() }).ok).toBe(true);
  });

  test('covers what only eased or returned since', () => {
    const bench = raised('high');
    const seenMs = bench.nowMs();
    bench.after(1, [condition('a', 'low')]);
    bench.after(30, [condition('a', 'low')]);
    bench.after(1, []);
    bench.after(30, []);
    expect(bench.command('a', { kind: 'acknowledge', by: 'asha', seenMs })).toMatchObject({
      ok: true,
      alarm: { life: 'normal' },
    });
  });

  test('of two operators while it clears: the first is recorded, the second changes nothing, nothing re-opens', () => {
    const bench = raised();
    const seenMs = bench.nowMs();
    const id = bench.alarm('a')?.id ?? '';
    bench.after(1, []);
    expect(bench.commandId(id, { kind: 'acknowledge', by: 'asha', seenMs }).ok).toBe(true);
    bench.after(29, []);
    bench.after(1, []);
    const second = bench.commandId(id, { kind: 'acknowledge', by: 'ravi', seenMs });
    expect(second).toMatchObject({ ok: true, transitions: [], alarm: { acknowledgedBy: 'asha', life: 'normal' } });
    expect(bench.after(60, [])).toEqual([]);
    expect(bench.transitions().filter(({ kind }) => kind === 'acknowledged')).toHaveLength(1);
  });

  test('a time from a list that travelled as ISO 8601 is as good as the time itself', () => {
    const bench = createBench();
    bench.after(0.0007, [condition('a')]);
    bench.after(10, [condition('a')]);
    const seenMs = Date.parse(new Date(bench.nowMs()).toISOString());
    expect(bench.command('a', { kind: 'acknowledge', by: 'asha', seenMs }).ok).toBe(true);
  });
});

const refusals: readonly [string, Command, 'CONFLICT' | 'BAD_REQUEST'][] = [
  ['no name', { kind: 'acknowledge', by: ' ', seenMs: 0 }, 'BAD_REQUEST'],
  ['a list from the future', { kind: 'acknowledge', by: 'asha', seenMs: Number.MAX_SAFE_INTEGER }, 'BAD_REQUEST'],
  ['a list from nowhere', { kind: 'acknowledge', by: 'asha', seenMs: Number.NaN }, 'BAD_REQUEST'],
  ['shelving without a reason', { kind: 'shelve', by: 'asha', reason: '  ', untilMs: hourMs }, 'BAD_REQUEST'],
  ['a reason without end', { kind: 'shelve', by: 'asha', reason: 'x'.repeat(501), untilMs: hourMs }, 'BAD_REQUEST'],
  ['shelving that ends now', { kind: 'shelve', by: 'asha', reason: 'drill', untilMs: 0 }, 'BAD_REQUEST'],
  ['shelving for more than a day', { kind: 'shelve', by: 'asha', reason: 'drill', untilMs: 25 * hourMs }, 'BAD_REQUEST'],
  ['shelving for ever', { kind: 'shelve', by: 'asha', reason: 'drill', untilMs: Number.NaN }, 'BAD_REQUEST'],
  ['out of service without a reason', { kind: 'out-of-service', by: 'asha', reason: '' }, 'BAD_REQUEST'],
  ['unshelving what is not shelved', { kind: 'unshelve', by: 'asha' }, 'CONFLICT'],
  ['resetting what does not latch', { kind: 'reset', by: 'asha' }, 'CONFLICT'],
];

test.each(refusals)('refused: %s', (_, command, code) => {
  const bench = raised();
  const sent = command.kind === 'shelve' ? { ...command, untilMs: bench.nowMs() + command.untilMs } : command;
  const book = bench.book();
  expect(bench.command('a', sent)).toMatchObject({ ok: false, code });
  expect(bench.book()).toBe(book);
});

describe('latching', () => {
  test('stays active when the cause has gone, can’t be shelved or taken out, and ends by reset and acknowledgement', () => {
    const bench = raised('high', true);
    const untilMs = bench.nowMs() + hourMs;
    expect(bench.command('a', { kind: 'shelve', by: 'asha', reason: 'noise', untilMs })).toMatchObject({ code: 'CONFLICT' });
    expect(bench.command('a', { kind: 'out-of-service', by: 'asha', reason: 'noise' })).toMatchObject({ code: 'CONFLICT' });
    expect(bench.command('a', { kind: 'reset', by: 'asha' })).toMatchObject({ code: 'CONFLICT' });
    bench.after(1, []);
    expect(bench.after(600, [])).toEqual([]);
    bench.command('a', { kind: 'acknowledge', by: 'asha', seenMs: bench.nowMs() });
    expect(bench.alarm('a')?.life).toBe('acknowledged');
    const done = bench.command('a', { kind: 'reset', by: 'asha' });
    expect(done.ok && done.transitions.map(({ kind }) => kind)).toEqual(['reset', 'closed']);
  });

  test('reset while its off-delay runs, it comes back as news when the cause does', () => {
    const bench = raised('high', true);
    bench.after(1, []);
    expect(bench.command('a', { kind: 'reset', by: 'asha' }).ok).toBe(true);
    bench.after(1, [condition('a', 'high', { latching: true })]);
    expect(bench.after(10, [condition('a', 'high', { latching: true })])).toEqual(['reactivated:unacknowledged']);
  });

  test('is still latched after a restart, and can be reset once its cause is known to be gone', () => {
    const bench = raised('high', true);
    bench.restart();
    expect(bench.command('a', { kind: 'reset', by: 'asha' })).toMatchObject({ code: 'CONFLICT' });
    bench.after(1, []);
    expect(bench.after(600, [])).toEqual([]);
    expect(bench.command('a', { kind: 'reset', by: 'asha' })).toMatchObject({ ok: true, alarm: { life: 'returned' } });
  });
});

test('a shelving names its owner, its reason and its end, and the log says who', () => {
  const bench = raised();
  const untilMs = bench.nowMs() + 24 * hourMs;
  const result = bench.command('a', { kind: 'shelve', by: 'asha', reason: ' works ', untilMs });
  expect(result).toMatchObject({ ok: true, alarm: { life: 'shelved', shelving: { by: 'asha', reason: 'works', untilMs } } });
  expect(bench.transitions().at(-1)).toMatchObject({ kind: 'shelved', actor: 'asha', note: 'works' });
});

test('what is out of service stays open though it is gone and acknowledged, and closes when it is back in service', () => {
  const bench = raised();
  bench.command('a', { kind: 'acknowledge', by: 'asha', seenMs: bench.nowMs() });
  bench.command('a', { kind: 'out-of-service', by: 'ravi', reason: 'repair' });
  bench.after(1, []);
  expect(bench.after(30, [])).toEqual(['returned:out-of-service']);
  const back = bench.command('a', { kind: 'in-service', by: 'ravi' });
  expect(back.ok && back.transitions.map(({ kind }) => kind)).toEqual(['in-service', 'closed']);
});
