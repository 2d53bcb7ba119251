/** Ways, routes and exits as the map is handed them. Pure. */
import type { WalkNetworkReply, WalkRoutesReply } from '../../src-contract/api/walks.ts';
import type { Bounds } from '../ui/map/base-map.ts';
import { collection, type Features, type LonLat } from '../ui/map/features.ts';

type Feature = Features['features'][number];

export function wayFeatures({ stretches }: WalkNetworkReply, selectedId: string | null): Features {
  return collection(
    stretches.map(({ id, kind, band, blocked, line }) => ({
      type: 'Feature',
      properties: { id, kind, band: band ?? 'none', blocked: Number(blocked !== null), selected: Number(id === selectedId) },
      geometry: { type: 'LineString', coordinates: line },
    })),
  );
}

export function exitFeatures({ points }: WalkNetworkReply): readonly Feature[] {
  return points.flatMap(({ id, at, exit }) => (exit === null ? [] : [sign(id, 'exit', at)]));
}

/** The one that is looked at, else the first, is drawn as the best, whatever its rank; `exits` stay under its ends. */
export function routeFeatures(reply: WalkRoutesReply | null, shownRank: number, exits: readonly Feature[]): Features {
  const routes = reply?.features ?? [];
  const shown = routes.find(({ properties }) => properties.rank === shownRank) ?? routes[0];
  const lines = routes.map(
    (route): Feature => ({
      type: 'Feature',
      properties: { id: String(route.properties.rank), rank: route === shown ? 0 : 1 },
      geometry: { type: 'LineString', coordinates: route.geometry.coordinates },
    }),
  );
  const goal = shown?.geometry.coordinates.at(-1);
  const ends = reply === null || goal === undefined ? [] : [sign('start', 'start', reply.from.at), sign('goal', 'goal', goal)];
  return collection([...lines, ...exits, ...ends]);
}

/** Null without a place. */
export function boundsOf(places: readonly LonLat[]): Bounds | null {
  if (places.length === 0) return null;
  const [lons, lats] = [places.map(([lon]) => lon), places.map(([, lat]) => lat)];
  return [
    [Math.min(...lons), Math.min(...lats)],
    [Math.max(...lons), Math.max(...lats)],
  ];
}

function sign(id: string, name: string, at: LonLat): Feature {
  return { type: 'Feature', properties: { id, sign: name }, geometry: { type: 'Point', coordinates: at } };
}
