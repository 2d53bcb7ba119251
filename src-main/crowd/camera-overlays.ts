/** What is drawn over a camera's picture: borders of its zones and its lines, in picture fractions. In: the crowd's model. */
import type { PicturePoint, Polygon } from '../../src-contract/domain/geometry-types.ts';
import { invertHomography, projectPolygon } from '../../src-contract/geometry/homography.ts';
import { clipToRectangle } from '../../src-contract/geometry/polygon.ts';
import type { CameraZone } from './camera-zone.ts';
import type { CameraModel, CrowdModel } from './crowd-model.ts';

export interface CameraOverlay {
  readonly cameraId: string;
  readonly zones: readonly { readonly zoneId: string; readonly polygon: Polygon<PicturePoint> }[];
  readonly lines: readonly { readonly id: string; readonly from: PicturePoint; readonly to: PicturePoint }[];
}

/** One a camera, in the site's order; a zone that lies outside the picture is left out. */
export function cameraOverlays(model: CrowdModel): CameraOverlay[] {
  return [...model.cameras.values()].map((camera) => ({
    cameraId: camera.id,
    zones: camera.zones
      .map((zone) => ({ zoneId: zone.zoneId, polygon: polygonInPicture(camera, zone) }))
      .filter(({ polygon }) => polygon.length >= 3),
    lines: camera.lines.map(({ id, from, to }) => ({ id, from, to })),
  }));
}

function polygonInPicture({ homography }: CameraModel, zone: CameraZone): Polygon<PicturePoint> {
  if (zone.picture !== null) return zone.picture;
  if (zone.ground === null || homography === null) return [];
  return clipToRectangle(projectPolygon(invertHomography(homography), zone.ground), [0, 0, 1, 1]);
}
