/** Comments, owners, ticked steps, a longer shelving, and several commands at once: what each changes, and what it leaves alone. */
import { expect, test } from 'vitest';
import { commandAlarms } from '../../src-main/alarms/command-alarm.ts';
import { condition, createBench, keyOf } from './bench.ts';

function bench(...ids: string[]) {
  const made = createBench();
  made.after(
    0,
    ids.map((id) => condition(id, 'high', { onDelayMs: 0 })),
  );
  return made;
}

test('a comment is history, and acknowledges nothing', () => {
  const alarms = bench('p1');
  alarms.command('p1', { kind: 'comment', by: 'asha', text: 'spoke to the station master' });
  expect(alarms.alarm('p1')).toMatchObject({ comments: 1, acknowledged: false, life: 'unacknowledged' });
  expect(alarms.transitions().at(-1)).toMatchObject({ kind: 'commented', actor: 'asha', note: 'spoke to the station master' });
  const seenMs = alarms.nowMs();
  expect(alarms.command('p1', { kind: 'acknowledge', by: 'asha', seenMs })).toMatchObject({ ok: true });
});

test('an alarm is one person’s at a time; giving it to the same one again is no event', () => {
  const alarms = bench('p1');
  const asha = { id: 'session:1', name: 'Asha' };
  alarms.command('p1', { kind: 'assign', by: 'ravi', to: asha });
  alarms.command('p1', { kind: 'assign', by: 'ravi', to: asha });
  expect(alarms.alarm('p1')).toMatchObject({ assignee: asha });
  alarms.command('p1', { kind: 'assign', by: 'ravi', to: null });
  expect(alarms.transitions().map(({ kind, note }) => [kind, note])).toEqual([
    ['raised', null],
    ['assigned', 'Asha'],
    ['assigned', null],
  ]);
});

test('a step that two people tick was done by the first, and a tick can be taken back', () => {
  const alarms = bench('p1');
  const step = { kind: 'step', step: '2', text: 'Hold the inflow.' } as const;
  alarms.command('p1', { ...step, by: 'asha', done: true });
  alarms.command('p1', { ...step, by: 'ravi', done: true });
  expect(alarms.alarm('p1')?.steps).toEqual([{ step: '2', by: 'asha', atMs: alarms.nowMs() }]);
  alarms.command('p1', { ...step, by: 'ravi', done: false });
  expect(alarms.alarm('p1')?.steps).toEqual([]);
  expect(alarms.transitions().at(-1)).toMatchObject({ kind: 'step-undone', actor: 'ravi', note: 'Hold the inflow.' });
});

test('a shelving is extended by whoever answers for it from then on, never beyond a day from now', () => {
  const alarms = bench('p1');
  const until = (minutes: number) => alarms.nowMs() + minutes * 60_000;
  expect(alarms.command('p1', { kind: 'extend', by: 'ravi', reason: 'work goes on', untilMs: until(60) })).toMatchObject({
    ok: false,
    code: 'CONFLICT',
  });
  alarms.command('p1', { kind: 'shelve', by: 'asha', reason: 'work on site', untilMs: until(15) });
  const longer = { kind: 'extend', by: 'ravi', reason: 'work goes on', untilMs: until(240) } as const;
  expect(alarms.command('p1', longer)).toMatchObject({
    ok: true,
    alarm: { life: 'shelved', shelving: { by: 'ravi', reason: 'work goes on', untilMs: longer.untilMs } },
  });
  expect(alarms.command('p1', { ...longer, untilMs: until(1500) })).toMatchObject({ ok: false, code: 'BAD_REQUEST' });
});

test('several are acknowledged in one log, and one that is refused leaves the others alone', () => {
  const alarms = bench('p1', 'p2');
  const seenMs = alarms.nowMs();
  alarms.after(
    1,
    ['p1', 'p2', 'p3'].map((id) => condition(id, 'high', { onDelayMs: 0 })),
  );
  const ids = ['p1', 'p2', 'p3'].map((id) => alarms.alarm(id)?.id ?? '');
  const commands = [...ids, 'never-was'].map((alarmId) => ({ kind: 'acknowledge', alarmId, by: 'asha', seenMs }) as const);
  const { book, transitions, results } = commandAlarms(alarms.book(), commands, alarms.nowMs());
  expect(transitions.map(({ kind, alarm }) => [kind, alarm.subject.id])).toEqual([
    ['acknowledged', 'p1'],
    ['acknowledged', 'p2'],
  ]);
  expect(results.map((result) => (result.ok ? 'ok' : result.code))).toEqual(['ok', 'ok', 'CONFLICT', 'NOT_FOUND']);
  expect(book.open.get(keyOf('p3'))?.alarm.acknowledged).toBe(false);
});
