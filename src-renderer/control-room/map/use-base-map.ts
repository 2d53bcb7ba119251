/**
 * Puts the station's base map under a map, where the station has one and the operator wants it. In: how a map takes its address. Out: whether
 * it is there, for whoever shows where it comes from.
 */
import { useEffect, useRef } from 'react';
import { routes } from '../../../src-contract/api/routes.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { useSession } from '../station/session-store.ts';
import { useSite } from '../station/site-store.ts';

/** `map`: what is another one when the map is. */
export function useBaseMap(setTiles: (address: string | null) => void, map: unknown): boolean {
  const isWanted = usePreferences((state) => state.mapBase);
  const hasOne = useSite((state) => state.site?.base_map ?? false);
  const isShown = isWanted && hasOne;
  const isConnected = useSession((state) => state.link.kind === 'connected');
  const latest = useRef(setTiles);
  latest.current = setTiles;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another map is asked for its tiles anew
  useEffect(() => {
    if (!isShown) latest.current(null);
    // While the station can't be heard it would only fail; once it can, what had failed is tried anew.
    else if (isConnected) latest.current(new URL(routes.baseMap.path, location.href).href);
  }, [map, isShown, isConnected]);
  return isShown;
}
