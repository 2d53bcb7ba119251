/** Which ids were seen lately, within a bounded memory: two halves, the older of which is forgotten when the newer is full. */

export interface RecentIds {
  /** True the first time; false when it was seen among the newest `most / 2` to `most` ids. */
  add(id: string): boolean;
}

export function createRecentIds(most: number): RecentIds {
  let newer = new Set<string>();
  let older = new Set<string>();
  return {
    add(id) {
      if (newer.has(id) || older.has(id)) return false;
      newer.add(id);
      if (newer.size >= most / 2) {
        older = newer;
        newer = new Set();
      }
      return true;
    },
  };
}
