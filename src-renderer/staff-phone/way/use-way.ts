/** The way from where somebody is to where he wants to go: asked while the screen is shown, and again as soon as it may be another. */
import { useEffect, useState } from 'react';
import { polygonCentroid } from '../../../src-contract/geometry/polygon.ts';
import type { LonLat } from '../../ui/map/features.ts';
import { isLinked, usePhone } from '../station/phone-store.ts';
import { askWay } from './ask-way.ts';
import { readGoal } from './way-goal.ts';
import { keepAnswer, useWays, type WayAnswer } from './way-store.ts';

export type Asking =
  | { readonly kind: 'asking' }
  | { readonly kind: 'answered' }
  /** No place of this kind is known. */
  | { readonly kind: 'no-place' }
  | { readonly kind: 'failed'; readonly fault: unknown };

export interface WayNow {
  readonly asking: Asking;
  /** For just this question; null when it was never answered. */
  readonly answer: WayAnswer | null;
  readonly again: () => void;
}

/** `from`: a zone's id, or `lat,lon`; null while it isn't known. */
export function useWay(from: string | null): WayNow {
  const goal = useWays((state) => state.goal);
  const answer = useWays(({ answers }) => answers.find((one) => one.from === from && one.goal === goal) ?? null);
  const revision = usePhone((state) => state.walkRevision);
  const linked = usePhone(isLinked);
  const [asking, setAsking] = useState<Asking>({ kind: 'asking' });
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision and the tries only tell when to ask again
  useEffect(() => {
    if (from === null || !linked) return;
    const stop = new AbortController();
    setAsking({ kind: 'asking' });
    askWay(from, startOf(from), readGoal(goal), stop.signal).then(
      (reply) => {
        if (stop.signal.aborted) return;
        if (reply !== null) keepAnswer({ from, goal, reply });
        setAsking({ kind: reply === null ? 'no-place' : 'answered' });
      },
      (fault: unknown) => {
        if (!stop.signal.aborted) setAsking({ kind: 'failed', fault });
      },
    );
    return () => stop.abort();
  }, [from, goal, revision, linked, tries]);
  return { asking, answer, again: () => setTries((n) => n + 1) };
}

function startOf(from: string): LonLat | null {
  const polygon = usePhone.getState().site?.zones.find(({ id }) => id === from)?.polygon ?? null;
  if (polygon !== null) return polygonCentroid(polygon);
  const [lat, lon] = from.split(',').map(Number);
  return lat === undefined || lon === undefined || Number.isNaN(lat + lon) ? null : [lon, lat];
}
