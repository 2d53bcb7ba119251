/** Alarms come back as they went in, numbered without gaps, page by page, and one bad row hides no other. */
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openConnections } from '../../src-main/store/connections.ts';
import { makeAlarm, makeTransition, morningMs, openTestStore, silentLog, temporaryPlace } from './store-fixture.ts';

describe('append', () => {
  test('returns numbers that rise by one, over restarts too', async () => {
    const place = temporaryPlace();
    const first = openTestStore(place);
    expect(first.alarms.newestSeq()).toBe(0);
    expect(first.alarms.append([makeTransition(), makeTransition({ id: 'a2' })]).map((event) => event.seq)).toEqual([1, 2]);
    expect(first.alarms.append([])).toEqual([]);
    await first.close();
    const second = openTestStore(place);
    expect(second.alarms.newestSeq()).toBe(2);
    expect(second.alarms.append([makeTransition({ id: 'a3' })]).map((event) => event.seq)).toEqual([3]);
  });

  test('keeps all of a batch or nothing of it', () => {
    const { alarms } = openTestStore();
    const broken = { ...makeTransition({ id: 'a2' }), actor: null as unknown as string };
    expect(() => alarms.append([makeTransition(), broken])).toThrow();
    expect(alarms.open()).toEqual([]);
    expect(alarms.append([makeTransition()]).map((event) => event.seq)).toEqual([1]);
  });

  test('goes through a connection that syncs each commit', () => {
    const connections = openConnections(temporaryPlace().file, silentLog, () => undefined);
    const [normal, full] = [1, 2];
    expect(connections.durable.pragma('synchronous')).toBe(full);
    expect(connections.batch.pragma('synchronous')).toBe(normal);
    expect(connections.durable.pragma('journal_mode')).toBe('wal');
    expect(() => connections.reader.sqlite.exec('CREATE TABLE t (x)')).toThrow(/readonly/);
    for (const connection of Object.values(connections)) connection.close();
  });
});

describe('open', () => {
  test('lists every alarm that has not closed, exactly as it was stored', () => {
    const { alarms } = openTestStore();
    const shelved = makeAlarm({
      id: 'a2',
      life: 'shelved',
      shelving: { by: 'asha', reason: 'train doors', untilMs: morningMs + 600_000.25 },
      suppressedBy: 'camera-offline:camera:c1',
    });
    alarms.append([makeTransition(), makeTransition(shelved, 'shelved'), makeTransition({ id: 'a3' })]);
    alarms.append([makeTransition({ id: 'a3', life: 'normal', active: false, closedMs: morningMs + 9 }, 'closed')]);
    expect(alarms.open()).toEqual([makeAlarm(), shelved]);
  });
});

describe('an alarm that was stored before there were answers, escalation and comments', () => {
  test('is read with none, open and in the history', () => {
    const place = temporaryPlace();
    const { alarms } = openTestStore(place);
    const { answers, answersLeftOut, callingSinceMs, escalation, assignee, comments, steps, ...old } = makeAlarm();
    const made = { answers: [], answersLeftOut: 0, callingSinceMs: null, escalation: 0, assignee: null, comments: 0, steps: [] };
    const transition = makeTransition();
    alarms.append([{ ...transition, alarm: old as typeof transition.alarm }]);
    expect(alarms.open()).toEqual([{ ...old, ...made }]);
    expect(alarms.history({ limit: 9 }).events).toMatchObject([{ kind: 'raised', alarm: { answers: [], answersLeftOut: 0 } }]);
  });

  test('takes answers, and they come back as they went in', () => {
    const { alarms } = openTestStore();
    const answers = [{ byId: 'session:s1', name: 'Asha', answer: 'on_my_way', atMs: morningMs + 5 }] as const;
    alarms.append([{ ...makeTransition({ answers, answersLeftOut: 2 }, 'answered'), actor: 'Asha', note: 'on_my_way' }]);
    expect(alarms.open()).toEqual([makeAlarm({ answers, answersLeftOut: 2 })]);
    expect(alarms.history({ limit: 9 }).events).toMatchObject([{ kind: 'answered', actor: 'Asha', note: 'on_my_way' }]);
  });
});

describe('history', () => {
  const seqs = (events: readonly { seq: number }[]) => events.map((event) => event.seq);

  test('newest first in pages, and after a number oldest first in pages', () => {
    const { alarms } = openTestStore();
    alarms.append(Array.from({ length: 7 }, (_, i) => makeTransition({ id: `a${i}` })));
    const newest = alarms.history({ limit: 3 });
    expect(seqs(newest.events)).toEqual([7, 6, 5]);
    const next = alarms.history({ limit: 4, cursor: newest.nextCursor ?? '' });
    expect(seqs(next.events)).toEqual([4, 3, 2, 1]);
    expect(next.nextCursor).toBeNull();
    const after = alarms.history({ sinceSeq: 2, limit: 3 });
    expect(seqs(after.events)).toEqual([3, 4, 5]);
    const rest = alarms.history({ sinceSeq: 2, limit: 3, cursor: after.nextCursor ?? '' });
    expect(seqs(rest.events)).toEqual([6, 7]);
    expect(rest.nextCursor).toBeNull();
    expect(alarms.history({ sinceSeq: 7, limit: 3 })).toEqual({ events: [], nextCursor: null });
  });

  test('of one alarm, and of one subject', () => {
    const { alarms } = openTestStore();
    alarms.append([makeTransition(), makeTransition({ id: 'a2', subject: { type: 'camera', id: 'c1' } })]);
    alarms.append([makeTransition({ life: 'acknowledged' }, 'acknowledged')]);
    expect(seqs(alarms.history({ alarm: 'a1', limit: 9 }).events)).toEqual([3, 1]);
    expect(seqs(alarms.history({ subject: 'c1', limit: 9 }).events)).toEqual([2]);
    expect(seqs(alarms.history({ subject: 'c1', alarm: 'a1', limit: 9 }).events)).toEqual([]);
  });

  test('gives back what was appended', () => {
    const { alarms } = openTestStore();
    const stored = alarms.append([{ ...makeTransition({}, 'acknowledged'), actor: 'asha', note: 'seen <b>it</b>' }]);
    expect(alarms.history({ limit: 1 }).events).toEqual(stored);
  });

  test.each(['', '-1', 'x', '1.5', '9'.repeat(30), '1; DROP TABLE alarms'])('refuses the cursor %j', (cursor) => {
    const { alarms } = openTestStore();
    expect(() => alarms.history({ limit: 1, cursor })).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }));
  });
});

test('a row that is not an alarm is left out, the others come', async () => {
  const place = temporaryPlace();
  const first = openTestStore(place);
  first.alarms.append([makeTransition(), makeTransition({ id: 'a2' }), makeTransition({ id: 'a3' })]);
  await first.close();
  const sqlite = new Sqlite(place.file);
  sqlite.exec(`UPDATE alarms SET alarm = '{"id":"a2","life":"dreaming"}' WHERE id = 'a2'`);
  sqlite.exec(`UPDATE alarm_events SET alarm = '[]' WHERE seq = 2; UPDATE alarm_events SET kind = 'sung' WHERE seq = 3`);
  sqlite.close();
  const { alarms } = openTestStore(place);
  expect(alarms.open().map((alarm) => alarm.id)).toEqual(['a1', 'a3']);
  expect(alarms.history({ limit: 9 }).events.map((event) => event.seq)).toEqual([1]);
});
