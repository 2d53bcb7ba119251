/** Connects the keys of the whole page to what they do. A screen may take them first, while it is open. */
import { useEffect, useRef } from 'react';
import { usePreferences } from '../preferences/preferences-store.ts';
import { isTyping, type KeyContext, type Shortcut, shortcutOf } from './shortcut.ts';

/** True when the key was the screen's, whether or not there was something to do. */
export type ScreenKeys = (shortcut: Shortcut) => boolean;

/** Of the open screen and of what lies over it; the newest is asked first. */
const screenKeys: ScreenKeys[] = [];

/** `take` must be the same function from render to render, or keep to what stores say. */
export function useScreenKeys(take: ScreenKeys): void {
  useEffect(() => {
    screenKeys.unshift(take);
    return () => {
      screenKeys.splice(screenKeys.indexOf(take), 1);
    };
  }, [take]);
}

export function useShortcuts(screen: string, act: (shortcut: Shortcut) => void): void {
  const latest = useRef({ screen, act });
  latest.current = { screen, act };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const shortcut = shortcutOf(event, keyContext(event, latest.current.screen));
      if (shortcut === null || event.defaultPrevented) return;
      event.preventDefault();
      if (!screenKeys.some((take) => take(shortcut))) latest.current.act(shortcut);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

/** What a key means depends on it; `screen`: the first part of its address. */
export function keyContext(event: KeyboardEvent, screen: string): KeyContext {
  return {
    screen,
    typing: isTyping(event.target),
    inDialog: document.querySelector('dialog[open]') !== null,
    letterKeys: usePreferences.getState().letterKeys,
  };
}

/** The screen's own search field, which `/` jumps to. */
export const searchFieldId = 'screen-search';
