/** What the station was asked for and answers: loading, the newest answer, or why there is none. Asked again on demand or by the clock. */
import { useCallback, useEffect, useRef, useState } from 'react';

export type Asked<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly fault: unknown }
  /** `fault`: why it couldn't be asked again; the value is an old one then. */
  | { readonly kind: 'ready'; readonly value: T; readonly fault: unknown };

export interface AskedAgain<T> {
  readonly asked: Asked<T>;
  readonly again: () => void;
}

/** `ask` must be the same function from render to render. `everyMs`: counted from the end of the last answer. */
export function useAsked<T>(ask: (signal: AbortSignal) => Promise<T>, everyMs: number | null = null): AskedAgain<T> {
  const [asked, setAsked] = useState<Asked<T>>({ kind: 'loading' });
  const askNow = useRef(() => {});
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let newest = 0;
    const go = async () => {
      clearTimeout(timer);
      newest += 1;
      const mine = newest;
      const answer = await outcome(ask, stop.signal);
      // An answer that was overtaken by a later question would bring back what is over.
      if (stop.signal.aborted || mine !== newest) return;
      setAsked((old) => answered(old, answer));
      if (everyMs !== null) timer = setTimeout(go, everyMs);
    };
    askNow.current = () => {
      go();
    };
    askNow.current();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [ask, everyMs]);
  return { asked, again: useCallback(() => askNow.current(), []) };
}

type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: unknown };

async function outcome<T>(ask: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await ask(signal) };
  } catch (fault) {
    return { ok: false, fault };
  }
}

function answered<T>(old: Asked<T>, answer: Outcome<T>): Asked<T> {
  if (answer.ok) return { kind: 'ready', value: answer.value, fault: null };
  return old.kind === 'ready' ? { ...old, fault: answer.fault } : { kind: 'failed', fault: answer.fault };
}
