// @vitest-environment happy-dom
/** A line's chat as a page follows it: in order, each message once, nothing lost or written twice when the link breaks. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ChatLineState, createChatLine } from '../../src-renderer/client/chat-line.ts';
import { message } from './chat-samples.ts';
import { fakeClock } from './fake-clock.ts';
import { FakeSocket } from './fake-socket.ts';

const facts = { line: 'western', pinned: null, slow_mode: null, muted_until: null };
const retryMs = 500;

function follow() {
  const clock = fakeClock();
  const sockets: FakeSocket[] = [];
  let state: ChatLineState | null = null;
  let orders = 0;
  let ids = 0;
  const line = createChatLine({
    ...{ line: 'western', ownId: 'session:me', clock, random: () => 1 },
    newId: () => `c${++ids}`,
    onState: (next) => {
      state = next;
    },
    onOrder: () => {
      orders += 1;
    },
    open: (url) => {
      const socket = new FakeSocket(url);
      sockets.push(socket);
      return socket;
    },
  });
  const newest = () => sockets.at(-1) ?? expect.fail('no socket was opened');
  return {
    ...{ line, sockets, newest, clock },
    orders: () => orders,
    state: () => state ?? expect.fail('no state yet'),
    ids: () => state?.messages.map(({ id }) => id),
    opens(greeting: object) {
      newest().opens();
      newest().says(greeting);
    },
    breaks() {
      newest().drops();
      clock.advance(retryMs);
    },
  };
}

const history = (seq: number, ...orders: number[]) => ({
  ...{ type: 'history', ...facts, seq, truncated: false },
  messages: orders.map((order) => message(order)),
});

test('history, then each message in the order of the line, whatever the order of its coming', () => {
  const chat = follow();
  expect(chat.state().loaded).toBe(false);
  chat.opens(history(5, 3, 1));
  expect(chat.state()).toMatchObject({ loaded: true, link: { kind: 'connected' } });
  chat.newest().says({ type: 'message', seq: 7, message: message(7) });
  chat.newest().says({ type: 'message', seq: 8, message: message(6) });
  expect(chat.ids()).toEqual(['m1', 'm3', 'm6', 'm7']);
});

test('an edit takes the place of what it edits, and what is removed goes', () => {
  const chat = follow();
  chat.opens(history(2, 1, 2));
  chat.newest().says({ type: 'message_edited', seq: 3, message: message(1, { message: 'better' }) });
  expect(chat.state().messages[0]?.message).toBe('better');
  chat.newest().says({ type: 'message_removed', seq: 4, id: 'm1' });
  expect(chat.ids()).toEqual(['m2']);
});

test('however events are cut and repeated by lost links, each message stands there once', () => {
  const events = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 40 });
  fc.assert(
    fc.property(events, (orders) => {
      const chat = follow();
      chat.opens(history(0));
      for (const order of orders) chat.newest().says({ type: 'message', seq: order, message: message(order) });
      expect(chat.ids()).toEqual([...new Set(orders)].sort((a, b) => a - b).map((order) => `m${order}`));
      chat.line.close();
    }),
    { numRuns: 30 },
  );
});

test('it goes on from the last number it was told, and keeps what it has', () => {
  const chat = follow();
  expect(chat.newest().url).not.toContain('since_seq');
  chat.opens(history(5, 1));
  chat.newest().says({ type: 'message', seq: 9, message: message(9) });
  chat.breaks();
  expect(chat.newest().url).toMatch(/\/ws\/chat\/western\?since_seq=9$/);
  chat.opens({ type: 'resumed', ...facts, seq: 12 });
  chat.newest().says({ type: 'message', seq: 11, message: message(11) });
  expect(chat.ids()).toEqual(['m1', 'm9', 'm11']);
});

test('a link that breaks before what was missed has come asks for it again', () => {
  const chat = follow();
  chat.opens(history(5));
  chat.breaks();
  chat.opens({ type: 'resumed', ...facts, seq: 40 });
  chat.breaks();
  expect(chat.newest().url).toMatch(/since_seq=5$/);
});

test('a new history after a long absence, or of another data folder, takes the place of all', () => {
  const chat = follow();
  chat.opens(history(90, 1, 2));
  chat.breaks();
  chat.opens({ ...history(3, 3), truncated: true });
  expect(chat.ids()).toEqual(['m3']);
  chat.breaks();
  expect(chat.newest().url).toMatch(/since_seq=3$/);
});

test('what was written waits for the link, goes out again under the same key, and leaves with the answer', () => {
  const chat = follow();
  chat.line.send('on my way');
  expect(chat.state().pending).toEqual([{ clientId: 'c1', text: 'on my way', refused: null }]);
  expect(chat.newest().sent).toEqual([]);
  const posted = JSON.stringify({ type: 'message', message: 'on my way', client_id: 'c1' });
  chat.opens(history(0));
  expect(chat.newest().sent).toEqual([posted]);
  chat.breaks();
  chat.newest().opens();
  expect(chat.newest().sent).toEqual([posted]);
  chat.newest().says({ type: 'ack', client_id: 'c1', id: 'm4', seq: 4, state: 'published', reasons: [] });
  expect(chat.state().pending).toEqual([]);
});

test('the message itself is an answer too: its ack may be lost with the link', () => {
  const chat = follow();
  chat.opens(history(0));
  chat.line.send('on my way');
  chat.newest().says({ type: 'message', seq: 4, message: message(4, { client_id: 'c1' }) });
  expect(chat.state().pending).toEqual([]);
});

test('what was written stands in the history after a lost link: it is not sent for ever', () => {
  const chat = follow();
  chat.opens(history(0));
  chat.line.send('on my way');
  chat.breaks();
  chat.opens({ ...history(4), messages: [message(4, { client_id: 'c1' })] });
  expect(chat.state().pending).toEqual([]);
});

test('a refusal stays with its message, is not sent again, and is forgotten when told', () => {
  const chat = follow();
  chat.opens(history(0));
  chat.line.send('x');
  chat.newest().says({ type: 'error', code: 'FORBIDDEN', message: 'a viewer only reads', client_id: 'c1' });
  expect(chat.state().pending[0]?.refused).toBe('a viewer only reads');
  chat.breaks();
  chat.opens(history(0));
  expect(chat.newest().sent).toEqual([]);
  chat.line.forget('c1');
  expect(chat.state().pending).toEqual([]);
  chat.newest().says({ type: 'error', code: 'NOT_FOUND', message: 'no such message', client_id: null });
  expect(chat.state().fault).toBe('no such message');
});

test('what operators order is told: pins, slow mode, and a mute of one’s own alone', () => {
  const chat = follow();
  chat.opens(history(0));
  const until = '2026-11-20T11:00:00.000Z';
  chat.newest().says({ type: 'pinned', seq: 1, line: 'western', message: message(1, { official: true }) });
  chat.newest().says({ type: 'slow_mode', seq: 2, line: 'western', slow_mode: { seconds: 30, until } });
  chat.newest().says({ type: 'muted', seq: 3, line: null, author: 'session:other', until, reason: 'floods' });
  expect(chat.state()).toMatchObject({ pinned: { id: 'm1' }, slowMode: { seconds: 30 }, mutedUntil: null });
  chat.newest().says({ type: 'muted', seq: 4, line: null, author: 'session:me', until, reason: 'floods' });
  expect(chat.state().mutedUntil).toBe(until);
  expect(chat.orders()).toBe(4);
});

test('the pinned line is the message as it stands: edited, it shows the new words', () => {
  const chat = follow();
  chat.opens(history(0));
  const official = message(1, { official: true });
  chat.newest().says({ type: 'message', seq: 1, message: official });
  chat.newest().says({ type: 'pinned', seq: 2, line: 'western', message: official });
  chat.newest().says({ type: 'message_edited', seq: 3, message: { ...official, seq: 3, message: 'Use stairs 3' } });
  expect(chat.state().pinned).toMatchObject({ id: 'm1', message: 'Use stairs 3' });
  chat.newest().says({ type: 'message_edited', seq: 4, message: message(2) });
  expect(chat.state().pinned).toMatchObject({ id: 'm1' });
  chat.newest().says({ type: 'message_removed', seq: 5, id: 'm1' });
  expect(chat.state().pinned).toBeNull();
});

test('what was removed is remembered, for lists that were read before, until it is published again', () => {
  const chat = follow();
  chat.opens(history(2, 1, 2));
  chat.newest().says({ type: 'message_removed', seq: 3, id: 'm1' });
  chat.newest().says({ type: 'message_removed', seq: 4, id: 'older' });
  expect(chat.state().removed).toEqual(['m1', 'older']);
  chat.newest().says({ type: 'message', seq: 5, message: message(1) });
  expect(chat.state().removed).toEqual(['older']);
});

test('what it cannot read is no message', () => {
  const chat = follow();
  chat.opens(history(0, 1));
  chat.newest().says('not json');
  chat.newest().says({ type: 'message', seq: 'one' });
  expect(chat.ids()).toEqual(['m1']);
});
