/** What the map shows beside the zones, as it can be switched; who may see what of it. Kept in this browser. */
import type { CallerReply } from '../../../src-contract/api/auth.ts';
import { type Preferences, usePreferences } from '../preferences/preferences-store.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import { useSite } from '../station/site-store.ts';

export const mapLayers = [
  'mapBase',
  'mapCells',
  'mapFlows',
  'mapPeople',
  'mapViews',
  'mapSensors',
  'mapIncidents',
  'mapStaff',
  'mapTrains',
] as const satisfies readonly (keyof Preferences)[];
export type MapLayer = (typeof mapLayers)[number];

const forOperators: readonly MapLayer[] = ['mapCells', 'mapPeople', 'mapStaff'];

/** The station tells a viewer of no incident, and nobody but operators where people are. */
function mayShow(layer: MapLayer, caller: CallerReply | null): boolean {
  if (layer === 'mapIncidents') return caller?.role !== 'viewer';
  return mayAct(caller) || !forOperators.includes(layer);
}

export function useOfferedLayers(): readonly MapLayer[] {
  const caller = useSession((state) => state.caller);
  const hasBase = useSite((state) => state.site?.base_map ?? false);
  return mapLayers.filter((layer) => mayShow(layer, caller) && (layer !== 'mapBase' || hasBase));
}

export function useShownLayers(): readonly MapLayer[] {
  const offered = useOfferedLayers();
  const preferences = usePreferences();
  return offered.filter((layer) => preferences[layer]);
}
