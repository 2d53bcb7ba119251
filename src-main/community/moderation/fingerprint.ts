/** Texts → marks by which near-same ones are told: the trigrams of their letters as bits, and their numbers, which must be the same. */

/** Bits of a sketch: a message of 1,000 letters sets about a third of them. */
const sketchBits = 2048;

export interface Fingerprint {
  /** Letters and digits without anything between, cut to 200. */
  readonly letters: string;
  /** "platform 4 is full" and "platform 5 is full" are not the same. */
  readonly numbers: string;
  readonly sketch: Uint32Array;
}

/** `text` is unmasked. */
export function fingerprintOf(text: string): Fingerprint {
  const letters = text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
    .replace(/(.)\1{2,}/gu, '$1');
  const sketch = new Uint32Array(sketchBits / 32);
  for (let i = 0; i + 2 < letters.length; i++) {
    const bit = trigramBit(letters, i);
    sketch[bit >>> 5] = (sketch[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }
  return { letters: letters.slice(0, 200), numbers: (text.match(/\d+/g) ?? []).join(' '), sketch };
}

/** FNV-1a over three UTF-16 units. */
function trigramBit(letters: string, at: number): number {
  let hash = 0x811c9dc5;
  for (let i = at; i < at + 3; i++) hash = Math.imul(hash ^ letters.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % sketchBits;
}

/** Share of trigrams in common from which two texts are near-same: a word more or less in a sentence of ten. */
const nearSame = 0.8;

export function isNearSame(a: Fingerprint, b: Fingerprint): boolean {
  if (a.numbers !== b.numbers) return false;
  if (a.letters === b.letters && a.letters.length < 200) return true;
  let both = 0;
  let either = 0;
  for (let i = 0; i < a.sketch.length; i++) {
    both += ones((a.sketch[i] ?? 0) & (b.sketch[i] ?? 0));
    either += ones((a.sketch[i] ?? 0) | (b.sketch[i] ?? 0));
  }
  return either > 0 && both / either >= nearSame;
}

function ones(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
