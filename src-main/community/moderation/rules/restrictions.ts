/** What an operator has ordered: a muted author, and slow mode. Their messages don't fill the queue; a rumour among them still does. */
import type { Rule } from './rule.ts';

export const muted: Rule = (_message, { mutedUntilMs, nowMs }) =>
  mutedUntilMs === null || mutedUntilMs <= nowMs ? null : { asks: 'removed', reason: { rule: 'muted', until_ms: mutedUntilMs } };

export const slowMode: Rule = (_message, { slowModeS, lastOnLineMs, nowMs }) => {
  const waitMs = lastOnLineMs === null ? 0 : lastOnLineMs + slowModeS * 1000 - nowMs;
  return waitMs <= 0 ? null : { asks: 'removed', reason: { rule: 'slow-mode', wait_s: Math.ceil(waitMs / 1000) } };
};
