/**
 * Persons on a flat floor, as a detector of known faults would report them: a pinhole camera, boxes of upright persons, seeded
 * noise, misses and unsure scores. For the tests of tracking/ and crowd/; the true positions are the caller's own.
 */
import type { Detection } from '../../src-contract/domain/detection.ts';
import type { GroundPoint, PicturePoint } from '../../src-contract/domain/geometry-types.ts';

export type Random = () => number;

/** Mulberry32: 0 <= value < 1. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

export interface Pinhole {
  /** Above the floor at y = 0, looking along +y. */
  readonly heightM: number;
  /** Downward from the horizon, degrees. */
  readonly tiltDeg: number;
  /** Focal length over picture height. */
  readonly focal: number;
  readonly aspect: number;
}

export const steepCamera: Pinhole = { heightM: 7, tiltDeg: 42, focal: 0.9, aspect: 16 / 9 };

/** Picture point of a point zM above the floor. */
export function project(camera: Pinhole, [x, y]: GroundPoint, zM: number): PicturePoint {
  const tilt = (camera.tiltDeg * Math.PI) / 180;
  const down = camera.heightM - zM;
  const depth = y * Math.cos(tilt) + down * Math.sin(tilt);
  const below = down * Math.cos(tilt) - y * Math.sin(tilt);
  return [0.5 + (camera.focal * x) / depth / camera.aspect, 0.5 + (camera.focal * below) / depth];
}

export interface DetectorFaults {
  /** Standard error of each edge, in box heights. */
  readonly edgeError: number;
  readonly missed: number;
  /** Share of detections with a low score. */
  readonly unsure: number;
}

export const usualFaults: DetectorFaults = { edgeError: 0.03, missed: 0.05, unsure: 0.1 };

/** Null when the detector missed the person. */
export function detect(camera: Pinhole, at: GroundPoint, random: Random, faults: DetectorFaults): Detection | null {
  const foot = project(camera, at, 0);
  const head = project(camera, at, 1.7);
  const height = foot[1] - head[1];
  const left = project(camera, [at[0] - 0.27, at[1]], 0.9);
  const right = project(camera, [at[0] + 0.27, at[1]], 0.9);
  const error = () => gaussian(random) * faults.edgeError * height;
  const box = [left[0] + error() / 2, head[1] + error(), right[0] + error() / 2, foot[1] + error()] as const;
  const score = random() < faults.unsure ? 0.15 + 0.15 * random() : 0.5 + 0.4 * random();
  return random() < faults.missed ? null : { label: 'person', score, box };
}
