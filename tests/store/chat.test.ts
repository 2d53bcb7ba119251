/** Line chat on the disk: a restart and kill -9 lose nothing that was acknowledged; acts never change; each kind stays its time. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connect } from '../../src-main/store/database.ts';
import { repeats } from '../fixtures/thorough.ts';
import { asha, omkar, openChat, write } from './chat-fixture.ts';
import { limits, morningMs, openTestStore, silentLog, temporaryPlace } from './store-fixture.ts';

const rounds = repeats(5, 100);
const child = join(import.meta.dirname, 'chat-until-killed.child.ts');
const dayMs = 86_400_000;

test('a restart keeps messages, mutes, slow mode, pins, and what floods and repeats are told by', async () => {
  const place = temporaryPlace();
  let nowMs = morningMs;
  const before = openTestStore(place);
  const desk = openChat(before, () => nowMs);
  const held = write(desk, 'call 98200 12345', 'h1');
  const official = desk.post({ by: omkar, line: 'western', text: 'Use stairs 2', clientId: null, official: true });
  desk.command({ kind: 'pin', by: omkar, messageId: official.id, pinned: true });
  desk.command({ kind: 'slow-mode', by: omkar, line: 'central', seconds: 30, minutes: 10, reason: null });
  desk.mute({ by: omkar, line: 'central', authorId: asha.id, minutes: 10, reason: 'quarrels' });
  for (let i = 0; i < 4; i++) write(desk, `gate ${i} is open`);
  await before.close();

  const after = openChat(openTestStore(place), () => nowMs);
  expect(after.history('western', asha)).toMatchObject({ state: { pinned: { id: official.id }, slowMode: null } });
  expect(after.queue({ limit: 10 }).items.map(({ message }) => message)).toEqual([held]);
  expect(write(after, 'call 98200 12345', 'h1')).toEqual(held);
  expect(write(after, 'gate 6 is open')).toMatchObject({ state: 'held', reasons: [{ rule: 'flood' }] });
  expect(write(after, 'hello', null, 'central')).toMatchObject({
    state: 'removed',
    reasons: [{ rule: 'muted' }, { rule: 'flood' }],
  });
  nowMs += 10 * 60_000;
  expect(write(after, 'hello', null, 'central')).toMatchObject({ state: 'published' });
  expect(after.history('central', asha).state.slowMode).toBeNull();
});

test('a message that can’t be read hides none of those behind it', async () => {
  const place = temporaryPlace();
  const store = openTestStore(place);
  const desk = openChat(store, () => morningMs);
  const ids = [1, 2, 3, 4, 5].map((i) => write(desk, `call 98200 1234${i}`).id);
  await store.close();
  const connection = connect({ file: place.file, mode: 'full', log: silentLog });
  connection.query<[string]>("UPDATE chat_messages SET message = json_remove(message, '$.text') WHERE id = ?").run(ids[2] ?? '');
  connection.close();
  const { chat } = openTestStore(place);
  const first = chat.held({ limit: 2 });
  expect(first.messages.map(({ id }) => id)).toEqual([ids[4], ids[3]]);
  const second = chat.held({ limit: 2, cursor: first.nextCursor ?? '' });
  expect(second.messages.map(({ id }) => id)).toEqual([ids[1]]);
  const third = chat.held({ limit: 2, cursor: second.nextCursor ?? '' });
  expect([third.messages.map(({ id }) => id), third.nextCursor]).toEqual([[ids[0]], null]);
});

test(`${rounds} kills lose no message that was acknowledged, and none is there twice`, async () => {
  const place = temporaryPlace();
  let first = 0;
  for (let round = 0; round < rounds; round++) {
    const acknowledged = await writeAndKill(place.folder, first, 30 + (round % 20) * 17);
    const store = openTestStore(place);
    const found = store.chat.recent(0, 100_000).map(({ clientId }) => clientId);
    expect(new Set(found).size).toBe(found.length);
    for (let i = first; i <= acknowledged; i++) expect(found).toContain(`m${i}`);
    first = acknowledged + 1;
    await store.close();
    // What was written and not acknowledged may be there: its sender tries again, and it is the same message.
    first = Math.max(first, found.length);
  }
}, 600_000);

async function writeAndKill(folder: string, first: number, messages: number): Promise<number> {
  const writing = spawn(process.execPath, [child, folder, JSON.stringify(limits), String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const chunk of writing.stdout.setEncoding('utf8')) {
    text += chunk;
    if (text.split('\n').length > messages) writing.kill('SIGKILL');
  }
  return Number(text.slice(0, text.lastIndexOf('\n')).split('\n').at(-1));
}

test('acts are never changed', () => {
  const place = temporaryPlace();
  const store = openTestStore(place);
  const desk = openChat(store, () => morningMs);
  write(desk, 'hello there');
  const connection = connect({ file: place.file, mode: 'full', log: silentLog });
  expect(() => connection.sqlite.exec("UPDATE chat_acts SET reason = 'other'")).toThrow('never changed');
  connection.close();
});

test('retention: published talk for its days; what was held, removed or reported, and what operators did, as long as alarms', async () => {
  const place = temporaryPlace();
  const store = openTestStore(place, { retention: { ...limits, chat_days: 10, alarms_days: 100 } });
  let nowMs = morningMs - 101 * dayMs;
  const desk = openChat(store, () => nowMs);
  for (const ageDays of [101, 50, 11, 9]) {
    nowMs = morningMs - ageDays * dayMs;
    write(desk, `plain ${ageDays}`);
    write(desk, `held www.x${ageDays}.com`);
    const removed = write(desk, `taken off ${ageDays}`);
    desk.command({
      kind: 'decide',
      by: omkar,
      messageId: removed.id,
      verdict: 'removed',
      reason: null,
      expectedState: 'published',
    });
  }
  nowMs = morningMs;
  await store.runRetention(nowMs);
  expect(store.chat.recent(0, 100).map(({ text }) => text)).toEqual([
    'held www.x50.com',
    'taken off 50',
    'held www.x11.com',
    'taken off 11',
    'plain 9',
    'held www.x9.com',
    'taken off 9',
  ]);
  expect(store.chat.acts({ limit: 100 }).acts.map(({ kind }) => kind)).toEqual(['removed', 'removed', 'removed']);
});
