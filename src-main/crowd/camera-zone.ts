/** A zone as one camera has it: its border drawn on the picture, its border on the floor, or both. */
import type { GroundPoint, PicturePoint, Polygon } from '../../src-contract/domain/geometry-types.ts';

/** A person is inside when their feet are inside both borders that are there. */
export interface CameraZone {
  readonly zoneId: string;
  readonly picture: Polygon<PicturePoint> | null;
  readonly ground: Polygon<GroundPoint> | null;
}
