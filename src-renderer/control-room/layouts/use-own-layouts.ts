/** Loads the layouts of whoever is signed in; anew for each person. Mounted once a window. */
import { useEffect } from 'react';
import { useSession } from '../station/session-store.ts';
import { loadLayouts } from './layouts-store.ts';

export function useOwnLayouts(): void {
  const callerId = useSession((state) => state.caller?.id ?? null);
  useEffect(() => {
    if (callerId !== null) loadLayouts(callerId);
  }, [callerId]);
}
