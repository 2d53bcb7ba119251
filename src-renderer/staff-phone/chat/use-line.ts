/** The lines that this phone may talk on, and the one that it follows while the page is open: the official line must reach every screen. */
import { useEffect } from 'react';
import { usePhone } from '../station/phone-store.ts';
import { leaveLine, openLine, useChat } from './chat-store.ts';

const noLines: readonly string[] = [];

export function useLines(): readonly string[] {
  const own = usePhone((state) => state.caller?.lines ?? null);
  const ofStation = usePhone((state) => state.site?.station.lines ?? noLines);
  return own ?? ofStation;
}

export function useFollowedLine(): void {
  const first = useLines()[0] ?? null;
  useEffect(() => {
    if (first !== null) openLine(useChat.getState().line ?? first);
    return leaveLine;
  }, [first]);
}
