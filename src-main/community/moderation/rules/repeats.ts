/** The same again, or nearly: by its author, or passed on by several. Short answers ("ok", "yes sir") may be said often. */
import { isNearSame } from '../fingerprint.ts';
import type { Rule } from './rule.ts';

const withinMs = 10 * 60_000;
/** Letters and digits below which a message is an answer and no content. */
const shortLetters = 12;
const mostByOne = 2;
const mostBySeveral = 3;
const mostShortByOne = 4;

export const repeats: Rule = ({ post, print }, { byAuthor, onLine, nowMs }) => {
  const isSame = ({ atMs, print: other }: (typeof onLine)[number]): boolean =>
    nowMs - atMs < withinMs && isNearSame(print, other);
  const isShort = print.letters.length < shortLetters;
  const own = byAuthor.filter(isSame).length;
  if (own >= (isShort ? mostShortByOne : mostByOne)) return found(own + 1, 1);
  if (isShort) return null;
  const others = onLine.filter((recent) => recent.author !== post.author && isSame(recent));
  const authors = new Set(others.map(({ author }) => author)).size;
  return authors >= mostBySeveral - 1 && others.length + own >= mostBySeveral - 1
    ? found(others.length + own + 1, authors + 1)
    : null;
};

function found(times: number, authors: number): ReturnType<Rule> {
  return { asks: 'held', reason: { rule: 'repeat', times, authors } };
}
