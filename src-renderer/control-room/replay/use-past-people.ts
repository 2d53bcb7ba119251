/**
 * People at the replay's time, from the record of where each was seen, onto the plan. In: the time, as it moves. Out: whether the record
 * has none of people who were counted then. One question at a time: whoever drags the slider gets the newest place, not all between.
 */
import { type RefObject, useEffect, useState } from 'react';
import { routes } from '../../../src-contract/api/routes.ts';
import { collection, type Features, type LonLat } from '../../ui/map/features.ts';
import type { PlanMap } from '../map/plan-map.ts';
import { usePreferences } from '../preferences/preferences-store.ts';
import { rest } from '../station/session.ts';
import { figuresAt, stepAt } from './past.ts';
import { useReplay } from './replay-store.ts';

const checkMs = 250;
const none = collection([]);

export function usePastPeople(plan: RefObject<PlanMap | null>): boolean {
  const isShown = usePreferences((state) => state.replayPeople);
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    if (!isShown) return;
    const stop = new AbortController();
    let shownS = -1;
    let isAsking = false;
    const follow = async () => {
      const { atMs, loaded } = useReplay.getState();
      const atS = Math.floor(atMs / 1000);
      if (isAsking || loaded.kind !== 'ready' || atS === shownS) return;
      isAsking = true;
      const people = await peopleAt(atS * 1000, stop.signal);
      isAsking = false;
      if (stop.signal.aborted) return;
      shownS = atS;
      plan.current?.setGround({ cells: none, people: peopleFeatures(people ?? []) });
      setMissing((people ?? []).length === 0 && wasCounted(atS * 1000));
    };
    const timer = setInterval(follow, checkMs);
    return () => {
      stop.abort();
      clearInterval(timer);
      setMissing(false);
      plan.current?.setGround({ cells: none, people: none });
    };
  }, [plan, isShown]);
  return isMissing;
}

/** Null when they could not be asked for. */
async function peopleAt(atMs: number, signal: AbortSignal): Promise<readonly LonLat[] | null> {
  try {
    const query = { at: new Date(atMs).toISOString() };
    return (await rest.call(routes.replayPositions, { query, signal })).positions;
  } catch {
    return null;
  }
}

/** Somebody stood somewhere at that time. */
function wasCounted(atMs: number): boolean {
  const { loaded } = useReplay.getState();
  if (loaded.kind !== 'ready') return false;
  const { past } = loaded;
  return [...past.zones.keys()].some((id) => (figuresAt(past, id, stepAt(past, atMs)).count ?? 0) >= 1);
}

function peopleFeatures(people: readonly LonLat[]): Features {
  return collection(
    people.map((at) => ({ type: 'Feature', properties: { persons: 1 }, geometry: { type: 'Point', coordinates: at } })),
  );
}
