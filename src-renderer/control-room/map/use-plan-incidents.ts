/** The incidents that aren't resolved and have a place, as signs on the plan. */
import { useEffect } from 'react';
import { openIncidents } from '../../client/incident-order.ts';
import { collection, type Features } from '../../ui/map/features.ts';
import { useIncidents } from '../incidents/incidents-store.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import type { PlanMap } from './plan-map.ts';

export function usePlanIncidents(plan: PlanMap | null): void {
  const isShown = usePreferences((state) => state.mapIncidents);
  useEffect(() => {
    const draw = () => plan?.setIncidents(isShown ? placedIncidents() : collection([]));
    draw();
    return useIncidents.subscribe(draw);
  }, [plan, isShown]);
}

function placedIncidents(): Features {
  return collection(
    openIncidents(useIncidents.getState().incidents).flatMap(({ id, place: { location } }) =>
      location === null
        ? []
        : [
            {
              type: 'Feature' as const,
              properties: { incident: id },
              geometry: { type: 'Point' as const, coordinates: location },
            },
          ],
    ),
  );
}
