/** A set of listeners. One that throws is logged and harms neither the others nor the caller. */
import { errorText } from '../errors.ts';
import type { Log } from '../log.ts';

export interface Listeners<T> {
  /** Returns the way to leave. */
  add(listener: (value: T) => void): () => void;
  tell(value: T): void;
}

export function createListeners<T>(log: Log): Listeners<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell(value) {
      for (const listener of listeners) {
        try {
          listener(value);
        } catch (error) {
          log.error({ error: errorText(error) }, 'a listener failed');
        }
      }
    },
  };
}
