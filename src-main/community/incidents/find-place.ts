/**
 * Where something happened, and which camera sees it. In: what a person or phone said (a fix, a zone, words) and the site. Out: the
 * place with its zone, its point on the plan, and the camera to look at. Pure.
 */
import type { GroundPoint, Polygon } from '../../../src-contract/domain/geometry-types.ts';
import type { Place } from '../../../src-contract/domain/incident.ts';
import type { SaidPlace } from '../../../src-contract/domain/incident-command.ts';
import { homographyOf, viewOnGround } from '../../../src-contract/geometry/camera-view.ts';
import { degreesToPlan } from '../../../src-contract/geometry/plan-degrees.ts';
import { distanceToBorder, pointInPolygon, polygonCentroid } from '../../../src-contract/geometry/polygon.ts';
import type { SiteConfig } from '../../../src-contract/site-config.ts';

export type FindPlace = (said: SaidPlace) => Place;

/** A camera further off shows nothing of the place; then none is better than a wrong one. */
const farthestCameraM = 250;

interface CameraPlace {
  readonly id: string;
  readonly zoneIds: readonly string[];
  /** What it sees of the ground; null when it isn't calibrated. */
  readonly view: Polygon<GroundPoint> | null;
  /** For the nearest camera: the middle of its view, or of its zones. */
  readonly middle: GroundPoint | null;
}

export function createFindPlace(site: SiteConfig): FindPlace {
  const toPlan = degreesToPlan(site.station.location, site.station.plan_bearing_deg);
  const cameras = site.cameras.map((camera) => cameraPlace(camera, site));
  return ({ location, zoneId, text }) => {
    const plan = location === null ? null : toPlan(location);
    const zone = zoneAt(site, plan) ?? site.zones.find(({ id }) => id === zoneId) ?? null;
    return {
      zoneId: zone?.id ?? null,
      zoneName: zone?.name ?? null,
      cameraId: cameraFor(cameras, zone?.id ?? null, plan),
      location: location === null ? null : [location[0], location[1]],
      plan,
      text,
    };
  };
}

/** The zone that the fix lies in; a fix beside all zones leaves it to what the sender said. */
function zoneAt(site: SiteConfig, plan: GroundPoint | null): SiteConfig['zones'][number] | null {
  if (plan === null) return null;
  return site.zones.find(({ ground }) => ground !== undefined && pointInPolygon(plan, ground)) ?? null;
}

/** A camera of the zone first, and of several the one whose view holds the point; else any that sees the point; else the nearest. */
function cameraFor(cameras: readonly CameraPlace[], zoneId: string | null, plan: GroundPoint | null): string | null {
  const ofZone = cameras.filter(({ zoneIds }) => zoneId !== null && zoneIds.includes(zoneId));
  const sees = ({ view }: CameraPlace): boolean => plan !== null && view !== null && pointInPolygon(plan, view);
  const found =
    ofZone.find(sees) ?? nearestCamera(ofZone, plan) ?? ofZone[0] ?? cameras.find(sees) ?? nearestCamera(cameras, plan);
  return found?.id ?? null;
}

function nearestCamera(cameras: readonly CameraPlace[], plan: GroundPoint | null): CameraPlace | null {
  if (plan === null) return null;
  const byDistance = cameras
    .map((camera) => ({ camera, distanceM: distanceM(camera, plan) }))
    .filter(({ distanceM }) => distanceM <= farthestCameraM)
    .toSorted((a, b) => a.distanceM - b.distanceM);
  return byDistance[0]?.camera ?? null;
}

function distanceM({ view, middle }: CameraPlace, plan: GroundPoint): number {
  if (view !== null) return distanceToBorder(plan, view);
  return middle === null ? Infinity : Math.hypot(middle[0] - plan[0], middle[1] - plan[1]);
}

function cameraPlace(camera: SiteConfig['cameras'][number], site: SiteConfig): CameraPlace {
  const homography = homographyOf(camera.calibration);
  const view = homography === null ? null : viewOnGround(homography);
  const zoneIds = camera.zones.map(({ zone }) => zone);
  const ground = site.zones.find(({ id, ground }) => zoneIds.includes(id) && ground !== undefined)?.ground;
  const outline = view ?? ground;
  return { id: camera.id, zoneIds, view, middle: outline === undefined ? null : polygonCentroid(outline) };
}
