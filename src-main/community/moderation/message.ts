/** A message as the rules see it: read once, in every way that a rule needs; and what they know beside it. All passed in, no clock. */
import { type FoundAbuse, findEnglishAbuse } from './english-abuse.ts';
import { type FoundTerm, findTerms } from './find-terms.ts';
import { type Fingerprint, fingerprintOf } from './fingerprint.ts';
import { readWords, type WordsRead } from './read-words.ts';
import { type UnmaskedText, unmaskText } from './unmask-text.ts';
import type { WordLists } from './word-lists.ts';

export interface Post {
  readonly author: string;
  /** At most 1,000 characters are read. */
  readonly text: string;
  /** An operator's official line: nothing is asked of it. */
  readonly official: boolean;
}

/** A message from before. */
export interface RecentPost {
  readonly author: string;
  readonly atMs: number;
  readonly print: Fingerprint;
}

/** A place that a message may name. */
export interface KnownPlace {
  readonly zoneId: string;
  readonly names: readonly string[];
  /** Its platform as signs say it: `4`, `1A`. */
  readonly platform: string | null;
}

export interface ModerationContext {
  readonly nowMs: number;
  readonly lists: WordLists;
  readonly places: readonly KnownPlace[];
  /** The author's own messages of the last minutes on every line, newest last, at most `mostRecent`. */
  readonly byAuthor: readonly RecentPost[];
  /** The line's messages of the last minutes, newest last, at most `mostRecent`. */
  readonly onLine: readonly RecentPost[];
  /** When the author last wrote on the line what wasn't removed; null: not in the last minutes. */
  readonly lastOnLineMs: number | null;
  /** Seconds that the line's authors leave between two messages; 0 without slow mode. */
  readonly slowModeS: number;
  readonly mutedUntilMs: number | null;
}

/** How many messages from before are looked at; a caller that keeps more costs time for nothing. */
export const mostRecent = 60;

export interface Message {
  readonly post: Post;
  readonly unmasked: UnmaskedText;
  readonly read: WordsRead;
  readonly terms: readonly FoundTerm[];
  readonly abuse: readonly FoundAbuse[];
  readonly print: Fingerprint;
}

export function readMessage(post: Post, lists: WordLists): Message {
  const unmasked = unmaskText(post.text);
  const read = readWords(unmasked.text);
  const { terms, allowed } = findTerms(read, lists);
  const abuse = findEnglishAbuse(blankOut(unmasked.text, allowed));
  return { post, unmasked, read, terms, abuse, print: fingerprintOf(unmasked.text) };
}

/** The words at a place, for an operator. */
export function foundText(
  { unmasked }: Pick<Message, 'unmasked'>,
  { start, end }: { readonly start: number; readonly end: number },
): string {
  const found = unmasked.text.slice(start, end).replace(/\s+/g, ' ');
  return found.length <= mostFound ? found : `${found.slice(0, mostFound - 1)}…`;
}

const mostFound = 80;

function blankOut(text: string, places: readonly { readonly start: number; readonly end: number }[]): string {
  return places.reduce((rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end), text);
}
