/** One thing that a person asks of the station, from a button or a form: whether it is on its way, and what went wrong with it. */
import { useState } from 'react';

export interface Command {
  readonly waiting: boolean;
  /** What was thrown last time; null while it goes well. */
  readonly fault: unknown;
  /** Never rejects. `done` hears only of what went well. */
  run<T>(ask: () => Promise<T>, done: (reply: T) => void): Promise<void>;
  clear(): void;
}

export function useCommand(): Command {
  const [waiting, setWaiting] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  return {
    waiting,
    fault,
    clear: () => setFault(null),
    async run(ask, done) {
      if (waiting) return;
      setWaiting(true);
      setFault(null);
      try {
        done(await ask());
      } catch (error) {
        setFault(error);
      } finally {
        setWaiting(false);
      }
    },
  };
}
