/** Answers of staff over REST: who may, what a repeated one does, what closed and unknown alarms say; and that they are announced. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { alarmRoutes } from '../../src-contract/api/alarms.ts';
import type { Alarm, AlarmTransition } from '../../src-contract/domain/alarm.ts';
import { advanceAlarms } from '../../src-main/alarms/advance-alarms.ts';
import { type AlarmBook, emptyAlarmBook, openAlarms, restoreAlarmBook } from '../../src-main/alarms/alarm-book.ts';
import { commandAlarm } from '../../src-main/alarms/command-alarm.ts';
import type { NumberedTransition } from '../../src-main/server/ports.ts';
import { condition, never } from '../alarms/bench.ts';
import { opened, openSocket } from './test-socket.ts';
import { startTestStation, type TestStation } from './test-station.ts';

let station: TestStation;
let book: AlarmBook;
let events: NumberedTransition[];
const listeners = new Set<(event: NumberedTransition) => void>();

/** The real machine behind the routes; what it says is kept in a list in place of a store. */
beforeEach(async () => {
  [book, events] = [emptyAlarmBook(), []];
  station = await startTestStation({
    alarms: {
      open: () => ({ seq: events.length, alarms: openAlarms(book) }),
      history: ({ alarm, limit }) => ({
        events: events
          .filter((event) => alarm === undefined || event.alarm.id === alarm)
          .toReversed()
          .slice(0, limit),
        nextCursor: null,
      }),
      command(command) {
        const result = commandAlarm(book, command, Date.now());
        if (result.ok) keep(result.book, result.transitions);
        return result;
      },
      subscribe(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
  });
});
afterEach(() => station.stop());

function keep(next: AlarmBook, transitions: readonly AlarmTransition[]): void {
  book = next;
  for (const transition of transitions) {
    const event = { ...transition, seq: events.length + 1 };
    events.push(event);
    for (const listener of listeners) listener(event);
  }
}

function raise(listed = [condition('p1', 'high', { onDelayMs: 0, offDelayMs: 0 })], nowMs = Date.now()): Alarm {
  const { book: next, transitions } = advanceAlarms(book, { conditions: listed, known: () => true, nowMs, escalateAfter: never });
  keep(next, transitions);
  return transitions.at(-1)?.alarm ?? expect.fail('nothing happened');
}

function close(alarmId: string): void {
  const nowMs = Date.now();
  const result = commandAlarm(book, { kind: 'acknowledge', alarmId, by: 'ravi', seenMs: nowMs }, nowMs);
  if (result.ok) keep(result.book, result.transitions);
  raise([]);
}

async function answer(id: string, body: unknown, headers: Record<string, string> = station.signedIn('staff')) {
  const response = await fetch(`${station.origin}/api/alarms/${id}/answers`, {
    method: 'POST',
    headers: { ...headers, origin: station.origin, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

test('staff answer under their own name, once, and nothing else of the alarm changes', async () => {
  const { id } = raise();
  const phone = station.signedIn('staff');
  const first = await answer(id, { answer: 'on_my_way' }, phone);
  const { alarm } = alarmRoutes.answerAlarm.response.parse(first.body);
  expect(alarm).toMatchObject({ state: 'unacknowledged', acknowledged: false, priority: 'high', answers_left_out: 0 });
  expect(alarm.answers).toMatchObject([{ name: 'staff', answer: 'on_my_way' }]);
  expect(alarm.answers[0]?.by).toMatch(/^session:/);
  for (const again of ['on_my_way', 'seen']) expect((await answer(id, { answer: again }, phone)).body).toEqual(first.body);
  expect(events.map(({ kind, actor, note }) => [kind, actor, note])).toEqual([
    ['raised', 'station', null],
    ['answered', 'staff', 'on_my_way'],
  ]);
});

test('people are told apart by their credential, not by their name', async () => {
  const { id } = raise();
  await answer(id, { answer: 'on_my_way' });
  const { body } = await answer(id, { answer: 'on_my_way' });
  expect(body.alarm.answers).toHaveLength(2);
});

test('viewers may not, operators may, a program needs a key for it', async () => {
  const { id } = raise();
  expect((await answer(id, { answer: 'seen' }, station.signedIn('viewer'))).status).toBe(403);
  expect((await answer(id, { answer: 'seen' }, station.signedIn('operator'))).status).toBe(200);
  const key = async (scope: string) => {
    const made = await (await station.post('/api/service-keys', { name: scope, scopes: [scope] })).json();
    return { 'x-api-key': made.key as string };
  };
  expect((await answer(id, { answer: 'seen' }, await key('alarms:read'))).status).toBe(403);
  expect((await answer(id, { answer: 'seen' }, await key('alarms:write'))).status).toBe(200);
});

test('another word than the three, and an unknown alarm, are refused', async () => {
  const { id } = raise();
  expect((await answer(id, { answer: 'maybe' })).status).toBe(400);
  expect((await answer('nowhere', { answer: 'seen' })).status).toBe(404);
  expect(events).toHaveLength(1);
});

test.each(['while the machine remembers it', 'after a restart'])('a closed alarm answers 409, %s', async (when) => {
  const { id } = raise();
  const phone = station.signedIn('staff');
  await answer(id, { answer: 'on_my_way' }, phone);
  close(id);
  if (when === 'after a restart') book = restoreAlarmBook([], Date.now());
  expect(await answer(id, { answer: 'done' }, phone)).toMatchObject({
    status: 409,
    body: { error: { code: 'CONFLICT', message: 'This alarm is closed.' } },
  });
  // Its answer may have been lost on the way back: the phone is no liar.
  expect((await answer(id, { answer: 'on_my_way' }, phone)).status).toBe(200);
});

test('one that waited for the network says when it was given', async () => {
  const { id, raisedMs } = raise(undefined, Date.now() - 60_000);
  const at = new Date(raisedMs + 20_000).toISOString();
  const { body } = await answer(id, { answer: 'seen', at });
  expect(body.alarm.answers[0].at).toBe(at);
});

test('it is announced with its number, and told to whoever was away', async () => {
  const { id } = raise();
  const socket = openSocket(`${station.origin}/ws/real-time`);
  await opened(socket);
  socket.send({ type: 'subscribe', subscription: 'alerts' });
  await socket.next((message) => message.type === 'subscribed');
  await answer(id, { answer: 'on_my_way' });
  const isAlert = (message: { type: string }) => message.type === 'alert';
  const told = { seq: 2, event: 'answered', actor: 'staff', note: 'on_my_way', alarm: { id, answers: [{ name: 'staff' }] } };
  expect((await socket.next(isAlert)).data).toMatchObject(told);
  const late = openSocket(`${station.origin}/ws/real-time`);
  await opened(late);
  late.send({ type: 'subscribe', subscription: 'alerts', since_seq: 1 });
  expect((await late.next(isAlert)).data).toMatchObject(told);
});
