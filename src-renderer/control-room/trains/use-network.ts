/** The railway network, asked for once: the names of its stations in the operator's language. Null until it is there, or where there is none. */
import { useEffect } from 'react';
import { create } from 'zustand';
import { routes } from '../../../src-contract/api/routes.ts';
import type { NetworkProfile } from '../../../src-contract/network-profile.ts';
import { rest } from '../station/session.ts';

const useStore = create<{ readonly network: NetworkProfile | null }>(() => ({ network: null }));

export function useNetwork(): NetworkProfile | null {
  useEffect(() => {
    if (useStore.getState().network !== null) return;
    // Without it names stand as they came; the next visit asks again.
    rest.call(routes.network).then(useStore.setState, () => {});
  }, []);
  return useStore((state) => state.network);
}
