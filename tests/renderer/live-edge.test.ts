/** The player's decisions: where it jumps, how fast it plays, what it drops; and that its queue is bounded. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BufferLike, createAppendQueue } from '../../src-renderer/control-room/cameras/append-queue.ts';
import { type BufferView, edgeAction } from '../../src-renderer/control-room/cameras/live-edge.ts';

function check(view: BufferView, expected: { seekS?: number; rate?: 'slow' | 'normal' | 'fast'; trimBeforeS?: number }): void {
  const action = edgeAction(view);
  if (expected.seekS === undefined) expect(action.seekS).toBeNull();
  else expect(action.seekS).toBeCloseTo(expected.seekS, 5);
  const rate = action.rate > 1 ? 'fast' : action.rate < 1 ? 'slow' : 'normal';
  expect(rate).toBe(expected.rate ?? 'normal');
  if (expected.trimBeforeS === undefined) expect(action.trimBeforeS).toBeNull();
  else expect(action.trimBeforeS).toBeCloseTo(expected.trimBeforeS, 5);
}

describe('the live edge', () => {
  test.each([
    ['nothing is buffered', { ranges: [], currentS: 0 }, {}],
    ['first data of a stream that began long ago', { ranges: [[500, 500.4]], currentS: 0 }, { seekS: 500.3 }],
    ['a first range shorter than the cushion', { ranges: [[500, 500.05]], currentS: 0 }, { seekS: 500 }],
    ['near the edge', { ranges: [[10, 12]], currentS: 11.9 }, {}],
    ['a little behind', { ranges: [[10, 12]], currentS: 11.7 }, { rate: 'fast' }],
    ['about to run dry', { ranges: [[10, 12]], currentS: 11.99 }, { rate: 'slow' }],
    ['far behind', { ranges: [[10, 14]], currentS: 11 }, { seekS: 13.9 }],
    ['past the edge: frames would be dropped as late', { ranges: [[10, 12]], currentS: 12.3 }, { seekS: 11.9 }],
    [
      'a gap after a reconnect',
      {
        ranges: [
          [10, 12],
          [15, 16],
        ],
        currentS: 12,
      },
      { seekS: 15.9 },
    ],
    ['much is behind', { ranges: [[10, 40]], currentS: 39.9 }, { trimBeforeS: 33.9 }],
  ] as const)('%s', (_, view, expected) => check(view, expected));

  test('never jumps outside of what is buffered, never trims what is played', () => {
    const time = fc.double({ min: 0, max: 10_000, noNaN: true });
    fc.assert(
      fc.property(time, fc.double({ min: 0.01, max: 60, noNaN: true }), time, (start, length, currentS) => {
        const action = edgeAction({ ranges: [[start, start + length]], currentS });
        if (action.seekS !== null) {
          expect(action.seekS).toBeGreaterThanOrEqual(start);
          expect(action.seekS).toBeLessThanOrEqual(start + length);
        }
        if (action.trimBeforeS !== null) expect(action.trimBeforeS).toBeLessThan(currentS);
        expect(action.rate).toBeGreaterThan(0.8);
        expect(action.rate).toBeLessThanOrEqual(1.15);
      }),
    );
  });
});

/** Does one thing at a time, as a SourceBuffer does, and finishes when told. */
function fakeBuffer() {
  const done: string[] = [];
  const listeners: Record<string, () => void> = {};
  const buffer = {
    updating: false,
    refuses: false,
    appendBuffer(bytes: ArrayBuffer) {
      if (buffer.updating || buffer.refuses) throw new Error('InvalidStateError');
      buffer.updating = true;
      done.push(`append ${bytes.byteLength}`);
    },
    remove(from: number, to: number) {
      if (buffer.updating) throw new Error('InvalidStateError');
      buffer.updating = true;
      done.push(`remove ${from}-${to}`);
    },
    addEventListener(type: string, run: () => void) {
      listeners[type] = run;
    },
    finish() {
      buffer.updating = false;
      listeners['updateend']?.();
    },
  };
  return { buffer: buffer as BufferLike & typeof buffer, done };
}

describe('the append queue', () => {
  test('appends one piece at a time, in order, and trims between them', () => {
    const { buffer, done } = fakeBuffer();
    const queue = createAppendQueue({ buffer, onSettled: () => {}, onBroken: () => {} });
    for (const size of [1, 2, 3]) queue.push(new ArrayBuffer(size));
    queue.trimBefore(7);
    for (let i = 0; i < 4; i += 1) buffer.finish();
    expect(done).toEqual(['append 1', 'remove 0-7', 'append 2', 'append 3']);
    expect(queue.length()).toBe(0);
  });

  test.each([
    ['overflow', false],
    ['refused', true],
  ] as const)('%s breaks it once and empties it', (reason, refuses) => {
    const { buffer } = fakeBuffer();
    const broken: string[] = [];
    const queue = createAppendQueue({ buffer, onSettled: () => {}, onBroken: (why) => broken.push(why), most: 3 });
    buffer.refuses = refuses;
    for (let i = 0; i < 20; i += 1) queue.push(new ArrayBuffer(1));
    expect(broken).toEqual([reason]);
    expect(queue.length()).toBe(0);
  });
});
