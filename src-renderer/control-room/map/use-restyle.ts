/** Has a map take on the page's theme when it changes. */
import { useEffect, useRef } from 'react';
import { usePreferences } from '../preferences/preferences-store.ts';

export function useRestyle(restyle: () => void): void {
  const theme = usePreferences((state) => state.theme);
  const shown = useRef(theme);
  const latest = useRef(restyle);
  latest.current = restyle;
  useEffect(() => {
    if (shown.current === theme) return;
    shown.current = theme;
    // The document's theme changes in an effect of the page's root, which runs after this one.
    const frame = requestAnimationFrame(() => latest.current());
    return () => cancelAnimationFrame(frame);
  }, [theme]);
}
