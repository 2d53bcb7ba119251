/**
 * Station time as a row of black and white blocks along a picture's top edge, to measure delay end to end: the twin draws it,
 * the page's bench reads it back from the decoded picture. In and out: luma 0..255, row-major, any size of picture. The blocks
 * are large fractions of the width, so they survive H.264, chroma loss and scaling.
 *
 * 34 blocks over the whole width: white, black (the marks), 24 bits of the time in ms, 8 bits of checksum; bits from the highest.
 */

const timeBits = 24;
const checkBits = 8;
export const timecodeBlocks = 2 + timeBits + checkBits;
/** The time comes round after this long: 4 h 39 min. */
export const timecodeRangeMs = 2 ** timeBits;
/** Share of the picture's height that the row takes. */
const rowShare = 0.05;
const [white, black] = [235, 16];
/** Marks must differ by at least this much, or there is no code in the picture. */
const leastContrast = 60;

/** The blocks of a time, true = white. */
export function encodeTimecode(atMs: number): boolean[] {
  const time = ((Math.floor(atMs) % timecodeRangeMs) + timecodeRangeMs) % timecodeRangeMs;
  return [true, false, ...bitsOf(time, timeBits), ...bitsOf(checksum(time), checkBits)];
}

/** The time, ms modulo `timecodeRangeMs`; null when the marks or the checksum don't fit. `levels`: one luma a block. */
export function decodeTimecode(levels: readonly number[]): number | null {
  const [high, low] = levels;
  if (levels.length !== timecodeBlocks || high === undefined || low === undefined || high - low < leastContrast) return null;
  const threshold = (high + low) / 2;
  const value = (from: number, count: number) =>
    levels.slice(from, from + count).reduce((sum, level) => sum * 2 + (level > threshold ? 1 : 0), 0);
  const time = value(2, timeBits);
  return value(2 + timeBits, checkBits) === checksum(time) ? time : null;
}

/** How long ago a code was drawn, ms, for delays shorter than half the range. */
export function timecodeAgeMs(code: number, nowMs: number): number {
  const age = (((nowMs - code) % timecodeRangeMs) + timecodeRangeMs) % timecodeRangeMs;
  return age > timecodeRangeMs / 2 ? age - timecodeRangeMs : age;
}

/** Draws the row into luma [height * width]. */
export function drawTimecode(luma: Uint8Array, width: number, height: number, atMs: number): void {
  const rows = Math.round(height * rowShare);
  for (const [i, isWhite] of encodeTimecode(atMs).entries()) {
    const from = Math.round((i * width) / timecodeBlocks);
    const until = Math.round(((i + 1) * width) / timecodeBlocks);
    for (let y = 0; y < rows; y++) luma.fill(isWhite ? white : black, y * width + from, y * width + until);
  }
}

/**
 * Reads the row: the mean of each block's middle. `channels` 1 for luma, 3 or 4 for RGB(A), of which green is read.
 * Null when there is no code.
 */
export function readTimecode(pixels: ArrayLike<number>, width: number, height: number, channels: 1 | 3 | 4): number | null {
  const [top, bottom] = [Math.floor(height * rowShare * 0.25), Math.max(1, Math.ceil(height * rowShare * 0.75))];
  const block = width / timecodeBlocks;
  const levels = Array.from({ length: timecodeBlocks }, (_, i) => {
    const [left, right] = [
      Math.floor((i + 0.3) * block),
      Math.max(Math.floor((i + 0.3) * block) + 1, Math.ceil((i + 0.7) * block)),
    ];
    let sum = 0;
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) sum += pixels[(y * width + x) * channels + (channels === 1 ? 0 : 1)] ?? 0;
    }
    return sum / ((bottom - top) * (right - left));
  });
  return decodeTimecode(levels);
}

function bitsOf(value: number, count: number): boolean[] {
  return Array.from({ length: count }, (_, i) => ((value >>> (count - 1 - i)) & 1) === 1);
}

/** One byte that a single wrong bit, or a picture without code (all black, all white), doesn't satisfy. */
function checksum(time: number): number {
  let sum = 0x5a;
  for (let shift = 0; shift < timeBits; shift += 8) sum = (Math.imul(sum ^ ((time >>> shift) & 255), 0x1d) + 0x35) & 255;
  return sum;
}
