/**
 * Unmasked text → its words with their places, and further readings of what was torn apart: "s t u p i d", "b.o.m.b", "chu-tiya".
 * Linear in the text.
 */
import { wordKeys } from './fold-word.ts';

export interface Word {
  /** As written, after unmasking. */
  readonly text: string;
  readonly keys: readonly string[];
  /** Place in the unmasked text, UTF-16 units, end exclusive. */
  readonly start: number;
  readonly end: number;
}

export interface WordsRead {
  readonly words: readonly Word[];
  /** Pieces put together; each stands for a stretch of the text and is no neighbour of anything. */
  readonly joined: readonly Word[];
  /** Single Latin letters put together: a listed word may lie anywhere inside. */
  readonly spelled: readonly Word[];
}

/** Signs that stand for letters count only inside or before letters: "sh!t" is a word, "stop!" is one and a sign. */
const wordPattern = /[\p{L}\p{M}\p{N}@$*!']+/gu;
const signsBefore = /^[*!']+/;
const singleLatin = /^[a-z0-9]$/i;
const singleDevanagari = /^[\u0900-\u097F]$|^[\u0904-\u0939\u0958-\u0961](?:[\u0900-\u0903\u093A-\u094F])*$/;
const tightSeparator = /^[.\-_~|/*+]$/;
const looseSeparator = /^[\s.\-_~|/*+,]{1,3}$/;
const mostPieces = 12;

export function readWords(text: string): WordsRead {
  const words = [...text.matchAll(wordPattern)].map(({ 0: raw, index }) => wordAt(raw, index)).filter((word) => word.text !== '');
  const joined = chains(words, text, tightSeparator, () => true).filter((word) => word.text.length >= 4);
  const spelled = chains(words, text, looseSeparator, ({ text: letter }) => singleLatin.test(letter));
  const syllables = chains(words, text, looseSeparator, ({ text: letter }) => singleDevanagari.test(letter));
  return { words, joined: [...joined, ...syllables.filter((_, i) => i < mostPieces)], spelled };
}

function wordAt(raw: string, at: number): Word {
  const from = raw.replace(signsBefore, '');
  const text = withoutTail(from);
  const start = at + raw.length - from.length;
  return { text, keys: wordKeys(text), start, end: start + text.length };
}

/** By hand: a pattern anchored at the end alone is tried from every sign. */
function withoutTail(text: string): string {
  let end = text.length;
  while (end > 0 && "*!'".includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Runs of neighbours that fit, with a separator of the kind between each two. */
function chains(words: readonly Word[], text: string, separator: RegExp, fits: (word: Word) => boolean): Word[] {
  const found: Word[] = [];
  let run: Word[] = [];
  const close = (): void => {
    const [first, last] = [run[0], run.at(-1)];
    if (first !== undefined && last !== undefined && run.length > 1) {
      const whole = run.map((word) => word.text).join('');
      found.push({ text: whole, keys: wordKeys(whole), start: first.start, end: last.end });
    }
    run = [];
  };
  for (const word of words) {
    const before = run.at(-1);
    if (before !== undefined && (!fits(word) || !separator.test(text.slice(before.end, word.start)))) close();
    if (fits(word)) run.push(word);
  }
  close();
  return found;
}
