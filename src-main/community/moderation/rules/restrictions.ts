/** What an operator has ordered: a muted author, and slow mode. Their messages don't fill the queue; a rumour among them still does. */
import type { Rule } from './rule.ts';

export const muted: Rule = (_message, { mutedUntilMs, nowMs }) =>
  mutedUntilMs === null || mutedUntilMs <= nowMs ? null : { asks: 'removed', reason: { rule: 'muted', until_ms: mutedUntilMs } };

export const slowMode: Rule = ({ post }, { slowModeS, onLine, nowMs }) => {
  const last = onLine.findLast(({ author }) => author === post.author);
  const waitMs = last === undefined ? 0 : last.atMs + slowModeS * 1000 - nowMs;
  return waitMs <= 0 ? null : { asks: 'removed', reason: { rule: 'slow-mode', wait_s: Math.ceil(waitMs / 1000) } };
};
