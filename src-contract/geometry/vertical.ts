/**
 * Which way is down in a picture. In: a calibrated camera's homography. Out: the point where upright lines meet, and a person's
 * feet found along such a line. Away from the picture's middle an upright person leans, so that the middle of the box's bottom
 * edge lies beside the feet: by 0.2 m at 3 m off the axis of a camera 7 m up and tilted 42°.
 */
import type { Box, PicturePoint } from '../domain/geometry-types.ts';
import { type Homography, invertHomography } from './homography.ts';

/** Focal length over picture height where the pairs don't tell it: a lens of about 60° across. */
const usualFocal = 1.5;

/**
 * Vanishing point of the plumb lines, picture fractions (mostly below the picture). It is K·Kᵀ times the horizon, and the focal
 * length follows from the plan's two axes being square to each other and of one scale (Hartley and Zisserman, Multiple View
 * Geometry, 2nd ed., 8.6 and 8.8). Assumes square pixels and an axis through the picture's middle. pictureAspect: width/height.
 * Null for a camera that looks level: there upright lines don't meet.
 */
export function plumbPoint(h: Homography, pictureAspect: number): PicturePoint | null {
  // In units of the picture's height from its middle: x = (u − ½)·aspect, y = v − ½.
  const horizon = [h[6] / pictureAspect, h[7], h[8] + h[6] / 2 + h[7] / 2] as const;
  const focalSquared = focalLength(invertHomography(h), pictureAspect) ** 2;
  if (Math.abs(horizon[2]) < 1e-6 * focalSquared * Math.hypot(horizon[0], horizon[1])) return null;
  const x = (focalSquared * horizon[0]) / horizon[2];
  const y = (focalSquared * horizon[1]) / horizon[2];
  return [0.5 + x / pictureAspect, 0.5 + y];
}

/** In picture heights; of a lens of about 60° where the pairs don't tell it. */
export function focalLength(toPicture: Homography, pictureAspect: number): number {
  const [a, d] = [centred(toPicture, 0, pictureAspect), centred(toPicture, 1, pictureAspect)];
  // With ω = diag(1/f², 1/f², 1): aᵀωd = 0 and aᵀωa = dᵀωd, two equations in 1/f², solved by least squares.
  const left = [a[0] * d[0] + a[1] * d[1], a[0] ** 2 + a[1] ** 2 - d[0] ** 2 - d[1] ** 2] as const;
  const right = [a[2] * d[2], a[2] ** 2 - d[2] ** 2] as const;
  const inverseSquare = -(left[0] * right[0] + left[1] * right[1]) / (left[0] ** 2 + left[1] ** 2);
  const focal = 1 / Math.sqrt(inverseSquare);
  return focal > 0.3 && focal < 10 ? focal : usualFocal;
}

/** Image of one of the plan's axes, [3], in heights from the picture's middle. */
function centred(toPicture: Homography, axis: 0 | 1, pictureAspect: number): readonly [number, number, number] {
  const w = toPicture[6 + axis] ?? 0;
  const u = (toPicture[axis] ?? 0) - w / 2;
  const v = (toPicture[3 + axis] ?? 0) - w / 2;
  return [u * pictureAspect, v, w];
}

/** The feet of an upright person: from the box's middle along the plumb line to its bottom edge. */
export function plumbFootPoint([x1, y1, x2, y2]: Box, plumb: PicturePoint): PicturePoint {
  const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
  // A plumb point within or above the box (a camera straight overhead) gives no direction: then the bottom's middle has to do.
  if (plumb[1] - y < y2 - y1) return [x, y2];
  const footX = x + ((plumb[0] - x) * (y2 - y)) / (plumb[1] - y);
  return [Math.max(x1, Math.min(x2, footX)), y2];
}
