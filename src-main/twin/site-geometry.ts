/**
 * What the twin's truth is measured on: the site's zones and lines on the ground. In: the checked site file. Out: polygons and
 * segments in metres, plain enough to be posted to the worker. Lines are carried to the ground by the camera's own calibration,
 * so truth and measurement count at the same place.
 */
import type { GroundPoint, Polygon } from '../../src-contract/domain/geometry-types.ts';
import { applyHomography, type Homography, projectPolygon, solveHomography } from '../../src-contract/geometry/homography.ts';
import type { CameraConfig, SiteConfig } from '../../src-contract/site-config.ts';

interface TruthZone {
  readonly id: string;
  readonly ground: Polygon<GroundPoint>;
  /** Whether a camera looks at it. */
  readonly seen: boolean;
}

/** Crossing from its left to its right, seen from `from` to `to`, is `in`. */
export interface TruthLine {
  readonly id: string;
  readonly from: GroundPoint;
  readonly to: GroundPoint;
}

export interface TruthGeometry {
  readonly zones: readonly TruthZone[];
  readonly lines: readonly TruthLine[];
  readonly cellM: number;
}

/** Zones and lines without a place on the ground (no polygon in metres, no calibration) have no truth and are left out. */
export function truthGeometry(site: SiteConfig): TruthGeometry {
  const zones = site.zones.flatMap((zone) => {
    const ground = zone.ground ?? groundFromPicture(site.cameras, zone.id);
    const seen = site.cameras.some((camera) => camera.zones.some((used) => used.zone === zone.id));
    return ground === null ? [] : [{ id: zone.id, ground, seen }];
  });
  return { zones, lines: site.cameras.flatMap(linesOf), cellM: site.crowd.cell_m };
}

function linesOf(camera: CameraConfig): TruthLine[] {
  const homography = homographyOf(camera);
  if (homography === null) return [];
  return camera.lines.flatMap((line) => {
    const [from, to] = [applyHomography(homography, line.from), applyHomography(homography, line.to)];
    return from === null || to === null ? [] : [{ id: line.id, from, to }];
  });
}

function groundFromPicture(cameras: readonly CameraConfig[], zoneId: string): Polygon<GroundPoint> | null {
  for (const camera of cameras) {
    const polygon = camera.zones.find((used) => used.zone === zoneId)?.polygon;
    const homography = homographyOf(camera);
    const ground = polygon === undefined || homography === null ? [] : projectPolygon(homography, polygon);
    if (ground.length >= 3) return ground;
  }
  return null;
}

function homographyOf({ calibration }: CameraConfig): Homography | null {
  if (calibration === undefined) return null;
  const solved = solveHomography(calibration);
  return solved.ok ? solved.homography : null;
}
