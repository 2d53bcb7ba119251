/** Counts by key that fade evenly over a window: what is left of a burst is half after half the window. Bounded: the oldest go. */
import type { Clock } from '../../clock.ts';

export interface FadingCount {
  isOver(key: string): boolean;
  /** True while the count, this one included, is within the limit. */
  add(key: string): boolean;
  forget(key: string): void;
}

const mostKeys = 10_000;

export function createFadingCount({ limit, windowMs, clock }: { limit: number; windowMs: number; clock: Clock }): FadingCount {
  const counts = new Map<string, { count: number; atMs: number }>();
  const present = (key: string, nowMs: number): number => {
    const before = counts.get(key);
    return before === undefined ? 0 : Math.max(0, before.count - ((nowMs - before.atMs) / windowMs) * limit);
  };
  return {
    isOver: (key) => present(key, clock.nowMs()) + 1 > limit,
    add(key) {
      const nowMs = clock.nowMs();
      const count = present(key, nowMs) + 1;
      counts.delete(key);
      counts.set(key, { count: Math.min(count, limit + 1), atMs: nowMs });
      const oldest = counts.keys().next().value;
      if (counts.size > mostKeys && oldest !== undefined) counts.delete(oldest);
      return count <= limit;
    },
    forget: (key) => void counts.delete(key),
  };
}
