/** Asks again and again until there is an answer. In: what to ask, for how long. Out: the answer; throws what the question throws, and once the time is up. */
import { setTimeout as rest } from 'node:timers/promises';

const everyMs = 200;

export async function until<T>(what: string, limitMs: number, ask: () => Promise<T | null>): Promise<T> {
  const endMs = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() > endMs) throw new Error(`${what} did not come within ${Math.round(limitMs / 1000)} s`);
    await rest(everyMs);
  }
}
