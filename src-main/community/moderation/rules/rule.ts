/** What a moderation rule is: a message and its context in; a reason and what it asks for out, or null. */
import type { ModerationReason, ModerationState } from '../../../../src-contract/domain/moderation.ts';
import type { Message, ModerationContext } from '../message.ts';

export interface Finding {
  /** What this reason alone would do. */
  readonly asks: Exclude<ModerationState, 'published'>;
  readonly reason: ModerationReason;
}

export type Rule = (message: Message, context: ModerationContext) => Finding | null;
