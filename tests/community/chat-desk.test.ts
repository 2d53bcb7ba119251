/** What the chat desk does when orders meet: two pins, two mutes, and slow mode on a busy line. */
import { expect, test } from 'vitest';
import type { ChatActor, ChatNews } from '../../src-contract/domain/chat.ts';
import { asha, omkar, openChat, write } from '../store/chat-fixture.ts';
import { morningMs, openTestStore } from '../store/store-fixture.ts';

function open() {
  const time = { nowMs: morningMs };
  const desk = openChat(openTestStore(), () => time.nowMs);
  const news: ChatNews[] = [];
  desk.subscribe((one) => void news.push(one));
  const mutedUntil = () => news.flatMap((one) => (one.kind === 'muted' ? [one.untilMsOn] : [])).at(-1);
  return { desk, time, news, mutedUntil };
}

test('taking a pin away takes away that one, not what another operator has pinned meanwhile', () => {
  const { desk, news } = open();
  const official = (text: string) => desk.post({ by: omkar, line: 'western', text, clientId: null, official: true });
  const [first, second] = [official('Use stairs 2'), official('Use stairs 3')];
  for (const { id } of [first, second]) desk.command({ kind: 'pin', by: omkar, messageId: id, pinned: true });
  news.length = 0;
  desk.command({ kind: 'pin', by: omkar, messageId: first.id, pinned: false });
  expect(desk.history('western', asha).state.pinned?.id).toBe(second.id);
  expect(news).toEqual([]);
  desk.command({ kind: 'pin', by: omkar, messageId: second.id, pinned: false });
  expect(desk.history('western', asha).state.pinned).toBeNull();
});

test('an author is told until when all mutes together last, not what the newest order says', () => {
  const { desk, mutedUntil } = open();
  const order = { by: omkar, authorId: asha.id, reason: 'quarrels' };
  const minutes = (count: number) => morningMs + count * 60_000;
  desk.mute({ ...order, line: null, minutes: 60 });
  expect(mutedUntil()).toEqual({ western: minutes(60), central: minutes(60) });
  const shorter = desk.mute({ ...order, line: 'western', minutes: 15 });
  expect(mutedUntil()).toEqual({ western: minutes(60) });
  desk.lift(shorter.id, omkar);
  expect(mutedUntil()).toEqual({ western: minutes(60) });
  expect(write(desk, 'still not heard')).toMatchObject({ state: 'removed' });
  for (const { id } of desk.mutes()) desk.lift(id, omkar);
  expect(mutedUntil()).toEqual({ western: null, central: null });
});

test('slow mode holds on a line so busy that an author’s last message is far behind', () => {
  const { desk, time } = open();
  const author = (i: number): ChatActor => ({ id: `session:${i}`, name: `Author ${i}`, role: 'staff' });
  desk.command({ kind: 'slow-mode', by: omkar, line: 'western', seconds: 300, minutes: 60, reason: null });
  expect(write(desk, 'gate one is open')).toMatchObject({ state: 'published' });
  for (let i = 0; i < 80; i++) write(desk, `${i} people of my group stand at ${i * 7}`, null, 'western', author(i));
  time.nowMs += 60_000;
  expect(write(desk, 'gate two is open')).toMatchObject({ state: 'removed', reasons: [{ rule: 'slow-mode', wait_s: 240 }] });
  expect(write(desk, 'on the other line', null, 'central')).toMatchObject({ state: 'published' });
  time.nowMs += 240_000;
  expect(write(desk, 'gate three is open')).toMatchObject({ state: 'published' });
});
