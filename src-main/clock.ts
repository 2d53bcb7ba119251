/**
 * Station time: epoch milliseconds that start at the wall clock and then follow the monotonic clock, so that a jump of the
 * wall clock (daylight saving, NTP, an operator) moves no timer, delay or age.
 */
export interface Clock {
  /** Station time, whole epoch ms; never goes back. */
  nowMs(): number;
}

export function createClock(): Clock {
  const offsetMs = Date.now() - performance.now();
  return { nowMs: () => Math.floor(offsetMs + performance.now()) };
}
