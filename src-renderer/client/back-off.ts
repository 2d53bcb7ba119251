/** How long to wait before the next try: doubling, capped, and spread so that a room full of pages doesn't come back at once. */

const firstMs = 500;
const capMs = 15_000;

/** `attempt` counts from 1; `random` is in [0, 1). Between a half and the whole of the step. */
export function backOffMs(attempt: number, random: number): number {
  const stepMs = Math.min(capMs, firstMs * 2 ** Math.min(attempt - 1, 10));
  return Math.round(stepMs * (0.5 + random / 2));
}
