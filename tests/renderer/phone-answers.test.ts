/** Answers to alarms: they wait for the network, each once and in order; what is shown as mine; when an alert still fills the screen. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AlarmReply } from '../../src-contract/api/alarms.ts';
import type { AnswerKind } from '../../src-contract/domain/alarm-answer.ts';
import {
  type AnswerResult,
  addAnswer,
  answerQueue,
  createAnswerSender,
  myAnswer,
} from '../../src-renderer/staff-phone/alerts/answer-queue.ts';
import { callOf, type Holder, nextCritical } from '../../src-renderer/staff-phone/alerts/next-critical.ts';
import { alarm } from './alarm-samples.ts';

const storage = new Map<string, string>();
beforeEach(() => {
  globalThis.localStorage = {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => void storage.set(key, value),
    removeItem: (key: string) => void storage.delete(key),
    clear: () => storage.clear(),
    key: () => null,
    length: 0,
  };
});
afterEach(() => answerQueue.forget());

const me = 'session:me';
const items = () => answerQueue.use.getState().items;
const said = (by: string, answer: AnswerKind, at = '2026-11-20T10:00:01.000Z') => ({ by, name: by, answer, at });
const say = (answer: AnswerKind, nowMs = 1, of: AlarmReply = alarm()) =>
  addAnswer({ alarm: of, title: 'Platform 1', answer, me, nowMs });

test('they wait for the network, go out oldest first, and leave once the station has them', async () => {
  const sent: string[] = [];
  let isUp = false;
  const send = createAnswerSender(async ({ alarmId, answer }): Promise<AnswerResult | { kind: 'later' }> => {
    sent.push(`${alarmId} ${answer}`);
    return isUp ? { kind: 'delivered' } : { kind: 'later' };
  });
  say('seen');
  say('on_my_way');
  expect(await send()).toBe(false);
  expect(storage.get('kavach.phone.answers')).toContain('on_my_way');
  isUp = true;
  expect(await send()).toBe(true);
  expect(sent).toEqual(['a1 seen', 'a1 seen', 'a1 on_my_way']);
  expect(items()).toEqual([]);
});

test('a refused one stays with its reason and holds back nobody', async () => {
  say('done');
  say('seen', 1, alarm({ id: 'a2' }));
  await createAnswerSender(async ({ alarmId }) =>
    alarmId === 'a1' ? { kind: 'refused', why: 'This alarm is closed.' } : { kind: 'delivered' },
  )();
  expect(items()).toMatchObject([{ alarmId: 'a1', delivery: { kind: 'refused', why: 'This alarm is closed.' } }]);
  expect(myAnswer(alarm(), items(), me)).toBeNull();
});

test('the same answer waits once, and each is later than the one before, whatever the clock does', () => {
  const known = alarm({ answers: [said(me, 'seen', '2026-11-20T10:00:01.000Z')] });
  for (const answer of ['on_my_way', 'done', 'on_my_way'] as const) say(answer, 5, known);
  expect(items().map(({ answer }) => answer)).toEqual(['on_my_way', 'done']);
  const times = items().map(({ atMs }) => atMs);
  expect(times[0]).toBeGreaterThan(times[1] ?? 0);
  expect(times[1]).toBeGreaterThan(Date.parse('2026-11-20T10:00:01.000Z'));
});

test('mine is what waits, else what the station knows, never somebody else’s', () => {
  const known = alarm({ answers: [said('session:other', 'done'), said(me, 'on_my_way')] });
  expect(myAnswer(alarm({ answers: [said('session:other', 'done')] }), [], me)).toBeNull();
  expect(myAnswer(known, [], me)).toEqual({ answer: 'on_my_way', atMs: Date.parse('2026-11-20T10:00:01Z'), isWaiting: false });
  say('done', Date.parse('2026-11-20T11:00:00Z'), known);
  expect(myAnswer(known, items(), me)).toEqual({ answer: 'done', atMs: Date.parse('2026-11-20T11:00:00Z'), isWaiting: true });
});

const staff: Holder = { kind: 'session', id: 'me', role: 'staff', zone: 'p2' };
const high = (id: string, change: Partial<AlarmReply> = {}) => alarm({ id, priority: 'high', ...change });
const critical: readonly [string, readonly AlarmReply[], string | null][] = [
  ['nothing', [], null],
  ['not a medium one', [alarm()], null],
  ['the oldest', [high('new', { raised_at: '2026-11-20T10:05:00.000Z' }), high('old')], 'old'],
  ['not one that is acknowledged', [high('a', { state: 'acknowledged' })], null],
  ['not one that was answered on it', [high('answered-here')], null],
  ['one that I answered in the list while it was less bad', [high('a', { answers: [said(me, 'seen')] })], 'a'],
  ['one that others answered', [high('a', { answers: [said('session:other', 'on_my_way')] })], 'a'],
];

test.each(critical)('fills the screen: %s', (_, alarms, expected) => {
  const byId = Object.fromEntries(alarms.map((one) => [one.id, one]));
  expect(nextCritical(byId, ['answered-here'], staff)?.id ?? null).toBe(expected);
});

const escalated = (escalation: 0 | 1 | 2, change: Partial<AlarmReply> = {}) => alarm({ id: 'e', escalation, ...change });
test.each([
  ['level 1 reaches staff of that zone', escalated(1), { zone: 'p1' }, true],
  ['level 1 leaves staff of another zone alone', escalated(1), {}, false],
  ['level 1 reaches staff without a zone of their own', escalated(1), { zone: null }, true],
  ['level 1 reaches all staff where the alarm has no zone', escalated(1, { subject: { type: 'part', id: 'store' } }), {}, true],
  ['level 1 reaches operators wherever they are', escalated(1), { role: 'operator' }, true],
  ['level 1 reaches whose alarm it is', escalated(1, { assignee: { id: 'session:me', name: 'Asha' } }), {}, true],
  ['level 1 leaves viewers alone', escalated(1), { role: 'viewer', zone: null }, false],
  [
    'level 2 reaches everybody but whoever is on the way',
    escalated(2, { answers: [said('session:me', 'on_my_way')] }),
    {},
    false,
  ],
  ['level 2 reaches everybody', escalated(2), { role: 'viewer' }, true],
  ['an acknowledged one nobody', escalated(0, { state: 'acknowledged' }), { zone: 'p1' }, false],
] as const)('%s', (_, one, change, expected) => {
  expect(nextCritical({ e: one }, [], { ...staff, ...change }) !== null).toBe(expected);
});

test('an answer holds for the level that it was given at', () => {
  const holder = { ...staff, zone: 'p1' };
  const answered = [callOf(high('e'), holder)];
  expect(nextCritical({ e: high('e') }, answered, holder)).toBeNull();
  expect(nextCritical({ e: high('e', { escalation: 1 }) }, answered, holder)?.id).toBe('e');
  expect(nextCritical({ e: high('e', { escalation: 1 }) }, answered, staff)).toBeNull();
  expect(nextCritical({ e: high('e', { escalation: 2 }) }, answered, staff)?.id).toBe('e');
});
