/** What is wrong with a station on trial: does it answer, and is a part of it down that was not before? In: where it is, what it says. Out: words, or null. */
import { errorText } from '../../errors.ts';

interface FaultOptions {
  readonly origin: string;
  readonly downParts: () => Promise<readonly string[]>;
  readonly downBefore: readonly string[];
}

const answerLimitMs = 5000;

export async function findFault({ origin, downParts, downBefore }: FaultOptions): Promise<string | null> {
  try {
    const { ok, status } = await fetch(`${origin}/health`, { signal: AbortSignal.timeout(answerLimitMs) });
    if (!ok) return `it answers with ${status}`;
    const down = (await downParts()).filter((name) => !downBefore.includes(name));
    return down.length === 0 ? null : `down since the update: ${down.join(', ')}`;
  } catch (error) {
    return errorText(error);
  }
}
