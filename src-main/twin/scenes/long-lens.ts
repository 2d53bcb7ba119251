/**
 * How the scenes' cameras hang: long lenses high up (f = 800 px on 640 px: 44° across; 18.5 m away), so that people hardly lean
 * outwards at the picture's sides; 48° down, where neighbours hide little of each other and the default person model still knows a
 * body. Its recall on drawn people, yolox_nano at 640 px: in rows 1.1 m apart 0.97 at 45°, 0.96 at 50°; scattered 0.8 m apart or
 * more 0.91, 0.92, 0.88 and 0.78 at 45, 50, 55 and 60°.
 */
import type { GroundPoint } from '../../../src-contract/domain/geometry-types.ts';
import type { CameraPose } from './camera-pose.ts';

const pitchDeg = 48;
const rangeM = 18.5;
const focalPx = 800;

/** Radians on the plan. */
export const towardsCamera = -Math.PI / 2;

/** A camera that looks along +y at a point of its floor. */
export function lookingAt([x, y]: GroundPoint): CameraPose {
  const pitch = (pitchDeg * Math.PI) / 180;
  return { position: [x, y - rangeM * Math.cos(pitch), rangeM * Math.sin(pitch)], bearingDeg: 90, pitchDeg, focalPx };
}
