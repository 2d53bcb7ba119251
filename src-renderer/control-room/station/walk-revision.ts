/** The number of the walking network as the station last told it: another one means that a block, a band or the network changed. */
import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import { isCut, useSession } from './session-store.ts';

export const useWalkRevision = create<{ readonly revision: number | null }>(() => ({ revision: null }));

/** Calls `again` when ways may be others than they were, and after a lost link. */
export function useWaysChanged(again: () => void): void {
  const revision = useWalkRevision((state) => state.revision);
  const cut = useSession((state) => isCut(state.link));
  const seen = useRef({ revision, cut });
  useEffect(() => {
    const before = seen.current;
    seen.current = { revision, cut };
    if (!cut && (before.revision !== revision || before.cut)) again();
  }, [revision, cut, again]);
}
