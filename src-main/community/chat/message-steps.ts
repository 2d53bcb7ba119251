/** The life of one chat message, pure: written, edited, decided, reported. In: the message and what happens. Out: the next, or a refusal. */
import type { ChatActor, ChatMessage, PlaceView } from '../../../src-contract/domain/chat.ts';
import type { ChatPost } from '../../../src-contract/domain/chat-command.ts';
import type { Moderation } from '../../../src-contract/domain/moderation.ts';
import { KavachError } from '../../errors.ts';

/** After it, what others have read and answered stays as it is. */
export const mostEditAgeMs = 15 * 60_000;

interface Written {
  readonly id: string;
  readonly post: ChatPost;
  readonly moderation: Moderation;
  readonly place: PlaceView | null;
  readonly atMs: number;
}

export function writtenMessage({ id, post, moderation, place, atMs }: Written, seq: number): ChatMessage {
  const { by: author, line, clientId, text, official } = post;
  return {
    ...{ id, line, author, clientId, text, official, atMs },
    editedMs: null,
    state: moderation.state,
    reasons: [...moderation.reasons],
    place,
    decision: null,
    order: seq,
    everPublished: moderation.state === 'published',
    seq,
    reports: 0,
  };
}

/** Throws FORBIDDEN or CONFLICT. */
export function requireEditable(message: ChatMessage, by: ChatActor, nowMs: number): void {
  if (message.author.id !== by.id) throw new KavachError('FORBIDDEN', 'Only its author may edit a message.');
  if (message.state === 'removed') {
    throw new KavachError('CONFLICT', 'This message was removed and can’t be edited; write another.', decisionOf(message));
  }
  if (nowMs - message.atMs > mostEditAgeMs) {
    throw new KavachError('CONFLICT', `A message can be edited for ${mostEditAgeMs / 60_000} minutes; write another.`);
  }
}

interface Edited {
  readonly text: string;
  readonly moderation: Moderation;
  readonly place: PlaceView | null;
  readonly atMs: number;
}

/** What an operator has decided holds no longer: it was about other words. */
export function editedMessage(message: ChatMessage, { text, moderation, place, atMs }: Edited, seq: number): ChatMessage {
  const next = { ...message, text, editedMs: atMs, reasons: [...moderation.reasons], place, decision: null, seq };
  return inState(next, moderation.state, seq);
}

/** Throws CONFLICT when another operator, or an edit, was first; its details say who, what and when. */
export function requireUndecided(message: ChatMessage, expectedState: ChatMessage['state']): void {
  if (message.state === expectedState) return;
  const { decision } = message;
  const how =
    decision === null
      ? `It is ${message.state} now, after an edit by its author`
      : `${decision.by} ${decision.verdict} it at ${new Date(decision.atMs).toISOString()}`;
  throw new KavachError('CONFLICT', `Another was first: ${how}. Look at it again before you decide.`, decisionOf(message));
}

interface Decided {
  readonly verdict: 'approved' | 'removed';
  readonly by: ChatActor;
  readonly reason: string | null;
  readonly atMs: number;
}

export function decidedMessage(message: ChatMessage, { verdict, by, reason, atMs }: Decided, seq: number): ChatMessage {
  const decision = { verdict, by: by.name, atMs, reason };
  return inState({ ...message, decision, seq }, verdict === 'approved' ? 'published' : 'removed', seq);
}

/** A message takes its place on the line with its first publication, and keeps it. */
function inState(message: ChatMessage, state: ChatMessage['state'], seq: number): ChatMessage {
  const first = state === 'published' && !message.everPublished;
  return { ...message, state, order: first ? seq : message.order, everPublished: message.everPublished || state === 'published' };
}

function decisionOf({ state, decision }: ChatMessage): object {
  if (decision === null) return { state, decided_by: null, decided_at: null };
  return { state, decided_by: decision.by, decided_at: new Date(decision.atMs).toISOString(), verdict: decision.verdict };
}
