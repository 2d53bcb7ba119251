/**
 * Sees through what Unicode can hide: a message in, the same in plain letters and digits out, with what was hidden in it. Look-alike
 * letters are read as Latin, by the table that `obscenity` keeps; Indian scripts are left as they are.
 */
import { resolveConfusablesTransformer } from 'obscenity';
import { mostMessageLength } from './clean-text.ts';

export interface UnmaskedText {
  /** NFKC, no invisible characters, digits 0 to 9, look-alikes as Latin letters; case and punctuation as written. */
  readonly text: string;
  /** Overrides or isolates of writing direction, which show another order than is read. */
  readonly hasBidi: boolean;
  /** More marks on a letter than any script of the station stacks. */
  readonly hasStackedMarks: boolean;
}

/** One character of NFKC can become 18; a message made of such is cut here. */
const mostUnmaskedLength = 2 * mostMessageLength;

/** U+200E and U+200F alone are harmless, and typed by keyboards of the right-to-left kind. */
const bidi = /[\u202A-\u202E\u2066-\u2069]/;
/** Format characters (zero width, joiners, soft hyphen, tags), variation selectors and fillers; the blank of Braille. */
const invisible = /[\p{Cf}\p{DI}\u2800]/gu;
/** Devanagari stacks up to four (nukta, virama or vowel, chandrabindu); Latin letters of India's languages one or two. */
const stackedMarks = /[\p{L}\p{N}](?:(?:(?![\u0900-\u0DFF])\p{M}){3}|\p{M}{6})/u;
/** Marks of all scripts but India's, whose vowels are marks. */
const foreignMarks = /(?![\u0900-\u0DFF])\p{M}/gu;
/** Digits of other scripts: ten in a row from each zero. */
const foreignDigit = /(?![0-9])\p{Nd}/gu;
/** What the table may touch: letters of other alphabets, never those of India's own scripts (U+0900 to U+0DFF), marks, or punctuation. */
const lookAlike = /(?![\u0900-\u0DFF\u0020-\u007E])\p{L}/gu;

export function unmaskText(raw: string): UnmaskedText {
  const cut = raw.slice(0, mostMessageLength);
  const visible = cut.replace(invisible, '').normalize('NFKC').slice(0, mostUnmaskedLength);
  const text = visible
    .normalize('NFD')
    .replace(foreignMarks, '')
    .normalize('NFC')
    .replace(foreignDigit, asciiDigit)
    .replace(lookAlike, latinLetter)
    .replace(/[‘’ʼ`´]/g, "'");
  return { text, hasBidi: bidi.test(cut), hasStackedMarks: stackedMarks.test(visible.normalize('NFD')) };
}

function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}

const transformer = resolveConfusablesTransformer();

function latinLetter(letter: string): string {
  const code = letter.codePointAt(0);
  if (code === undefined || !('transform' in transformer)) return letter;
  const latin = transformer.transform(code);
  return latin === undefined ? letter : String.fromCodePoint(latin);
}
