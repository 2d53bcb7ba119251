/** How fast one client of /ws is read, and what it is told of frames that can't be. */
import { expect, test } from 'vitest';
import { createFrameIntake } from '../../src-main/server/sockets/frame-intake.ts';

const limits = { frameBytesPerS: 1_000_000, badFrameBurst: 2, badFramesPerS: 0, badFramePauseMs: 700 };

function intake(openClients: number) {
  const pauses: number[] = [];
  const client = { pauseReading: (durationMs: number) => void pauses.push(durationMs) };
  return { pauses, intake: createFrameIntake(client, limits, () => openClients) };
}

test('a client that is alone is read at once up to all there is, and then later', () => {
  const { pauses, intake: alone } = intake(1);
  alone.took(900_000);
  expect(pauses).toEqual([]);
  alone.took(600_000);
  expect(pauses[0]).toBeGreaterThan(400);
  expect(pauses[0]).toBeLessThanOrEqual(500);
});

test('many clients have equal shares, and no pause is so long that a client seems dead', () => {
  const { pauses, intake: one } = intake(10);
  one.took(50_000);
  one.took(100_000);
  expect(pauses[0]).toBeGreaterThan(400);
  one.took(100_000_000);
  expect(pauses[1]).toBe(5000);
});

test('errors are told, then that there were too many, then nothing', () => {
  const { pauses, intake: clumsy } = intake(1);
  expect([1, 2, 3, 4].map(() => clumsy.judgeError())).toEqual(['why', 'why', 'too-many', 'nothing']);
  expect([pauses, clumsy.isClosed()]).toEqual([[700], true]);
});
