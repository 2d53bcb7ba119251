/** Stretches that operators closed: in the store first, then in force; gone when their time is over. In: the records and the clock's time. */
import type { WalkBlock, WalkBlockRecords } from '../../../src-contract/domain/walk.ts';

export interface WalkBlocks {
  /** The newest first. */
  list(): readonly WalkBlock[];
  find(stretchId: string): WalkBlock | null;
  put(block: WalkBlock): void;
  /** False when it wasn't closed. */
  remove(stretchId: string): boolean;
  /** Opens those whose time is over; true when there was one. */
  expire(nowMs: number): boolean;
}

export function createWalkBlocks(records: WalkBlockRecords): WalkBlocks {
  const blocks = new Map(records.list().map((block) => [block.stretchId, block]));
  const remove = (stretchId: string): boolean => {
    records.remove(stretchId);
    return blocks.delete(stretchId);
  };
  return {
    list: () => [...blocks.values()].toSorted((a, b) => b.atMs - a.atMs),
    find: (stretchId) => blocks.get(stretchId) ?? null,
    put(block) {
      records.put(block);
      blocks.set(block.stretchId, block);
    },
    remove,
    expire(nowMs) {
      const over = [...blocks.values()].filter(({ untilMs }) => untilMs !== null && untilMs <= nowMs);
      for (const { stretchId } of over) remove(stretchId);
      return over.length > 0;
    },
  };
}
