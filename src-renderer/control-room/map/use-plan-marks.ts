/** Elements on the plan, one for each place that is named; what is in them is left to the caller. */
import { useEffect, useMemo } from 'react';
import type { MarkPlace } from './mark-places.ts';
import type { MarkGroup, PlanMap } from './plan-map.ts';

/** `places` must be the same object from render to render: another one has all elements made anew. */
export function usePlanMarks(plan: PlanMap, group: MarkGroup, places: readonly MarkPlace[]): ReadonlyMap<string, HTMLElement> {
  const marks = useMemo(() => places.map((place) => ({ ...place, element: document.createElement('div') })), [places]);
  useEffect(() => {
    plan.placeMarks(group, marks);
    return () => plan.placeMarks(group, []);
  }, [plan, group, marks]);
  return useMemo(() => new Map(marks.map(({ id, element }) => [id, element])), [marks]);
}
