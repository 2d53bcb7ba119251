/** Too many messages of one author. The first too many are held, because six short lines may be one person in trouble; then removed. */
import type { Rule } from './rule.ts';

const withinS = 10;
const mostPublished = 5;
const mostHeld = 12;

export const flood: Rule = (_message, { byAuthor, nowMs }) => {
  const count = 1 + byAuthor.filter(({ atMs }) => nowMs - atMs < withinS * 1000).length;
  if (count <= mostPublished) return null;
  return { asks: count <= mostHeld ? 'held' : 'removed', reason: { rule: 'flood', count, within_s: withinS } };
};
