import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decodeTimecode,
  drawTimecode,
  encodeTimecode,
  readTimecode,
  timecodeAgeMs,
  timecodeBlocks,
  timecodeRangeMs,
} from '../../src-contract/timecode.ts';
import { createRandom } from '../../src-main/twin/simulation/random.ts';

const anyTime = fc.integer({ min: 0, max: 2 ** 45 });

test('a drawn time is read back from a noisy picture of any size', () => {
  fc.assert(
    fc.property(anyTime, fc.constantFrom([640, 360], [416, 234], [960, 540], [352, 198]), fc.integer(), (atMs, size, seed) => {
      const [width = 0, height = 0] = size;
      const luma = new Uint8Array(width * height).fill(90);
      drawTimecode(luma, width, height, atMs);
      const random = createRandom(seed);
      for (let i = 0; i < width * 20; i++) luma[i] = Math.max(0, Math.min(255, (luma[i] ?? 0) + (random() - 0.5) * 90));
      expect(readTimecode(luma, width, height, 1)).toBe(atMs % timecodeRangeMs);
    }),
    { numRuns: 40 },
  );
});

test('a flipped block is noticed, and so are pictures without a code', () => {
  fc.assert(
    fc.property(anyTime, fc.integer({ min: 2, max: timecodeBlocks - 1 }), (atMs, flipped) => {
      const levels = encodeTimecode(atMs).map((isWhite, i) => (isWhite !== (i === flipped) ? 235 : 16));
      expect(decodeTimecode(levels)).toBeNull();
    }),
  );
  for (const level of [0, 16, 128, 255]) expect(readTimecode(new Uint8Array(640 * 360).fill(level), 640, 360, 1)).toBeNull();
});

test('an age is right across the turn of the code', () => {
  expect(timecodeAgeMs(timecodeRangeMs - 100, 5 * timecodeRangeMs + 250)).toBe(350);
  expect(timecodeAgeMs(500, 5 * timecodeRangeMs + 420)).toBe(-80);
});
