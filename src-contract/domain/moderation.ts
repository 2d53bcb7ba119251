/**
 * What moderation says of a chat message: its state, and each reason with the facts that its words are made of. A schema, because reasons
 * travel to the pages and lie in the store. The rules themselves are community/moderation.
 */
import { z } from 'zod';

/**
 * - `published`: read by all staff of the line
 * - `held`: seen by its sender and by operators, one of whom decides
 * - `removed`: shown to nobody on the line; kept as evidence
 */
export const moderationStates = ['published', 'held', 'removed'] as const;
export type ModerationState = (typeof moderationStates)[number];

/** What a rumour is about. Such a message is held and never removed by a rule: it may be true. */
export const rumourTopics = [
  'stampede',
  'bomb',
  'attack',
  'fire',
  'gas',
  'collapse',
  'train-accident',
  'electrocution',
  'platform-change',
] as const;
export type RumourTopic = (typeof rumourTopics)[number];

/** `found`: the words in the message as they were written, at most 80 characters, so that an operator sees why. */
const found = z.string().max(80);

export const moderationReason = z.discriminatedUnion('rule', [
  z.object({ rule: z.literal('official') }),
  z.object({ rule: z.literal('muted'), until_ms: z.number() }),
  z.object({ rule: z.literal('slow-mode'), wait_s: z.number().describe('Until the author may write again') }),
  z.object({ rule: z.literal('flood'), count: z.number().int(), within_s: z.number() }),
  z.object({ rule: z.literal('repeat'), times: z.number().int(), authors: z.number().int() }),
  z.object({ rule: z.literal('link'), found }),
  z.object({ rule: z.literal('phone'), found }),
  z.object({ rule: z.literal('insult'), severity: z.enum(['mild', 'severe']), found }),
  z.object({ rule: z.literal('shouting'), found }),
  z.object({
    rule: z.literal('rumour'),
    topic: z.enum(rumourTopics),
    found,
    place: z.string().nullable().describe('Id of the zone that the message names; null when it names none'),
  }),
  z.object({ rule: z.literal('hidden-text'), kind: z.enum(['bidi', 'stacked-marks']) }),
]);
export type ModerationReason = z.infer<typeof moderationReason>;
export type ModerationRule = ModerationReason['rule'];

export interface Moderation {
  readonly state: ModerationState;
  readonly reasons: readonly ModerationReason[];
}
