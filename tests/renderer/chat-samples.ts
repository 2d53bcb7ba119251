/** Chat messages for the page's tests. */
import {
  type ChatMessageReply,
  chatMessageReply,
  type ModeratedMessageReply,
  moderatedMessageReply,
  type QueuedMessageReply,
} from '../../src-contract/api/chat.ts';

const at = '2026-11-20T10:00:00.000Z';

export function message(order: number, change: Partial<ChatMessageReply> = {}): ChatMessageReply {
  return chatMessageReply.parse({
    ...{ id: `m${order}`, seq: order, order, line: 'western', client_id: null, message: `text ${order}` },
    ...{ author: { id: 'session:asha', name: 'Asha', role: 'staff' }, official: false, timestamp: at, edited_at: null },
    ...{ state: 'published', reasons: [], why: null },
    ...change,
  });
}

export function moderated(order: number, change: Partial<ModeratedMessageReply> = {}): ModeratedMessageReply {
  return moderatedMessageReply.parse({ ...message(order), state: 'held', place: null, decision: null, reports: 0, ...change });
}

export function queued(order: number): QueuedMessageReply {
  return { message: moderated(order), authors_last: [moderated(order - 1)], place_now: null };
}

export function decided(order: number, verdict: 'approved' | 'removed', by = 'Binod'): ModeratedMessageReply {
  const state = verdict === 'approved' ? 'published' : 'removed';
  return moderated(order, { state, decision: { verdict, by, at, reason: null } });
}
