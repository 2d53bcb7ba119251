/** What of the plan only the Map screen draws: camera views, counting lines, flows, and where labels stand. Pure; no colours here. */
import type { SiteReply } from '../../../src-contract/api/site.ts';
import { polygonCentroid } from '../../../src-contract/geometry/polygon.ts';
import { closed, collection, type Features, type LonLat } from '../../ui/map/features.ts';

const metresPerDegree = 111_320;
const gridStepM = 10;

export function viewFeatures(site: SiteReply, stateOf: (cameraId: string) => string): Features {
  return collection(
    site.cameras.flatMap((camera) =>
      camera.view === null
        ? []
        : [
            {
              type: 'Feature' as const,
              properties: { camera: camera.id, state: stateOf(camera.id) },
              geometry: { type: 'Polygon' as const, coordinates: [closed(camera.view)] },
            },
          ],
    ),
  );
}

export function lineFeatures(site: SiteReply): Features {
  return collection(
    site.lines.map((line) => ({
      type: 'Feature' as const,
      properties: { line: line.id },
      geometry: { type: 'LineString' as const, coordinates: [line.from, line.to] },
    })),
  );
}

/** A faint grid of 10 m over and around the plan, for a sense of scale. */
export function gridFeatures({ bounds }: Pick<SiteReply, 'bounds'>): Features {
  const [[west, south], [east, north]] = bounds;
  const latStep = gridStepM / metresPerDegree;
  const lonStep = latStep / Math.cos((south * Math.PI) / 180);
  const marginSteps = 12;
  const line = (from: LonLat, to: LonLat, properties: Record<string, number>) =>
    ({ type: 'Feature', properties, geometry: { type: 'LineString', coordinates: [from, to] } }) as const;
  const columns = Math.min(400, Math.ceil((east - west) / lonStep) + 2 * marginSteps);
  const rows = Math.min(400, Math.ceil((north - south) / latStep) + 2 * marginSteps);
  const [left, low] = [west - marginSteps * lonStep, south - marginSteps * latStep];
  const [right, high] = [left + columns * lonStep, low + rows * latStep];
  return collection([
    ...Array.from({ length: columns + 1 }, (_, i) =>
      line([left + i * lonStep, low], [left + i * lonStep, high], { major: Number(i % 5 === 2) }),
    ),
    ...Array.from({ length: rows + 1 }, (_, i) =>
      line([left, low + i * latStep], [right, low + i * latStep], { major: Number(i % 5 === 2) }),
    ),
  ]);
}

export interface Flow {
  readonly zoneId: string;
  /** [east, north], a unit vector. */
  readonly direction: readonly [number, number];
  readonly speedMps: number;
}

/** An arrow in the middle of each zone, turned with the flow, longer when people walk faster. */
export function flowFeatures(site: SiteReply, flows: readonly Flow[]): Features {
  return collection(
    flows.flatMap(({ zoneId, direction, speedMps }) => {
      const polygon = site.zones.find((zone) => zone.id === zoneId)?.polygon ?? null;
      if (polygon === null) return [];
      const properties = {
        zone: zoneId,
        bearing: (Math.atan2(direction[0], direction[1]) * 180) / Math.PI,
        size: Math.min(1.3, 0.6 + speedMps * 0.5),
      };
      return [
        { type: 'Feature' as const, properties, geometry: { type: 'Point' as const, coordinates: polygonCentroid(polygon) } },
      ];
    }),
  );
}

/** Where a camera is marked: the middle of the near (shortest) side of what it sees. */
export function cameraPlace(view: readonly LonLat[]): LonLat {
  let place: LonLat = view[0] ?? [0, 0];
  let shortest = Number.POSITIVE_INFINITY;
  for (const [i, from] of view.entries()) {
    const to = view[(i + 1) % view.length] ?? from;
    const length = distance(from, to);
    if (length > 0 && length < shortest) {
      shortest = length;
      place = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    }
  }
  return place;
}

export interface LabelPlace {
  readonly at: LonLat;
  /** Which edge of the label stands there. */
  readonly anchor: 'top' | 'bottom';
}

/** Under a zone, so that its colour and its arrow stay free; above it where a camera is marked nearer to its southern edge. */
export function labelPlace(polygon: readonly LonLat[], cameraPlaces: readonly LonLat[]): LabelPlace {
  const middle = polygonCentroid(polygon)[0];
  const lats = polygon.map(([, lat]) => lat);
  const below: LonLat = [middle, Math.min(...lats)];
  const above: LonLat = [middle, Math.max(...lats)];
  const room = (at: LonLat) => Math.min(...cameraPlaces.map((place) => distance(at, place)));
  return room(above) > room(below) ? { at: above, anchor: 'bottom' } : { at: below, anchor: 'top' };
}

/** Good enough for comparing lengths within one station. */
function distance(a: LonLat, b: LonLat): number {
  return Math.hypot((a[0] - b[0]) * Math.cos((a[1] * Math.PI) / 180), a[1] - b[1]);
}
