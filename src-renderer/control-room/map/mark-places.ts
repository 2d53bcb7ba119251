/** Where on the plan stands what is known by its zone alone: inside, in the western corner of the side that the zone's label leaves free. Pure. */
import type { SiteReply } from '../../../src-contract/api/site.ts';
import { polygonArea, polygonBounds } from '../../../src-contract/geometry/polygon.ts';
import type { LonLat } from '../../ui/map/features.ts';
import { cameraPlace, labelPlace } from './plan-features.ts';
import type { PlanMark } from './plan-map.ts';

export interface MarkPlace extends Omit<PlanMark, 'element'> {
  readonly id: string;
}

export interface ZonePlace extends MarkPlace {
  /** Whose train stands here: of several zones of one platform, the largest. */
  readonly platform: string | null;
}

/** One for each zone that has a place; its id is the zone's. */
export function zonePlaces({ zones, cameras }: SiteReply): ZonePlace[] {
  const cameraPlaces = cameras.flatMap(({ view }) => (view === null ? [] : [cameraPlace(view)]));
  const main = mainZones(zones);
  return zones.flatMap(({ id, platform, polygon }) => {
    if (polygon === null) return [];
    const isLabelAbove = labelPlace(polygon, cameraPlaces).anchor === 'bottom';
    const [west, south, , north] = polygonBounds(polygon);
    return [
      {
        ...{ id, platform: main.has(id) ? platform : null },
        at: nearestCorner(polygon, [west, isLabelAbove ? south : north]),
        anchor: isLabelAbove ? 'bottom-left' : 'top-left',
      },
    ];
  });
}

/** A corner of the zone itself: of a zone that lies askew, the one of its bounds is outside. */
function nearestCorner(polygon: readonly LonLat[], [lon, lat]: LonLat): LonLat {
  const distance = ([x, y]: LonLat) => Math.hypot(x - lon, y - lat);
  return polygon.toSorted((a, b) => distance(a) - distance(b))[0] ?? [lon, lat];
}

function mainZones(zones: SiteReply['zones']): ReadonlySet<string> {
  const placed = zones.flatMap(({ id, platform, polygon }) =>
    platform === null || polygon === null ? [] : [{ id, platform, area: polygonArea(polygon) }],
  );
  const byPlatform = Map.groupBy(placed, ({ platform }) => platform);
  return new Set([...byPlatform.values()].map((same) => same.toSorted((a, b) => b.area - a.area)[0]?.id ?? ''));
}
