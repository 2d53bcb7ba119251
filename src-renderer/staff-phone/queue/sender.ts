/** Sends what waits, one after the other, so that the station hears it in order. */
import { StationError } from '../../client/errors.ts';

/** No answer, or one that may change: it goes on waiting. */
interface Later {
  readonly kind: 'later';
}

export interface Sending<T, R> {
  /** The one to send now; none: nothing waits. */
  readonly next: () => T | undefined;
  readonly send: (item: T) => Promise<R | Later>;
  /** Takes note of what became of it, so that it isn't the next one again. */
  readonly settle: (item: T, result: R) => void;
}

/** Out: sends all that waits; true when nothing waits any more. A second run beside the first waits for it. */
export function createSender<T, R extends { readonly kind: string }>({
  next,
  send,
  settle,
}: Sending<T, R>): () => Promise<boolean> {
  let running: Promise<boolean> | null = null;
  const run = async (): Promise<boolean> => {
    for (let item = next(); item !== undefined; item = next()) {
      const result = await send(item);
      if (isLater(result)) return false;
      settle(item, result);
    }
    return true;
  };
  return () => {
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
}

function isLater(result: { readonly kind: string }): result is Later {
  return result.kind === 'later';
}

/** What a call to the station that failed means for what was sent. Throws what is no answer of the station. */
export function afterFailure(error: unknown): Later | { readonly kind: 'refused'; readonly why: string } {
  if (!(error instanceof StationError)) throw error;
  const isFinal = error.status >= 400 && error.status < 500 && ![401, 408, 429].includes(error.status);
  return isFinal ? { kind: 'refused', why: error.message } : { kind: 'later' };
}
