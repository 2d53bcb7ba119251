/** The closed stretches of the station's own ways, on the plan: asked again when something was closed or opened. The legend hears how many there are. */
import { useEffect } from 'react';
import { create } from 'zustand';
import { type WalkNetworkReply, walkRoutes } from '../../../src-contract/api/walks.ts';
import { wayFeatures } from '../../client/walk-features.ts';
import { rest } from '../station/session.ts';
import { useAsked } from '../station/use-asked.ts';
import { useWaysChanged } from '../station/walk-revision.ts';
import type { PlanMap } from './plan-map.ts';

export const useClosedCount = create<{ readonly closed: number }>(() => ({ closed: 0 }));

const askNetwork = async (signal: AbortSignal): Promise<WalkNetworkReply> => await rest.call(walkRoutes.walkNetwork, { signal });

export function useClosedWays(plan: PlanMap | null): void {
  const { asked, again } = useAsked(askNetwork);
  useWaysChanged(again);
  useEffect(() => {
    if (asked.kind !== 'ready') return;
    const stretches = asked.value.stretches.filter(({ blocked }) => blocked !== null);
    plan?.setClosed(wayFeatures({ ...asked.value, stretches }, null));
    useClosedCount.setState({ closed: stretches.length });
  }, [plan, asked]);
}
