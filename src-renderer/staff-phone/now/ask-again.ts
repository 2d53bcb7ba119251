/** When to ask for something again that is worth a call a minute. Pure; browser times, ms. */

const everyMs = 60_000;
/** A link that comes and goes on poor Wi-Fi is no reason to ask each time. */
const afterLinkMs = 15_000;

/** `triedMs`: the last try, well or not. `linkedMs`: since when the link is up. */
export function waitMs({ triedMs, linkedMs, nowMs }: Readonly<Record<'triedMs' | 'linkedMs' | 'nowMs', number>>): number {
  const pauseMs = linkedMs > triedMs ? afterLinkMs : everyMs;
  // Never longer than the pause, though somebody set the clock back.
  return Math.min(Math.max(triedMs + pauseMs - nowMs, 0), pauseMs);
}
