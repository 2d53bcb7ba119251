/**
 * Keeps the held messages up to date: live changes at once, the whole list (with authors' last messages and the sensors' view) soon after,
 * once for many changes. How the station is asked is handed in.
 */
import type { ModeratedMessageReply, QueuedMessageReply } from '../../../src-contract/api/chat.ts';
import { browserClock, type Clock } from '../../client/reconnecting-socket.ts';
import { applyChatUpdate, replaceQueue, useQueue } from './queue-store.ts';

interface QueueFeedOptions {
  /** Newest first, and whether there are more. Rejects when the station can't be asked. */
  readonly fetchQueue: () => Promise<{ items: readonly QueuedMessageReply[]; more: boolean }>;
  readonly clock?: Clock;
}

export interface QueueFeed {
  push(message: ModeratedMessageReply): void;
  /** Asks for the whole list now. Never rejects: a fault is shown. */
  refresh(): Promise<void>;
}

/** A flood asks once a second, not once a message. */
const gatherMs = 1000;

export function createQueueFeed({ fetchQueue, clock = browserClock }: QueueFeedOptions): QueueFeed {
  let isPlanned = false;
  let changes = 0;

  const refresh = async (): Promise<void> => {
    const before = changes;
    try {
      const { items, more } = await fetchQueue();
      // What came while the list was on its way is newer than the list.
      if (before === changes) replaceQueue(items, more);
      else plan();
    } catch (error) {
      useQueue.setState({ fault: error instanceof Error ? error.message : String(error) });
    }
  };
  const plan = (): void => {
    if (isPlanned) return;
    isPlanned = true;
    clock.after(gatherMs, () => {
      isPlanned = false;
      refresh();
    });
  };
  return {
    push(message) {
      const { items } = useQueue.getState();
      const concerns = message.state === 'held' || items.some((item) => item.message.id === message.id);
      if (concerns) changes += 1;
      applyChatUpdate(message);
      if (message.state === 'held') plan();
    },
    refresh,
  };
}
