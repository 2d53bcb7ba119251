/** Escape anywhere on the page, unless something nearer (a dialog, a search field) takes it. */
import { useEffect, useRef } from 'react';
import { isTyping } from './shortcut.ts';

export function useEscape(act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || isTyping(event.target) || document.querySelector('dialog[open]') !== null) return;
      latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
