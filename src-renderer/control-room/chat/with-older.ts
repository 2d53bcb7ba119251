/** Older pages and the live messages as one list. Pure. */
import type { ChatMessageReply } from '../../../src-contract/api/chat.ts';

/**
 * What the line sees, in its order, each once; what the live list says of a message counts, so that one that was removed or edited since
 * its page was read is not shown as it was.
 */
export function withOlder(
  older: readonly ChatMessageReply[],
  live: readonly ChatMessageReply[],
  removed: readonly string[] = [],
): ChatMessageReply[] {
  const known = new Map(older.map((message) => [message.id, message]));
  for (const id of removed) known.delete(id);
  for (const message of live) known.set(message.id, message);
  return [...known.values()].filter(({ state }) => state === 'published').toSorted((a, b) => a.order - b.order);
}
