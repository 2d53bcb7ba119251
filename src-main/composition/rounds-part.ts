/** A part that works in rounds: each begins some time after the last has ended. In: the round and its times. Out: a part; its stop waits for the last round. */
import type { Part } from './parts.ts';

interface Rounds {
  readonly name: string;
  /** Never rejects. */
  readonly advance: () => Promise<void>;
  readonly startAfterMs: number;
  readonly restMs: number;
  /** Ends what a round may be waiting for. */
  readonly beforeStop?: () => Promise<void>;
}

export function roundsPart({ name, advance, startAfterMs, restMs, beforeStop }: Rounds): Part {
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  let isStopped = false;
  const go = (): void => {
    round = advance().then(() => {
      if (!isStopped) timer = setTimeout(go, restMs);
    });
  };
  return {
    name,
    start() {
      timer = setTimeout(go, startAfterMs);
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await beforeStop?.();
      await round;
    },
  };
}
