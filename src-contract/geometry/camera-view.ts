/** The ground that a calibrated camera sees: for its cone on the map, and to find the camera that sees a place. */
import type { GroundPoint, PicturePoint } from '../domain/geometry-types.ts';
import { applyHomography, type CalibrationPoints, type Homography, solveHomography } from './homography.ts';

/** A view that looks to the horizon would cover the city; it ends here. */
const farthestViewM = 60;

/** Null without a calibration, or with one that gives no homography. */
export function homographyOf(calibration: readonly CalibrationPoints[] | undefined): Homography | null {
  if (calibration === undefined) return null;
  const solved = solveHomography(calibration);
  return solved.ok ? solved.homography : null;
}

/** The four corners of the picture on the ground, in the plan's metres; null where the view has no ground. */
export function viewOnGround(homography: Homography): GroundPoint[] | null {
  const near = applyHomography(homography, [0.5, 1]);
  if (near === null) return null;
  const corners: PicturePoint[] = [
    [0, 1],
    [0, 0],
    [1, 0],
    [1, 1],
  ];
  const ground = corners.map((corner) => groundWithin(homography, corner, near));
  return ground.some((point) => point === null) ? null : ground.map((point) => point ?? near);
}

/** The ground under a picture point, or under the point on the same column that is still near enough. */
function groundWithin(homography: Homography, [x, y]: PicturePoint, near: GroundPoint): GroundPoint | null {
  for (let row = y; row <= 1; row += 0.02) {
    const point = applyHomography(homography, [x, row]);
    if (point !== null && Math.hypot(point[0] - near[0], point[1] - near[1]) <= farthestViewM) return point;
  }
  return null;
}
