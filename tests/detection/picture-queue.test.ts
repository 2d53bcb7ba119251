/** Whose picture is next: newest of each client, clients in turn, one in work each. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPictureQueue } from '../../src-main/detection/picture-queue.ts';

const picture = (clientId: string, n: number) => ({ clientId, n });

test('the newest of a client waits and keeps its turn', () => {
  const queue = createPictureQueue<ReturnType<typeof picture>>();
  expect(queue.put(picture('a', 1))).toBeNull();
  queue.put(picture('b', 1));
  expect(queue.put(picture('a', 2))).toEqual(picture('a', 1));
  expect([queue.waiting(), queue.take(), queue.take(), queue.take()]).toEqual([2, picture('a', 2), picture('b', 1), null]);
});

test('a client with a picture in work waits, and goes behind the others afterwards', () => {
  const queue = createPictureQueue<ReturnType<typeof picture>>();
  queue.put(picture('a', 1));
  queue.take();
  queue.put(picture('a', 2));
  expect(queue.take()).toBeNull();
  queue.put(picture('b', 1));
  queue.done('a');
  expect(queue.take()).toEqual(picture('a', 2));
  queue.put(picture('a', 3));
  queue.done('a');
  expect(queue.take()).toEqual(picture('b', 1));
});

test('who leaves, and all at the end, are handed back', () => {
  const queue = createPictureQueue<ReturnType<typeof picture>>();
  queue.put(picture('a', 1));
  queue.put(picture('b', 1));
  expect([queue.remove('a'), queue.remove('a'), queue.clear(), queue.waiting()]).toEqual([
    picture('a', 1),
    null,
    [picture('b', 1)],
    0,
  ]);
});

test('however clients send, each that waits is served before any other is served twice more', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.boolean()), { maxLength: 200 }), (steps) => {
      const queue = createPictureQueue<ReturnType<typeof picture>>();
      /** Turns of others since a client began to wait. */
      const passed = new Map<string, Map<string, number>>();
      steps.forEach(([client, isTurn], n) => {
        const id = `c${client}`;
        if (queue.put(picture(id, n)) === null) passed.set(id, new Map());
        if (!isTurn) return;
        const taken = queue.take()?.clientId ?? '';
        queue.done(taken);
        passed.delete(taken);
        for (const turns of passed.values()) turns.set(taken, (turns.get(taken) ?? 0) + 1);
        for (const turns of passed.values()) for (const count of turns.values()) expect(count).toBeLessThanOrEqual(1);
      });
    }),
  );
});
