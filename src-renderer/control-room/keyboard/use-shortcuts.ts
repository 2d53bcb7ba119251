/** Connects the keys of the whole page to what they do. */
import { useEffect, useRef } from 'react';
import { usePreferences } from '../preferences/preferences-store.ts';
import { isTyping, type Shortcut, shortcutOf } from './shortcut.ts';

export function useShortcuts(act: (shortcut: Shortcut) => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const shortcut = shortcutOf(event, {
        typing: isTyping(event.target),
        inDialog: document.querySelector('dialog[open]') !== null,
        letterKeys: usePreferences.getState().letterKeys,
      });
      if (shortcut === null || event.defaultPrevented) return;
      event.preventDefault();
      latest.current(shortcut);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

/** The screen's own search field, which `/` jumps to. */
export const searchFieldId = 'screen-search';
