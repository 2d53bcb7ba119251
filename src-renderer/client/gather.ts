/**
 * What comes in quick succession, handed over together: the first at once, the rest when a moment has gone by. A flood of alarms is then a
 * few changes of the page, not hundreds.
 */

export interface Gather<T> {
  add(items: readonly T[]): void;
  /** What waits, at once: before the whole is replaced by a newer one. */
  flush(): void;
}

export function createGather<T>(deliver: (items: readonly T[]) => void, momentMs: number): Gather<T> {
  let waiting: T[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = (): void => {
    if (waiting.length === 0) return;
    const items = waiting;
    waiting = [];
    deliver(items);
  };
  return {
    add(items) {
      waiting.push(...items);
      if (timer !== null) return;
      flush();
      timer = setTimeout(() => {
        timer = null;
        flush();
      }, momentMs);
    },
    flush,
  };
}
