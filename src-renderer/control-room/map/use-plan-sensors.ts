/** The approved sensors that have a place, as elements on the plan; they are placed anew only when a place or their number changes. */
import { type RefObject, useEffect, useMemo } from 'react';
import { placedSensors } from '../sensors/sensor-look.ts';
import { useSensors } from '../station/sensors-store.ts';
import type { LonLat } from './plan-features.ts';
import type { PlanMap } from './plan-map.ts';

/** Elements over the map; with more of them it no longer moves smoothly. Those that are not well come first. */
const mostMarks = 300;

export function usePlanSensors(plan: RefObject<PlanMap | null>, isShown: boolean): ReadonlyMap<string, HTMLElement> {
  const places = useSensors((state) =>
    JSON.stringify(
      isShown
        ? placedSensors(state.sensors)
            .slice(0, mostMarks)
            .map(({ id, location }) => [id, location] as const)
        : [],
    ),
  );
  const marks = useMemo(() => {
    const placed = JSON.parse(places) as [string, LonLat][];
    return placed.map(([id, at]) => ({ id, at, element: document.createElement('div') }));
  }, [places]);
  useEffect(() => plan.current?.placeMarks(marks), [plan, marks]);
  return useMemo(() => new Map(marks.map(({ id, element }) => [id, element])), [marks]);
}
