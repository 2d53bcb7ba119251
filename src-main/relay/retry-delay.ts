/**
 * How long to wait before the next try: twice as long each time, from a second to a minute, less up to half of it by chance, so that the
 * stations of a whole railway don't come back to an engine at the same instant.
 */
const firstMs = 1000;
const longestMs = 60_000;

/** `failures`: in a row, from 1. `chance`: from 0 to 1. */
export function retryDelayMs(failures: number, chance = Math.random()): number {
  const fullMs = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 16));
  return Math.round(fullMs * (1 - chance / 2));
}
