/** The railway network, asked for once: the names of its stations in the operator's language, and whether the site has one at all. */
import { useEffect } from 'react';
import { create } from 'zustand';
import { routes } from '../../../src-contract/api/routes.ts';
import type { NetworkProfile } from '../../../src-contract/network-profile.ts';
import { rest } from '../station/session.ts';

/** `undefined` until it is there. */
const useStore = create<{ readonly network: NetworkProfile | null | undefined }>(() => ({ network: undefined }));

/** Null until it is there, or where there is none. */
export function useNetwork(): NetworkProfile | null {
  return useAskedNetwork() ?? null;
}

/** True once the station has said that its site names none. */
export function useIsWithoutNetwork(): boolean {
  return useAskedNetwork() === null;
}

function useAskedNetwork(): NetworkProfile | null | undefined {
  useEffect(() => {
    if (useStore.getState().network !== undefined) return;
    // Without it names stand as they came; the next visit asks again.
    rest.call(routes.network).then(useStore.setState, () => {});
  }, []);
  return useStore((state) => state.network);
}
