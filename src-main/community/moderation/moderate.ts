/**
 * Moderation of one chat message: its state and every reason. In: the message, its author's and the line's recent messages, orders of
 * operators, compiled lists. Out: published, held or removed. Pure: the same input gives the same answer; no clock, no I/O.
 */
import type { Moderation, ModerationState } from '../../../src-contract/domain/moderation.ts';
import { type ModerationContext, type Post, readMessage } from './message.ts';
import type { Finding } from './rules/rule.ts';
import { rules } from './rules/rules.ts';

export function moderate(post: Post, context: ModerationContext): Moderation {
  if (post.official) return { state: 'published', reasons: [{ rule: 'official' }] };
  const message = readMessage(post, context.lists);
  const findings = rules.flatMap((rule) => rule(message, context) ?? []);
  return { state: stateOf(findings), reasons: findings.map(({ reason }) => reason) };
}

/** The hardest that is asked for; but a rumour is held whatever stands beside it, because it may be true. */
function stateOf(findings: readonly Finding[]): ModerationState {
  if (findings.length === 0) return 'published';
  const isRumour = findings.some(({ reason }) => reason.rule === 'rumour');
  return !isRumour && findings.some(({ asks }) => asks === 'removed') ? 'removed' : 'held';
}
