/** Line chat over its sockets and REST: who reads what, once and in order; what moderation and operators make of it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ChatStation, say, startChatStation, texts } from './chat-station.ts';
import { openSocket, waitFor } from './test-socket.ts';

let chat: ChatStation;
beforeAll(async () => {
  chat = await startChatStation();
});
afterAll(() => chat.station.stop());

test('a message reaches every reader of its line once, in order, and nobody of another', async () => {
  const [asha, binod, cyrus] = [chat.person('staff'), chat.person('staff'), chat.person('viewer')];
  const sockets = await Promise.all([chat.join('western', asha), chat.join('western', binod), chat.join('western', cyrus)]);
  const other = await chat.join('central', asha);
  const [first, second, third] = sockets;
  const said = ['Platform 1 crowd heavy', 'sending two people', 'thanks, it is moving', 'stairs two are free again'];
  for (const [i, text] of said.entries())
    expect(await say(i % 2 === 0 ? first : second, text)).toMatchObject({ state: 'published', reasons: [] });
  for (const socket of sockets) {
    await waitFor(() => texts(socket).length >= said.length);
    expect(texts(socket)).toEqual(said);
    const seqs = socket.messages.filter(({ type }) => type === 'message').map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b));
  }
  expect(texts(other)).toEqual([]);
  expect(await say(third, 'a viewer only reads')).toMatchObject({ type: 'error', code: 'FORBIDDEN' });
  const late = await chat.join('western', cyrus);
  expect(late.messages[0]).toMatchObject({ type: 'history', line: 'western', truncated: false, pinned: null, slow_mode: null });
  expect(late.messages[0]?.['messages'].slice(-4).map((message: { message: string }) => message.message)).toEqual(said);
});

test('the same client_id is one message, over a reconnection too', async () => {
  const asha = chat.person('staff');
  const reader = await chat.join('western', chat.person('staff'));
  const first = await chat.join('western', asha);
  const once = await say(first, 'lift 2 works again', 'lift-2');
  first.close();
  const again = await chat.join('western', asha);
  expect(await say(again, 'lift 2 works again', 'lift-2')).toMatchObject({ id: once['id'], seq: once['seq'] });
  await say(again, 'the one after', 'after');
  await reader.next(({ message }) => message?.message === 'the one after');
  expect(texts(reader)).toEqual(['lift 2 works again', 'the one after']);
});

test('a client that was away gets what it missed: new, edited, removed and approved, and nothing twice', async () => {
  const [asha, operator] = [chat.person('staff'), chat.person('operator')];
  const writer = await chat.join('central', asha);
  const kept = await say(writer, 'gate 3 is opened');
  const doomed = await say(writer, 'gate 4 is opened too');
  const held = await say(writer, 'call 98200 12345 for keys');
  expect(held).toMatchObject({ state: 'held', reasons: [{ rule: 'phone', found: '98200 12345' }] });
  const reader = await chat.join('central', chat.person('staff'));
  const seen = reader.messages[0]?.['seq'];
  expect(reader.messages[0]?.['messages'].map((message: { id: string }) => message.id)).not.toContain(held['id']);
  reader.close();

  writer.send({ type: 'edit', id: kept['id'], message: 'gate 3 is opened, 4 is not' });
  await writer.next(({ type }) => type === 'message_edited');
  const decide = (id: string, verdict: string, state: string) =>
    chat.call('POST', `/api/chat/messages/${id}/${verdict}`, operator, { expected_state: state, reason: 'looked at it' });
  expect((await decide(doomed['id'], 'remove', 'published')).status).toBe(200);
  expect((await decide(held['id'], 'approve', 'held')).status).toBe(200);
  await say(writer, 'and a new one');
  const back = await chat.join('central', chat.person('staff'), seen);
  await back.next(({ message }) => message?.message === 'and a new one');
  expect(back.messages.map(({ type, message, id }) => [type, message?.message ?? id ?? null])).toEqual([
    ['resumed', null],
    ['message_edited', 'gate 3 is opened, 4 is not'],
    ['message_removed', doomed['id']],
    ['message', 'call 98200 12345 for keys'],
    ['message', 'and a new one'],
  ]);
  const farAhead = await chat.join('central', asha, 1_000_000);
  expect(farAhead.messages[0]).toMatchObject({ type: 'history', truncated: true });
});

test('a held message is seen by its sender and by operators, and told why', async () => {
  const [asha, operator] = [chat.person('staff'), chat.person('operator')];
  const sender = await chat.join('western', asha);
  const reader = await chat.join('western', chat.person('staff'));
  const control = openSocket(`${chat.station.origin}/ws/real-time`, operator);
  await control.next(({ type }) => type === 'welcome');
  control.send({ type: 'subscribe', subscription: 'chat' });
  await control.next(({ type }) => type === 'subscribed');
  const ack = await say(sender, 'people say there is a bomb on platform 1');
  expect(ack).toMatchObject({ state: 'held', reasons: [{ rule: 'rumour', topic: 'bomb', found: 'bomb', place: 'z0' }] });
  const update = await control.next(({ type, message }) => type === 'chat_update' && message.id === ack['id']);
  expect(update).toMatchObject({ line: 'western', message: { state: 'held', why: expect.stringContaining('a bomb (bomb)') } });
  const again = await chat.join('western', asha);
  expect(again.messages[0]?.['messages'].at(-1)).toMatchObject({ id: ack['id'], state: 'held' });
  const approved = await chat.call('POST', `/api/chat/messages/${ack['id']}/approve`, operator, { expected_state: 'held' });
  expect(approved.body['message']).toMatchObject({ state: 'published', decision: { verdict: 'approved', by: 'operator' } });
  const told = await reader.next(({ message }) => message?.id === ack['id']);
  expect(told).toMatchObject({ type: 'message', message: { state: 'published', reasons: [], why: null } });
  expect(JSON.stringify(reader.messages)).not.toContain('rumour');
});

test('subscribing to chat on /ws/real-time is for operators', async () => {
  const socket = openSocket(`${chat.station.origin}/ws/real-time`, chat.person('staff'));
  await socket.next(({ type }) => type === 'welcome');
  socket.send({ type: 'subscribe', subscription: 'chat' });
  expect(await socket.next(({ type }) => type === 'error')).toMatchObject({ code: 'FORBIDDEN' });
});

test('an edit is moderated again: what it makes of a published message is taken off the line', async () => {
  const [sender, reader] = [await chat.join('western', chat.person('staff')), await chat.join('western', chat.person('staff'))];
  const { id } = await say(sender, 'all is well at gate 2');
  sender.send({ type: 'edit', id, message: 'you stupid people at gate 2' });
  expect(await reader.next((message) => message.type === 'message_removed')).toMatchObject({ id });
  expect(await sender.next(({ type }) => type === 'message_state')).toMatchObject({ message: { id, state: 'held' } });
  reader.send({ type: 'edit', id, message: 'mine now' });
  expect(await reader.next(({ type }) => type === 'error')).toMatchObject({ code: 'FORBIDDEN' });
  chat.later(16 * 60_000);
  sender.send({ type: 'edit', id, message: 'all is well' });
  expect(await sender.next(({ type }) => type === 'error')).toMatchObject({ code: 'CONFLICT' });
});

test('two operators at once: one wins, the other is told who decided what and when', async () => {
  const sender = await chat.join('western', chat.person('staff'));
  const { id } = await say(sender, 'see www.example.com for the roster');
  const [first, second] = [chat.person('operator'), chat.person('admin')];
  const answers = await Promise.all([
    chat.call('POST', `/api/chat/messages/${id}/approve`, first, { expected_state: 'held' }),
    chat.call('POST', `/api/chat/messages/${id}/remove`, second, { expected_state: 'held', reason: 'no links' }),
  ]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const lost = answers.find(({ status }) => status === 409);
  const won = answers.find(({ status }) => status === 200)?.body['message'].decision;
  expect(lost?.body['error']).toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining(`${won.by} ${won.verdict} it at ${won.at}`),
    details: { decided_by: won.by, verdict: won.verdict, decided_at: won.at },
  });
});

test('the queue shows why, what the author wrote before, and the sensors at the time and now', async () => {
  const { testChat } = await import('./test-station.ts');
  let count = 80;
  const place = (zoneId: string) => ({
    ...{ zoneId, name: 'Zone 0', atMs: 0, band: 'orange' as const, densityPerM2: 3.5 },
    count,
    confidence: 0.9,
    measuredMs: 0,
  });
  const desk = testChat(chat.station.store, { nowMs: () => Date.UTC(2026, 10, 21) }, place);
  const own = await startChatStation({ chat: desk });
  const operator = own.person('operator');
  const sender = await own.join('central', own.person('staff'));
  await say(sender, 'it is getting tight here');
  const { id } = await say(sender, 'stampede on platform 1');
  count = 20;
  const { body } = await own.call('GET', '/api/chat/queue', operator);
  const item = body['items'].find((entry: { message: { id: string } }) => entry.message.id === id);
  expect(item).toMatchObject({
    message: {
      why: 'Held: it speaks of a stampede (stampede), which must be checked first.',
      place: { zone: 'z0', count: 80, band: 'orange' },
    },
    place_now: { zone: 'z0', count: 20 },
  });
  expect(item.authors_last.map(({ message }: { message: string }) => message)).toEqual(['it is getting tight here']);
  await own.station.stop();
});

test('a muted author is heard by nobody until it is over; a rumour of theirs still reaches operators', async () => {
  const operator = chat.person('operator');
  const sender = await chat.join('central', chat.person('staff'));
  await say(sender, 'first words of mine');
  const me = (await sender.next(({ message }) => message?.message === 'first words of mine'))['message'].author.id;
  const order = { line: 'central', author: me, minutes: 10, reason: 'quarrels on the line' };
  const { body } = await chat.call('POST', '/api/chat/mutes', operator, order);
  expect(body['mute']).toMatchObject({ author: { id: me, name: 'staff' }, by: 'operator', reason: 'quarrels on the line' });
  expect(await sender.next(({ type }) => type === 'muted')).toMatchObject({ author: me, until: body['mute'].until });
  expect(await say(sender, 'I am not quiet')).toMatchObject({ state: 'removed', reasons: [{ rule: 'muted' }] });
  expect(await say(sender, 'fire in coach 4')).toMatchObject({ state: 'held' });
  chat.later(10 * 60_000);
  expect(await say(sender, 'I may speak again')).toMatchObject({ state: 'published' });
  const again = await chat.call('POST', '/api/chat/mutes', operator, { ...order, line: null });
  expect(await say(sender, 'muted on every line')).toMatchObject({ state: 'removed' });
  expect((await chat.call('POST', `/api/chat/mutes/${again.body['mute'].id}/lift`, operator)).status).toBe(200);
  expect(await say(sender, 'lifted, thank you')).toMatchObject({ state: 'published' });
  expect((await chat.call('GET', '/api/chat/mutes', operator)).body['mutes']).toEqual([]);
});

test('slow mode holds an author back for its seconds, and ends by itself', async () => {
  const operator = chat.person('operator');
  const [sender, other] = [await chat.join('western', chat.person('staff')), await chat.join('western', chat.person('staff'))];
  const set = await chat.call('POST', '/api/chat/western/slow-mode', operator, { seconds: 30, minutes: 5 });
  expect(set.body['slow_mode']).toMatchObject({ seconds: 30 });
  expect(await sender.next(({ type }) => type === 'slow_mode')).toMatchObject({ slow_mode: { seconds: 30 } });
  expect(await say(sender, 'the first is let through')).toMatchObject({ state: 'published' });
  chat.later(20_000);
  expect(await say(sender, 'the second is too soon')).toMatchObject({
    state: 'removed',
    reasons: [{ rule: 'slow-mode', wait_s: 10 }],
  });
  expect(await say(other, 'others have their own time')).toMatchObject({ state: 'published' });
  chat.later(10_000);
  expect(await say(sender, 'after thirty seconds')).toMatchObject({ state: 'published' });
  chat.later(5 * 60_000);
  expect(await say(sender, 'slow mode is over')).toMatchObject({ state: 'published' });
  expect(await say(sender, 'and so this too')).toMatchObject({ state: 'published' });
});

test('an official line is published unmoderated, marked, and can be pinned; it falls with its removal', async () => {
  const [operator, staff] = [chat.person('operator'), chat.person('staff')];
  const body = { line: 'western', message: 'Platform changed: 17:40 slow leaves from 5', official: true };
  expect((await chat.call('POST', '/api/chat/message', staff, body)).status).toBe(403);
  const posted = await chat.call('POST', '/api/chat/message', operator, body);
  expect(posted.body).toMatchObject({ state: 'published', official: true, reasons: [{ rule: 'official' }] });
  const { id } = posted.body as unknown as { id: string };
  const reader = await chat.join('western', staff);
  expect((await chat.call('POST', `/api/chat/messages/${id}/pin`, operator)).status).toBe(200);
  expect(await reader.next(({ type }) => type === 'pinned')).toMatchObject({ message: { id } });
  expect((await chat.join('western', staff)).messages[0]).toMatchObject({ pinned: { id } });
  await chat.call('POST', `/api/chat/messages/${id}/remove`, operator, { expected_state: 'published' });
  await reader.next(({ type, message }) => type === 'pinned' && message === null);
  const plain = await chat.call('POST', '/api/chat/message', staff, { line: 'western', message: 'not official' });
  expect((await chat.call('POST', `/api/chat/messages/${plain.body['id']}/pin`, operator)).status).toBe(409);
});

test('a report is counted once a person, and listed with its reason', async () => {
  const [operator, sender] = [chat.person('operator'), await chat.join('western', chat.person('staff'))];
  const reporter = await chat.join('western', chat.person('staff'));
  const { id } = await say(sender, 'the contractor is paid too much');
  for (let i = 0; i < 2; i++) reporter.send({ type: 'report', id, reason: 'not about the line' });
  await waitFor(() => reporter.messages.filter(({ type, id: of }) => type === 'ack' && of === id).length === 2);
  const { body } = await chat.call('GET', '/api/chat/reports', operator);
  const item = body['items'].find((entry: { message: { id: string } }) => entry.message.id === id);
  expect(item).toMatchObject({ message: { reports: 1 }, reports: [{ reason: 'not about the line', actor: { name: 'staff' } }] });
  const acts = await chat.call('GET', '/api/chat/acts?limit=1', operator);
  expect(acts.body['acts']).toMatchObject([{ kind: 'reported', message_id: id }]);
  expect(acts.body['next_cursor']).not.toBeNull();
});

test('an unknown line is closed with 4404; a line that a caller is not on with 4403', async () => {
  const closed = await openSocket(`${chat.station.origin}/ws/chat/nowhere`, chat.person('staff')).closed;
  expect(closed).toMatchObject({ code: 4404, reason: expect.stringContaining('western, central') });
  const { joinPhone } = await import('./people.ts');
  const phone = await joinPhone(chat.station, { role: 'staff', lines: ['central'] });
  expect((await openSocket(`${chat.station.origin}/ws/chat/western`, phone).closed).code).toBe(4403);
  expect((await chat.call('GET', '/api/chat/western/messages', phone)).status).toBe(403);
  expect((await chat.call('POST', '/api/chat/message', phone, { line: 'western', message: 'hello there' })).status).toBe(403);
  expect((await chat.join('central', phone)).messages[0]).toMatchObject({ type: 'history' });
});

test("user_id counts for a service alone, and keeps its users' floods apart", async () => {
  const post = (user: string, i: number) =>
    chat.station.post('/api/chat/message', { line: 'western', message: `reading number ${i} of the gate`, user_id: user });
  const states = async (user: string): Promise<string[]> => {
    const answers = [];
    for (let i = 0; i < 6; i++)
      answers.push((await (await post(user, i)).json()) as { state: string; author: { id: string; role: string } });
    expect(answers[0]?.author).toMatchObject({ role: 'service' });
    expect(answers[0]?.author.id).toMatch(new RegExp(`^service:.*/${user}$`));
    return answers.map(({ state }) => state);
  };
  expect((await states('u1')).at(-1)).toBe('held');
  expect((await states('u2')).at(0)).toBe('published');
  const staff = await chat.call('POST', '/api/chat/message', chat.person('staff'), {
    line: 'western',
    message: 'I am myself',
    user_id: 'u1',
  });
  expect(staff.body['author'].id).toMatch(/^session:[^/]*$/);
});

test('hostile text comes back inert, as it was typed', async () => {
  const text = `<img src=x onerror="alert(1)"> </script>\u0000\u0007 '; DROP TABLE chat_messages; -- {{x}} \u2028`;
  const sender = await chat.join('western', chat.person('staff'));
  await say(sender, text);
  const event = await sender.next(({ type, message }) => type.startsWith('message') && message?.message.includes('onerror'));
  expect(event['message'].message).toBe(text.replace('\u0000\u0007', '').trim());
  const answer = await fetch(`${chat.station.origin}/api/chat/western/messages?limit=5`, { headers: chat.person('viewer') });
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  sender.send({ type: 'message', message: 'x'.repeat(1001) });
  expect(await sender.next(({ type }) => type === 'error')).toMatchObject({ code: 'BAD_REQUEST' });
});

test('history in pages, newest first, without a gap', async () => {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const { body } = await chat.call(
      'GET',
      `/api/chat/western/messages?limit=3${cursor === null ? '' : `&cursor=${cursor}`}`,
      chat.person('viewer'),
    );
    found.push(...body['messages'].map(({ id }: { id: string }) => id));
    cursor = body['next_cursor'];
  } while (cursor !== null);
  const all = await chat.call('GET', '/api/chat/western/messages?limit=1000', chat.person('viewer'));
  expect(found).toEqual(all.body['messages'].map(({ id }: { id: string }) => id));
  expect(new Set(found).size).toBe(found.length);
});
