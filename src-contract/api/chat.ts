/**
 * Line chat: `WS /ws/chat/:line` for who reads and writes, REST for posting, history and what operators do. Every change has a number
 * (`seq`) that only rises; a client that comes back gives the highest it has as `since_seq`.
 */
import { z } from 'zod';
import { bands } from '../domain/band.ts';
import { chatActKinds, decisionVerdicts, mostChatLetters } from '../domain/chat.ts';
import { moderationReason, moderationStates } from '../domain/moderation.ts';
import { cursorQuery, idParams, type RouteContract, timestamp } from './route.ts';

const tag = 'Chat';
const lineId = z.string().min(1).max(64);
const messageText = z.string().trim().min(1).max(mostChatLetters);
const reason = z.string().trim().min(3).max(500);
const userId = z.string().trim().min(1).max(100).describe("A service's own user; others are who they are");
const clientId = z.string().min(1).max(100).describe("The sender's name for the message: sent again, it is the same message");

export const chatMessageReply = z.object({
  id: z.string(),
  seq: z.number().int().describe('Number of its newest change'),
  order: z.number().int().describe('Its place on the line: sort by it'),
  line: lineId,
  author: z.object({ id: z.string(), name: z.string(), role: z.string() }),
  client_id: z.string().nullable(),
  message: z.string().describe('As it was typed; show it as text, never as HTML'),
  official: z.boolean(),
  timestamp,
  edited_at: timestamp.nullable(),
  state: z.enum(moderationStates),
  reasons: z.array(moderationReason).describe('Why; told to its sender and to operators'),
  why: z.string().nullable().describe('The same in English; pages word it from the reasons'),
});
export type ChatMessageReply = z.infer<typeof chatMessageReply>;

export const placeViewReply = z.object({
  zone: z.string(),
  name: z.string(),
  timestamp,
  band: z.enum(bands),
  count: z.number().nullable(),
  density: z.number().nullable(),
  confidence: z.number(),
  measured_at: timestamp.nullable(),
});
export type PlaceViewReply = z.infer<typeof placeViewReply>;

/** What operators see of a message. */
export const moderatedMessageReply = chatMessageReply.extend({
  place: placeViewReply.nullable().describe('What the sensors said, when it was written, of the place that it names'),
  decision: z
    .object({ verdict: z.enum(decisionVerdicts), by: z.string(), at: timestamp, reason: z.string().nullable() })
    .nullable(),
  reports: z.number().int(),
});
export type ModeratedMessageReply = z.infer<typeof moderatedMessageReply>;

export const slowModeReply = z.object({ seconds: z.number(), until: timestamp });

export const chatClientMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), message: messageText, client_id: clientId.optional(), user_id: userId.optional() }),
  z.object({ type: z.literal('edit'), id: z.string().max(100), message: messageText, user_id: userId.optional() }),
  z.object({ type: z.literal('report'), id: z.string().max(100), reason, user_id: userId.optional() }),
  z.object({ type: z.literal('pong') }),
]);

const seq = z.number().int();
/** What holds on the line beside its messages. */
const lineFacts = {
  line: lineId,
  seq,
  pinned: chatMessageReply.nullable(),
  slow_mode: slowModeReply.nullable(),
  muted_until: timestamp.nullable().describe('Of this reader'),
};

export const chatServerMessage = z.discriminatedUnion('type', [
  /** First of all: the newest messages. `truncated` after a `since_seq` that is too far back, or not of this station: drop what you have. */
  z.object({ type: z.literal('history'), ...lineFacts, truncated: z.boolean(), messages: z.array(chatMessageReply) }),
  /** First after a `since_seq`; what was missed follows as events. */
  z.object({ type: z.literal('resumed'), ...lineFacts }),
  z.object({
    type: z.literal('ack'),
    client_id: z.string().nullable(),
    id: z.string(),
    seq,
    state: z.enum(moderationStates),
    reasons: z.array(moderationReason),
  }),
  z.object({ type: z.literal('message'), seq, message: chatMessageReply }),
  z.object({ type: z.literal('message_edited'), seq, message: chatMessageReply }),
  z.object({ type: z.literal('message_removed'), seq, id: z.string() }),
  /** To its sender and to operators: a message that isn't published, or was decided. */
  z.object({ type: z.literal('message_state'), seq, message: chatMessageReply }),
  z.object({ type: z.literal('pinned'), seq, line: lineId, message: chatMessageReply.nullable() }),
  z.object({ type: z.literal('slow_mode'), seq, line: lineId, slow_mode: slowModeReply.nullable() }),
  /** To whom it concerns, and to operators. */
  z.object({
    type: z.literal('muted'),
    seq,
    line: lineId.nullable(),
    author: z.string(),
    until: timestamp.nullable().describe('Null: lifted'),
    reason: z.string(),
  }),
  z.object({
    type: z.literal('error'),
    code: z.string(),
    message: z.string(),
    client_id: z.string().nullable(),
    details: z.unknown().optional(),
  }),
]);
export type ChatServerMessage = z.infer<typeof chatServerMessage>;

/** On /ws/real-time with the subscription `chat`: every new or changed message of every line, to operators. */
export const chatUpdate = z.object({ type: z.literal('chat_update'), line: lineId, message: moderatedMessageReply });

export const muteReply = z.object({
  id: z.string(),
  line: lineId.nullable().describe('Null: on every line'),
  author: z.object({ id: z.string(), name: z.string() }),
  until: timestamp,
  reason: z.string(),
  by: z.string(),
  at: timestamp,
});
export type MuteReply = z.infer<typeof muteReply>;

export const chatActReply = z.object({
  seq,
  kind: z.enum(chatActKinds),
  timestamp,
  actor: z.object({ id: z.string(), name: z.string() }),
  line: lineId.nullable(),
  message_id: z.string().nullable(),
  reason: z.string().nullable(),
  detail: z.string().nullable(),
});
export type ChatActReply = z.infer<typeof chatActReply>;

/** A held message with what helps to decide. */
export const queuedMessageReply = z.object({
  message: moderatedMessageReply,
  authors_last: z.array(moderatedMessageReply),
  place_now: placeViewReply.nullable(),
});
export type QueuedMessageReply = z.infer<typeof queuedMessageReply>;

export const reportedMessageReply = z.object({ message: moderatedMessageReply, reports: z.array(chatActReply) });
export type ReportedMessageReply = z.infer<typeof reportedMessageReply>;

/** `details` of the CONFLICT that a decision gets when another, or an edit, was first. */
export const decisionConflict = z.object({
  state: z.enum(moderationStates),
  decided_by: z.string().nullable(),
  decided_at: timestamp.nullable(),
  verdict: z.enum(decisionVerdicts).optional(),
});

const nextCursor = z.string().nullable();
const afterDecision = z.object({ message: moderatedMessageReply });
const decisionBody = z.object({
  expected_state: z.enum(moderationStates).describe('The state that you saw; another decision meanwhile is a CONFLICT'),
  reason: reason.optional(),
});
const lineParams = z.object({ line: lineId });
// What operators do is kept with the messages, with its reason.
const audit = false;

export const chatRoutes = {
  postChatMessage: {
    ...{ method: 'POST', path: '/api/chat/message', tag, access: 'staff', audit },
    summary: 'Write on a line; the answer says whether it is published, held or removed, and why',
    body: z.object({
      line: lineId,
      message: messageText,
      user_id: z.string().max(100).optional().describe("A service's own user; ignored from others"),
      client_id: clientId.optional(),
      official: z.boolean().default(false).describe('By an operator: published unmoderated, and marked'),
    }),
    response: chatMessageReply,
  },
  chatMessages: {
    ...{ method: 'GET', path: '/api/chat/:line/messages', tag, access: 'viewer' },
    summary: 'What was published on a line, newest first',
    params: lineParams,
    query: cursorQuery,
    response: z.object({ messages: z.array(chatMessageReply), next_cursor: nextCursor }),
  },
  chatQueue: {
    ...{ method: 'GET', path: '/api/chat/queue', tag, access: 'operator' },
    summary:
      "Held messages of every line, newest first, each with why, its author's last ones and the sensors' view of its place",
    query: cursorQuery,
    response: z.object({
      items: z.array(queuedMessageReply),
      next_cursor: nextCursor,
    }),
  },
  approveChatMessage: {
    ...{ method: 'POST', path: '/api/chat/messages/:id/approve', tag, access: 'operator', audit },
    summary: 'Publish a held or removed message',
    params: idParams,
    body: decisionBody,
    response: afterDecision,
  },
  removeChatMessage: {
    ...{ method: 'POST', path: '/api/chat/messages/:id/remove', tag, access: 'operator', audit },
    summary: 'Take a message off the line; it is kept as evidence',
    params: idParams,
    body: decisionBody,
    response: afterDecision,
  },
  pinChatMessage: {
    ...{ method: 'POST', path: '/api/chat/messages/:id/pin', tag, access: 'operator', audit },
    summary: 'Pin an official message on its line, in place of the one before',
    params: idParams,
    response: afterDecision,
  },
  unpinChatMessage: {
    ...{ method: 'POST', path: '/api/chat/messages/:id/unpin', tag, access: 'operator', audit },
    summary: 'Take the pin off',
    params: idParams,
    response: afterDecision,
  },
  slowMode: {
    ...{ method: 'POST', path: '/api/chat/:line/slow-mode', tag, access: 'operator', audit },
    summary: 'Let each author write only every so many seconds, for a while; 0 seconds ends it',
    params: lineParams,
    body: z.object({
      seconds: z.number().min(0).max(3600),
      minutes: z.number().min(1).max(1440).default(30),
      reason: reason.optional(),
    }),
    response: z.object({ line: lineId, slow_mode: slowModeReply.nullable() }),
  },
  muteAuthor: {
    ...{ method: 'POST', path: '/api/chat/mutes', tag, access: 'operator', audit },
    summary: 'Keep an author from writing, on one line or on all, until the time is over',
    body: z.object({
      line: lineId.nullable(),
      author: z.string().min(1).max(300).describe('`author.id` of a message'),
      minutes: z.number().min(1).max(10_080),
      reason,
    }),
    response: z.object({ mute: muteReply }),
  },
  mutes: {
    ...{ method: 'GET', path: '/api/chat/mutes', tag, access: 'operator' },
    summary: 'Who may not write now',
    response: z.object({ mutes: z.array(muteReply) }),
  },
  liftMute: {
    ...{ method: 'POST', path: '/api/chat/mutes/:id/lift', tag, access: 'operator', audit },
    summary: 'End a mute now',
    params: idParams,
    response: z.object({ mute: muteReply }),
  },
  chatReports: {
    ...{ method: 'GET', path: '/api/chat/reports', tag, access: 'operator' },
    summary: 'Messages that staff have reported, newest first, with who and why',
    query: cursorQuery,
    response: z.object({
      items: z.array(reportedMessageReply),
      next_cursor: nextCursor,
    }),
  },
  chatActs: {
    ...{ method: 'GET', path: '/api/chat/acts', tag, access: 'operator' },
    summary: 'What operators did and what was reported, newest first: who, when, why',
    query: cursorQuery,
    response: z.object({ acts: z.array(chatActReply), next_cursor: nextCursor }),
  },
} as const satisfies Record<string, RouteContract>;
