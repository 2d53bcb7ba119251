/**
 * The text of word lists → what the rules look words up in. One entry a line:
 *
 *   severe WORDS           abuse, slurs, threats: the message is removed
 *   mild WORDS             rude: the message is held
 *   rumour TOPIC WORDS     the message is held, and never removed
 *   allow WORDS            never counts, whatever else says so
 *   spelling loose|exact   of the Latin words below it: as Hindi and Marathi are spelled by ear, or letter by letter
 *
 * WORDS are one or several words in a row; `*` at a word's end stands for any ending; `A ~ B` means near each other, in any order.
 * `#` begins a comment.
 */
import { type RumourTopic, rumourTopics } from '../../../src-contract/domain/moderation.ts';
import { KavachError } from '../../errors.ts';
import { exactKey, looseKey, looseMark } from './fold-word.ts';

export type TermKind = { readonly kind: 'severe' | 'mild' | 'allow' } | { readonly kind: 'rumour'; readonly topic: RumourTopic };

export interface WordPattern {
  readonly key: string;
  /** Any ending. */
  readonly open: boolean;
}

export interface Term {
  readonly is: TermKind;
  readonly words: readonly WordPattern[];
  /** A second part that must stand near, for `A ~ B`. */
  readonly near: readonly WordPattern[] | null;
}

/** Terms by the key of their first word; those with an open first word apart, with the lengths that such keys have. */
export interface WordLists {
  readonly whole: ReadonlyMap<string, readonly Term[]>;
  readonly open: ReadonlyMap<string, readonly Term[]>;
  readonly openLengths: readonly number[];
  /** Single severe words by their length, for those with a letter starred out. */
  readonly severeByLength: ReadonlyMap<number, readonly WordPattern[]>;
}

export interface WordListText {
  /** Its file, for the words of a fault. */
  readonly name: string;
  readonly text: string;
}

const mostTerms = 20_000;
/** Shorter beginnings would be those of most words. */
const fewestBeforeStar = 3;

/** Throws SETTING_INVALID with the file and line of what can't be read. */
export function compileWordLists(lists: readonly WordListText[]): WordLists {
  const terms = lists.flatMap(readList);
  if (terms.length > mostTerms) {
    throw new KavachError('SETTING_INVALID', `the moderation lists hold ${terms.length} entries; at most ${mostTerms} are read.`);
  }
  const open = groupByFirst(terms.filter((term) => term.words[0]?.open === true));
  return {
    whole: groupByFirst(terms.filter((term) => term.words[0]?.open === false)),
    open,
    openLengths: [...new Set([...open.keys()].map((key) => key.length))].toSorted((a, b) => a - b),
    severeByLength: Map.groupBy(
      terms.flatMap(({ is, words: [only, ...more], near }) =>
        is.kind === 'severe' && only !== undefined && more.length === 0 && near === null ? [only] : [],
      ),
      ({ key }) => key.length,
    ),
  };
}

function groupByFirst(terms: readonly Term[]): Map<string, Term[]> {
  return Map.groupBy(terms, ({ words }) => words[0]?.key ?? '');
}

function readList({ name, text }: WordListText): Term[] {
  let spelling: (word: string) => string = exactKey;
  return text.split(/\r?\n/).flatMap((line, i) => {
    const [first, ...rest] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (first === undefined || first === '') return [];
    const fault = (allowed: string): KavachError =>
      new KavachError(
        'SETTING_INVALID',
        `${name}, line ${i + 1}: "${line.trim().slice(0, 80)}" can't be read; allowed: ${allowed}.`,
      );
    if (first === 'spelling') {
      if (rest.length !== 1 || !(rest[0] === 'loose' || rest[0] === 'exact')) throw fault('"spelling loose" or "spelling exact"');
      spelling = rest[0] === 'loose' ? looseKey : exactKey;
      return [];
    }
    return [readTerm(first, rest, spelling, fault)];
  });
}

function readTerm(
  first: string,
  rest: readonly string[],
  spelling: (word: string) => string,
  fault: (allowed: string) => Error,
): Term {
  const is = readKind(first, rest[0], fault);
  const parts = (is.kind === 'rumour' ? rest.slice(1) : rest).join(' ').split(' ~ ');
  const [words = [], near = null, ...more] = parts.map((part) =>
    part
      .split(' ')
      .filter(Boolean)
      .map((word) => readWord(word, spelling)),
  );
  const tooShort = [words[0], near?.[0]].some(
    (first) => first?.open === true && first.key.replace(looseMark, '').length < fewestBeforeStar,
  );
  if (words.length === 0 || near?.length === 0 || more.length > 0 || tooShort) {
    throw fault(
      `one or more words, or two parts with " ~ " between; a word that ends with "*" at the beginning has at least ${fewestBeforeStar} letters before it`,
    );
  }
  return { is, words, near };
}

function readKind(first: string, topicText: string | undefined, fault: (allowed: string) => Error): TermKind {
  if (first === 'severe' || first === 'mild' || first === 'allow') return { kind: first };
  if (first !== 'rumour') throw fault('a line that begins with severe, mild, rumour, allow or spelling');
  const topic = rumourTopics.find((known) => known === topicText);
  if (topic === undefined) throw fault(`rumour and one of ${rumourTopics.join(', ')}`);
  return { kind: 'rumour', topic };
}

function readWord(word: string, spelling: (word: string) => string): WordPattern {
  const open = word.endsWith('*');
  return { key: spelling(open ? word.slice(0, -1) : word), open };
}
