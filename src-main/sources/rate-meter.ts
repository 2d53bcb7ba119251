/** Events per second over the last few seconds. In: when each happened. Out: the rate. */

export interface RateMeter {
  add(atMs: number): void;
  /** 0 when nothing happened lately. */
  perSecond(nowMs: number): number;
}

const bucketMs = 500;
const buckets = 10;

/** Counts in half-second buckets, so that memory doesn't grow with the rate. */
export function createRateMeter(): RateMeter {
  const counts = new Map<number, number>();
  let firstMs: number | null = null;
  const forget = (nowMs: number): void => {
    for (const bucket of counts.keys()) if (bucket <= Math.floor(nowMs / bucketMs) - buckets) counts.delete(bucket);
  };
  return {
    add: (atMs) => {
      firstMs ??= atMs;
      const bucket = Math.floor(atMs / bucketMs);
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
      if (counts.size > buckets + 1) forget(atMs);
    },
    perSecond: (nowMs) => {
      forget(nowMs);
      const spanMs = Math.min(buckets * bucketMs, Math.max(bucketMs, nowMs - (firstMs ?? nowMs)));
      return ([...counts.values()].reduce((sum, count) => sum + count, 0) * 1000) / spanMs;
    },
  };
}
