/** Asks the station for the way to a goal; to the nearest of a kind, by the time that it takes to get there, not as the crow flies. */
import { placeRoutes } from '../../../src-contract/api/places.ts';
import { type WalkRoutesReply, walkRoutes } from '../../../src-contract/api/walks.ts';
import type { LonLat } from '../../ui/map/features.ts';
import { rest } from '../station/session.ts';
import type { NearestKind, WayGoal } from './way-goal.ts';

const withinM = 3000;
/** So many of the nearest as the crow flies are walked to. */
const mostTried = 3;

/** `at`: where `from` is. Null: no such place is known. */
export async function askWay(
  from: string,
  at: LonLat | null,
  goal: WayGoal,
  signal: AbortSignal,
): Promise<WalkRoutesReply | null> {
  switch (goal.kind) {
    case 'out':
      return await rest.call(walkRoutes.walkRoutes, { query: { from, mode: 'evacuate', alternatives: 1 }, signal });
    case 'zone':
      return await wayTo(from, goal.id, signal);
    case 'nearest':
      return at === null ? null : await wayToNearest(from, at, goal.place, signal);
  }
}

async function wayTo(from: string, to: string, signal: AbortSignal): Promise<WalkRoutesReply> {
  return await rest.call(walkRoutes.walkRoutes, { query: { from, to, mode: 'walk', alternatives: 1 }, signal });
}

async function wayToNearest(
  from: string,
  [lon, lat]: LonLat,
  kind: NearestKind,
  signal: AbortSignal,
): Promise<WalkRoutesReply | null> {
  const query = { type: kind, near: `${lat},${lon}`, radius_m: withinM, limit: mostTried };
  const { features } = await rest.call(placeRoutes.locations, { query, signal });
  const ways = await Promise.all(features.map(({ id }) => wayTo(from, id, signal)));
  return ways.toSorted((a, b) => seconds(a) - seconds(b))[0] ?? null;
}

function seconds({ features: [best] }: WalkRoutesReply): number {
  return best?.properties.duration_s ?? Number.POSITIVE_INFINITY;
}
