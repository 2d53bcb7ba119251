/** Chat on its way out: what a line sees, what a sender or an operator sees. Reasons and decisions are no business of other readers. */
import type { ChatMessageReply, ChatServerMessage, ModeratedMessageReply } from '../../../src-contract/api/chat.ts';
import type { ChatAct, ChatMessage, ChatMute, ChatNews, PlaceView, SlowMode } from '../../../src-contract/domain/chat.ts';
import type { ChatCatchUp } from '../../../src-contract/domain/chat-command.ts';
import { moderationTexts } from '../../../src-contract/texts/moderation-texts.ts';
import { figure, isoTime, isoTimeOrNull, unit } from './figures.ts';

/** Times in the words of `why`; pages make their own in the station's. */
const words = moderationTexts('en', 'UTC');

/** For readers of the line: of the reasons only that it is official. */
export function publicMessage(message: ChatMessage): ChatMessageReply {
  return { ...ownMessage(message), reasons: message.reasons.filter(({ rule }) => rule === 'official'), why: null };
}

/** For its sender. */
export function ownMessage(message: ChatMessage): ChatMessageReply {
  const { id, seq, order, line, author, clientId, text, official, atMs, editedMs, state, reasons } = message;
  return {
    ...{ id, seq, order, line, author, official, state, reasons },
    client_id: clientId,
    message: text,
    timestamp: isoTime(atMs),
    edited_at: isoTimeOrNull(editedMs),
    why: state === 'published' ? null : words({ state, reasons }).operator,
  };
}

/** For operators. */
export function moderatedMessage(message: ChatMessage): ModeratedMessageReply {
  const { place, decision, reports } = message;
  return {
    ...ownMessage(message),
    place: placeReply(place),
    decision:
      decision === null
        ? null
        : { verdict: decision.verdict, by: decision.by, at: isoTime(decision.atMs), reason: decision.reason },
    reports,
  };
}

export function placeReply(view: PlaceView | null) {
  if (view === null) return null;
  const { zoneId: zone, name, atMs, band, count, densityPerM2, confidence, measuredMs } = view;
  return {
    ...{ zone, name, band },
    timestamp: isoTime(atMs),
    count: figure(count),
    density: figure(densityPerM2),
    confidence: unit(confidence),
    measured_at: isoTimeOrNull(measuredMs),
  };
}

export function slowModeReply(slowMode: SlowMode | null) {
  return slowMode === null ? null : { seconds: slowMode.seconds, until: isoTime(slowMode.untilMs) };
}

export function muteReply({ id, line, author, untilMs, reason, by, atMs }: ChatMute) {
  return { id, line, author, until: isoTime(untilMs), reason, by, at: isoTime(atMs) };
}

export function actReply({ seq, kind, atMs, actor: { id, name }, line, messageId, reason, detail }: ChatAct) {
  return { seq, kind, timestamp: isoTime(atMs), actor: { id, name }, line, message_id: messageId, reason, detail };
}

export function lineFacts(line: string, { seq, state, mutedUntilMs }: ChatCatchUp) {
  return {
    ...{ line, seq },
    pinned: state.pinned === null ? null : publicMessage(state.pinned),
    slow_mode: slowModeReply(state.slowMode),
    muted_until: isoTimeOrNull(mutedUntilMs),
  };
}

/** What every reader of the line is told of a change; null when it is none of theirs. */
export function lineEvent(news: ChatNews): ChatServerMessage | null {
  switch (news.kind) {
    case 'message':
      return messageEvent(news.message, news.wasPublished, news.change === 'edited');
    case 'pinned':
      return {
        type: 'pinned',
        seq: news.seq,
        line: news.line,
        message: news.message === null ? null : publicMessage(news.message),
      };
    case 'slow-mode':
      return { type: 'slow_mode', seq: news.seq, line: news.line, slow_mode: slowModeReply(news.slowMode) };
    case 'muted':
      return null;
  }
}

function messageEvent(message: ChatMessage, wasPublished: boolean, edited: boolean): ChatServerMessage | null {
  const { id, seq, state } = message;
  if (state !== 'published') return wasPublished ? { type: 'message_removed', seq, id } : null;
  if (!wasPublished) return { type: 'message', seq, message: publicMessage(message) };
  return edited ? { type: 'message_edited', seq, message: publicMessage(message) } : null;
}

/** The same for one that was away since `sinceSeq`. */
export function missedEvent(message: ChatMessage, sinceSeq: number, own: boolean): ChatServerMessage | null {
  const { id, seq, state, order, everPublished } = message;
  const sawIt = everPublished && order <= sinceSeq;
  if (state === 'published') {
    return { type: sawIt ? 'message_edited' : 'message', seq, message: publicMessage(message) };
  }
  if (own) return { type: 'message_state', seq, message: ownMessage(message) };
  return sawIt ? { type: 'message_removed', seq, id } : null;
}

/** To the readers of one line. */
export function mutedEvent({ seq, mute, untilMsOn }: Extract<ChatNews, { kind: 'muted' }>, readOn: string): ChatServerMessage {
  const { line, author, reason } = mute;
  return { type: 'muted', seq, line, author: author.id, until: isoTimeOrNull(untilMsOn[readOn] ?? null), reason };
}
