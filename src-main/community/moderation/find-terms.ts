/** Words of a message → the terms of the lists that they are. Linear in the words; each is looked up by its keys. */
import { looseMark } from './fold-word.ts';
import type { Word, WordsRead } from './read-words.ts';
import type { Term, TermKind, WordLists, WordPattern } from './word-lists.ts';

export interface FoundTerm {
  readonly is: TermKind;
  /** Place in the unmasked text. */
  readonly start: number;
  readonly end: number;
}

/** How many words may stand between the two parts of `A ~ B`. */
const mostBetween = 4;
const shortestSpelled = 4;
const mostSpelledLetters = 60;
const mostStarred = 10;

export interface FoundTerms {
  readonly terms: readonly FoundTerm[];
  /** Where an `allow` stands; no term touches it. */
  readonly allowed: readonly FoundTerm[];
}

export function findTerms(read: WordsRead, lists: WordLists): FoundTerms {
  const inOrder = read.words.flatMap((_, at) => termsAt(read.words, at, lists));
  const others = [
    ...read.joined.flatMap((word) => termsAt([word], 0, lists)),
    ...read.spelled.flatMap((word) => spelledTerms(word, lists)),
    ...read.words
      .filter(({ text }) => text.includes('*'))
      .slice(0, mostStarred)
      .flatMap((word) => starredTerm(word, lists)),
  ];
  const all = [...inOrder, ...others];
  const allowed = all.filter(({ is }) => is.kind === 'allow');
  const terms = all.filter(
    ({ is, start, end }) => is.kind !== 'allow' && !allowed.some((over) => over.start < end && start < over.end),
  );
  return { terms, allowed };
}

function termsAt(words: readonly Word[], at: number, lists: WordLists): FoundTerm[] {
  const word = words[at];
  if (word === undefined) return [];
  return [...candidates(word, lists)].flatMap(({ is, words: [, ...rest], near }) => {
    const last = matchFrom(words, at + 1, rest);
    if (last === null) return [];
    if (near === null) return [{ is, start: word.start, end: words[last - 1]?.end ?? word.end }];
    const other = findNear(words, at, last, near);
    return other === null
      ? []
      : [{ is, start: Math.min(word.start, other.start), end: Math.max(words[last - 1]?.end ?? 0, other.end) }];
  });
}

function candidates({ keys }: Pick<Word, 'keys'>, { whole, open, openLengths }: WordLists): ReadonlySet<Term> {
  const found = new Set<Term>();
  for (const key of keys) {
    for (const term of whole.get(key) ?? []) found.add(term);
    for (const length of openLengths) {
      if (length > key.length) break;
      for (const term of open.get(key.slice(0, length)) ?? []) found.add(term);
    }
  }
  return found;
}

/** The index behind the last word when `patterns` stand in a row from `at`; null when they don't. */
function matchFrom(words: readonly Word[], at: number, patterns: readonly WordPattern[]): number | null {
  const fits = patterns.every((pattern, i) => {
    const word = words[at + i];
    return word?.keys.some((key) => (pattern.open ? key.startsWith(pattern.key) : key === pattern.key));
  });
  return fits ? at + patterns.length : null;
}

function findNear(
  words: readonly Word[],
  from: number,
  to: number,
  near: readonly WordPattern[],
): Pick<Word, 'start' | 'end'> | null {
  for (let at = Math.max(0, from - mostBetween - near.length); at <= to + mostBetween; at++) {
    const last = at + near.length > from && at < to ? null : matchFrom(words, at, near);
    const [first, end] = [words[at], last === null ? undefined : words[last - 1]];
    if (first !== undefined && end !== undefined) return { start: first.start, end: end.end };
  }
  return null;
}

/** Listed words anywhere in single letters that were put together; the letters before and after may be others. */
function spelledTerms(word: Word, lists: WordLists): FoundTerm[] {
  const letters = word.text.slice(0, mostSpelledLetters);
  const found: FoundTerm[] = [];
  for (let from = 0; from <= letters.length - shortestSpelled; from++) {
    for (let to = from + shortestSpelled; to <= Math.min(letters.length, from + 16); to++) {
      const piece = letters.slice(from, to).toLowerCase();
      for (const { is, words, near } of [piece, looseMark + piece].flatMap((key) => [
        ...(lists.whole.get(key) ?? []),
        ...(lists.open.get(key) ?? []),
      ])) {
        if (words.length === 1 && near === null) found.push({ is, start: word.start, end: word.end });
      }
    }
  }
  return found;
}

/** "f*ck": a severe word of that length whose other letters are these. */
function starredTerm(word: Word, { severeByLength }: WordLists): FoundTerm[] {
  const letters = word.text.toLowerCase();
  if (!/^[^*]/.test(letters)) return [];
  const fits = [0, looseMark.length].some((mark) =>
    (severeByLength.get(letters.length + mark) ?? []).some(({ key }) => {
      const plain = key.slice(mark);
      return plain.length === letters.length && [...plain].every((letter, i) => letters[i] === '*' || letters[i] === letter);
    }),
  );
  return fits ? [{ is: { kind: 'severe' }, start: word.start, end: word.end }] : [];
}
