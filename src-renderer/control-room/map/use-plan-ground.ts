/** Density cells and people on the plan, fed outside React once a second; the station is asked for them only while one of the two is shown. */
import { useEffect } from 'react';
import type { GroundUpdate } from '../../../src-contract/api/sockets.ts';
import { stationNow } from '../../client/station-clock.ts';
import { closed, collection, type Features } from '../../ui/map/features.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { useGround } from '../station/ground-store.ts';
import { followGround } from '../station/session.ts';
import { mayAct, useSession } from '../station/session-store.ts';
import type { PlanMap } from './plan-map.ts';

/** People who stood somewhere five seconds ago do no more: a lost link leaves no crowd on the map. */
const oldestMs = 5000;
const checkMs = 1000;
const none = collection([]);

export function usePlanGround(plan: PlanMap | null): void {
  const cells = usePreferences((state) => state.mapCells);
  const people = usePreferences((state) => state.mapPeople);
  const isShown = mayAct(useSession((state) => state.caller)) && (cells || people);
  useEffect(() => {
    if (!isShown) return;
    const draw = () => {
      const { update } = useGround.getState();
      const isFresh = update !== null && stationNow() - Date.parse(update.timestamp) < oldestMs;
      plan?.setGround({
        cells: isFresh && cells ? cellFeatures(update) : none,
        people: isFresh && people ? peopleFeatures(update) : none,
      });
    };
    const stops = [followGround(), useGround.subscribe(draw)];
    const timer = setInterval(draw, checkMs);
    return () => {
      for (const stop of stops) stop();
      clearInterval(timer);
      plan?.setGround({ cells: none, people: none });
    };
  }, [plan, isShown, cells, people]);
}

function cellFeatures({ cells }: GroundUpdate): Features {
  return collection(
    cells.map(({ corners, density }) => ({
      type: 'Feature',
      properties: { density },
      geometry: { type: 'Polygon', coordinates: [closed(corners)] },
    })),
  );
}

function peopleFeatures({ people }: GroundUpdate): Features {
  return collection(
    people.map(([lon, lat, persons]) => ({
      type: 'Feature',
      properties: { persons },
      geometry: { type: 'Point', coordinates: [lon, lat] },
    })),
  );
}
