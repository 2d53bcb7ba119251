/**
 * The plane of the heads. In: a calibrated camera's homography, which knows the floor alone. Out: where the camera hangs, and the
 * homography of a plane above the floor. Density models mark heads: carried to the floor, a head of a camera 6 m up lands a third
 * too far away, and a crowd looks half as dense as it is.
 */
import type { GroundPoint } from '../domain/geometry-types.ts';
import { type Homography, invertHomography } from './homography.ts';
import { focalLength } from './vertical.ts';

export interface CameraPosition {
  /** Straight below the camera. */
  readonly at: GroundPoint;
  /** Above the floor. */
  readonly heightM: number;
}

/**
 * From the floor's homography, with square pixels and an axis through the picture's middle: K⁻¹·H⁻¹ = λ [r1 r2 t], and the camera
 * stands at −Rᵀt (Hartley and Zisserman, Multiple View Geometry, 2nd ed., 8.1.1). pictureAspect: width/height.
 */
export function cameraPosition(h: Homography, pictureAspect: number): CameraPosition {
  const toPicture = invertHomography(h);
  const focal = focalLength(toPicture, pictureAspect);
  const [a, b, t] = [0, 1, 2].map((column) => column3(toPicture, column, pictureAspect, focal)) as [Vector, Vector, Vector];
  const scale = (length(a) + length(b)) / 2;
  const [r1, r2] = [divided(a, length(a)), divided(b, length(b))];
  const shift = divided(t, scale);
  return { at: [-dot(r1, shift), -dot(r2, shift)], heightM: Math.abs(dot(cross(r1, r2), shift)) };
}

/**
 * Picture → the plane `planeM` above the floor, in the plan's metres. What is seen there is drawn from where it falls on the floor
 * towards the camera's foot, by the share of the camera's height that the plane takes.
 */
export function planeHomography(h: Homography, { at, heightM }: CameraPosition, planeM: number): Homography {
  const kept = (heightM - planeM) / heightM;
  const [x, y] = [(1 - kept) * at[0], (1 - kept) * at[1]];
  const [a, b, c, d, e, f, g, i, j] = h;
  return [kept * a + x * g, kept * b + x * i, kept * c + x * j, kept * d + y * g, kept * e + y * i, kept * f + y * j, g, i, j];
}

type Vector = readonly [number, number, number];

/** A column of K⁻¹·H⁻¹, in picture heights from the picture's middle over the focal length. */
function column3(toPicture: Homography, column: number, pictureAspect: number, focal: number): Vector {
  const w = toPicture[6 + column] ?? 0;
  const u = (toPicture[column] ?? 0) - w / 2;
  const v = (toPicture[3 + column] ?? 0) - w / 2;
  return [(u * pictureAspect) / focal, v / focal, w];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function length(a: Vector): number {
  return Math.sqrt(dot(a, a));
}

function divided(a: Vector, by: number): Vector {
  return [a[0] / by, a[1] / by, a[2] / by];
}
