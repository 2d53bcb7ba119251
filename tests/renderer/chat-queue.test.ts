/** The held messages as an operator works through them: what is selected next, what another's decision does, how often the list is asked for. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { ModerationReason } from '../../src-contract/domain/moderation.ts';
import { foundWords, markFound } from '../../src-renderer/control-room/chat/mark-found.ts';
import { createQueueFeed } from '../../src-renderer/control-room/chat/queue-feed.ts';
import {
  applyChatUpdate,
  moveInQueue,
  replaceQueue,
  selectHeld,
  useQueue,
} from '../../src-renderer/control-room/chat/queue-store.ts';
import { withOlder } from '../../src-renderer/control-room/chat/with-older.ts';
import { decided, message, moderated, queued } from './chat-samples.ts';
import { fakeClock } from './fake-clock.ts';

const initial = useQueue.getInitialState();
const ids = () => useQueue.getState().items.map((item) => item.message.id);
const selected = () => useQueue.getState().selectedId;
beforeEach(() => {
  useQueue.setState(initial, true);
  replaceQueue([queued(3), queued(2), queued(1)], false);
});

describe('the queue', () => {
  test('stands oldest first, with the oldest selected', () => {
    expect(ids()).toEqual(['m1', 'm2', 'm3']);
    expect(selected()).toBe('m1');
  });

  test('is walked to its ends and no further', () => {
    moveInQueue(1);
    moveInQueue(5);
    expect(selected()).toBe('m3');
    moveInQueue(-9);
    expect(selected()).toBe('m1');
  });

  test.each([
    ['m1', 1, 'm2'],
    ['m2', 2, 'm3'],
    ['m3', 3, 'm2'],
  ])('after %s is decided the next is selected, at the end the one before', (id, order, next) => {
    selectHeld(id);
    applyChatUpdate(decided(order, 'removed'));
    expect(selected()).toBe(next);
  });

  test('what happens elsewhere leaves the selection and the reason that is being written', () => {
    selectHeld('m2');
    useQueue.setState({ reason: 'not true' });
    applyChatUpdate(decided(1, 'approved'));
    applyChatUpdate(moderated(4));
    replaceQueue([queued(4), queued(3), queued(2)], false);
    expect(useQueue.getState()).toMatchObject({ selectedId: 'm2', reason: 'not true', lastDecision: null });
    expect(ids()).toEqual(['m2', 'm3', 'm4']);
  });

  test('a decision of another on the selected message says who, and warns the hand that was about to press', () => {
    const beforeMs = performance.now();
    applyChatUpdate(decided(1, 'removed', 'Chitra'));
    expect(useQueue.getState()).toMatchObject({
      lastDecision: { by: 'Chitra', verdict: 'removed', conflict: false },
      reason: '',
    });
    expect(useQueue.getState().slippedMs).toBeGreaterThanOrEqual(beforeMs);
  });

  test('one’s own decision, told by the socket before its reply, is no slip', () => {
    useQueue.setState({ decidingId: 'm1' });
    applyChatUpdate(decided(1, 'removed'));
    expect(useQueue.getState().slippedMs).toBe(Number.NEGATIVE_INFINITY);
  });

  test('an edit that is held again stays in its place, with what is known of its author', () => {
    applyChatUpdate(moderated(2, { message: 'other words' }));
    const [, item] = useQueue.getState().items;
    expect(item).toMatchObject({ message: { message: 'other words' }, authors_last: [{ id: 'm1' }] });
  });

  test('the last one gone, nothing is selected', () => {
    for (const order of [1, 2, 3]) applyChatUpdate(decided(order, 'approved'));
    expect(selected()).toBeNull();
    moveInQueue(1);
    expect(selected()).toBeNull();
  });
});

describe('the feed of the queue', () => {
  test('a flood is shown at once and asks for the whole list once', async () => {
    const clock = fakeClock();
    let asked = 0;
    const feed = createQueueFeed({
      clock,
      fetchQueue: async () => {
        asked += 1;
        return { items: [queued(9)], more: true };
      },
    });
    for (let order = 10; order < 60; order += 1) feed.push(moderated(order));
    expect(ids()).toHaveLength(53);
    expect(asked).toBe(0);
    clock.advance(1000);
    await expect.poll(() => useQueue.getState().more).toBe(true);
    expect(asked).toBe(1);
    expect(ids()).toEqual(['m9']);
  });

  test('a list that was on its way when a decision came does not bring the message back', async () => {
    const clock = fakeClock();
    let answer: () => void = () => {};
    const feed = createQueueFeed({
      clock,
      fetchQueue: () => new Promise((done) => (answer = () => done({ items: [queued(2), queued(1)], more: false }))),
    });
    const asking = feed.refresh();
    feed.push(decided(1, 'approved'));
    answer();
    await asking;
    expect(ids()).toEqual(['m2', 'm3']);
  });

  test('a station that can’t be asked is a fault that the next answer lifts', async () => {
    let fails = true;
    const feed = createQueueFeed({
      fetchQueue: async () => {
        if (fails) throw new Error('The station cannot be reached');
        return { items: [], more: false };
      },
    });
    await feed.refresh();
    expect(useQueue.getState().fault).toBe('The station cannot be reached');
    fails = false;
    await feed.refresh();
    expect(useQueue.getState()).toMatchObject({ fault: null, items: [] });
  });
});

test.each([
  ['call 98200 12345 now', ['98200 12345'], ['call ', '[98200 12345]', ' now']],
  ['bomb! Bomb bomb', ['bomb'], ['[bomb]', '! Bomb ', '[bomb]']],
  ['a gas fire', ['gas fire', 'fire'], ['a ', '[gas fire]']],
  ['nothing here', ['absent', ''], ['nothing here']],
  ['', ['x'], []],
  ['<b>x</b>', ['<b>'], ['[<b>]', 'x</b>']],
])('in %j the words %j are marked', (text, words, pieces) => {
  expect(markFound(text, words).map(({ text: piece, found }) => (found ? `[${piece}]` : piece))).toEqual(pieces);
});

test('only reasons that quote something have words to mark', () => {
  const reasons: ModerationReason[] = [
    { rule: 'flood', count: 5, within_s: 10 },
    { rule: 'link', found: 'www.x' },
  ];
  expect(foundWords(reasons)).toEqual(['www.x']);
});

test('older pages and the live list are one: what was removed or edited since its page was read is not shown as it was', () => {
  const older = [message(1), message(2), message(3)];
  const live = [message(3, { message: 'edited' }), message(2, { state: 'removed' }), message(4)];
  expect(withOlder([message(0), ...older], live, ['m0']).map(({ id, message: text }) => [id, text])).toEqual([
    ['m1', 'text 1'],
    ['m3', 'edited'],
    ['m4', 'text 4'],
  ]);
});
