/** Keeps a queue moving: sends when something is added, when the network or the link comes back, and every few seconds; asks who has seen it. */
import { usePhone } from '../station/phone-store.ts';
import type { KeptQueue, Queued } from './kept-queue.ts';

const againMs = 3000;

interface Moving<T extends Queued> {
  readonly queue: KeptQueue<T>;
  /** Sends what waits. */
  readonly push: () => Promise<unknown>;
  /** Asks what became of those that were delivered. */
  readonly ask: () => Promise<void>;
}

/** Returns the way to stop. */
export function keepMoving<T extends Queued>({ queue, push, ask }: Moving<T>): () => void {
  const pushNow = (): void => void push().catch(() => {});
  const askNow = (): void => {
    if (countDelivered(queue.use.getState().items) > 0) ask().catch(() => {});
  };
  const both = (): void => {
    pushNow();
    askNow();
  };
  const stopQueue = queue.use.subscribe((now, before) => {
    pushNow();
    // Somebody may have seen it before the station's answer reached this phone: no news will tell it again.
    if (countDelivered(now.items) > countDelivered(before.items)) askNow();
  });
  const stopLink = usePhone.subscribe((now, before) => {
    if (now.link.kind === 'connected' && before.link.kind !== 'connected') both();
    if (now.incidentSeq !== before.incidentSeq) askNow();
  });
  const stopOthers = queue.followOthers();
  const timer = setInterval(pushNow, againMs);
  addEventListener('online', both);
  both();
  return () => {
    stopQueue();
    stopLink();
    stopOthers();
    clearInterval(timer);
    removeEventListener('online', both);
  };
}

function countDelivered(items: readonly Queued[]): number {
  return items.filter(({ delivery }) => delivery.kind === 'delivered').length;
}
