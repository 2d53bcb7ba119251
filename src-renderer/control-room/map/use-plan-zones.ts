/** Zones by band, flows and camera views on the plan, fed outside React: two updates a second render nothing but the map itself. */
import { useEffect } from 'react';
import { stationNow } from '../../client/station-clock.ts';
import { shownBand } from '../../client/zone-look.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { useCameras } from '../station/cameras-store.ts';
import { useCrowd } from '../station/crowd-store.ts';
import type { Flow } from './plan-features.ts';
import type { PlanMap } from './plan-map.ts';
import { zoneMarks } from './zone-marks.ts';

/** Bands also age while nothing comes in. */
const refreshMs = 1_000;
const walkingMps = 0.15;

export function usePlanZones(plan: PlanMap | null, selectedZoneId: string | null): void {
  const showFlows = usePreferences((state) => state.mapFlows);
  useEffect(() => {
    let shown = '';
    const draw = () => {
      const marks = zoneMarks(selectedZoneId);
      const flows = showFlows ? currentFlows() : [];
      // Most updates change figures but no band: the map need not know of them.
      const key = JSON.stringify([
        marks,
        flows.map((flow) => [flow.zoneId, Math.round(flow.speedMps * 5), flow.direction.map((part) => Math.round(part * 8))]),
      ]);
      if (key === shown) return;
      shown = key;
      plan?.setZones(marks);
      plan?.setFlows(flows);
    };
    draw();
    const stop = useCrowd.subscribe(draw);
    const timer = setInterval(draw, refreshMs);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [plan, selectedZoneId, showFlows]);
}

export function usePlanCameras(plan: PlanMap | null): void {
  const showViews = usePreferences((state) => state.mapViews);
  useEffect(() => {
    const draw = () => {
      const { cameras } = useCameras.getState();
      plan?.setCameras(new Map(Object.values(cameras).map((camera) => [camera.id, camera.state.kind])), showViews);
    };
    draw();
    return useCameras.subscribe(draw);
  }, [plan, showViews]);
}

function currentFlows(): Flow[] {
  const nowMs = stationNow();
  return Object.values(useCrowd.getState().zones).flatMap((zone) =>
    zone.direction === null || (zone.speed ?? 0) < walkingMps || shownBand(zone, nowMs) === 'unknown'
      ? []
      : [{ zoneId: zone.id, direction: zone.direction, speedMps: zone.speed ?? 0 }],
  );
}
