/**
 * What four or more pairs say of a camera's view: the map to the ground, how far each pair is off, the grid of 1 m and persons of 1.7 m
 * drawn into the picture. Pure.
 */
import { cameraPosition, planeHomography } from '../../../src-contract/geometry/head-plane.ts';
import {
  applyHomography,
  type Homography,
  invertHomography,
  solveHomography,
} from '../../../src-contract/geometry/homography.ts';
import type { Pair, Point } from './draft.ts';

export type Calibration =
  | { readonly kind: 'few'; readonly missing: number }
  | { readonly kind: 'refused' }
  | {
      readonly kind: 'solved';
      readonly homography: Homography;
      readonly errorM: number;
      /** The worst pair's, in pixels of the picture. */
      readonly errorPx: number;
      readonly isGood: boolean;
      /** Above the floor; a camera that hangs at 60 m or below the ground says that a figure is wrong. */
      readonly heightM: number;
    };

const leastPairs = 4;
/** Half a step of a person, and what a careful hand reaches with a tape measure. */
const goodErrorM = 0.3;
const personM = 1.7;
const mostGridLines = 80;

export function calibrate(pairs: readonly Pair[], width: number, height: number): Calibration {
  if (pairs.length < leastPairs) return { kind: 'few', missing: leastPairs - pairs.length };
  const solved = solveHomography(pairs);
  if (!solved.ok) return { kind: 'refused' };
  const back = invertHomography(solved.homography);
  const offPx = pairs.map(({ image, ground }) => {
    const seen = applyHomography(back, ground);
    return seen === null ? width : Math.hypot((seen[0] - image[0]) * width, (seen[1] - image[1]) * height);
  });
  return {
    kind: 'solved',
    homography: solved.homography,
    errorM: solved.rmsErrorM,
    errorPx: Math.max(...offPx),
    isGood: solved.maxErrorM <= goodErrorM,
    heightM: cameraPosition(solved.homography, width / height).heightM,
  };
}

/** Lines of the plan's whole metres, a metre beyond the pairs; fewer where the area is large. */
export function groundGrid(homography: Homography, pairs: readonly Pair[]): [Point, Point][] {
  const back = invertHomography(homography);
  const bounds = (axis: 0 | 1) => {
    const values = pairs.map(({ ground }) => ground[axis]);
    return [Math.floor(Math.min(...values)) - 1, Math.ceil(Math.max(...values)) + 1] as const;
  };
  const [[minX, maxX], [minY, maxY]] = [bounds(0), bounds(1)];
  const stepM = Math.max(1, Math.ceil((maxX - minX + maxY - minY) / mostGridLines));
  const seen = (one: Point, other: Point): [Point, Point][] => {
    const [from, to] = [applyHomography(back, one), applyHomography(back, other)];
    return from === null || to === null ? [] : [[from, to]];
  };
  const steps = (from: number, to: number) =>
    Array.from({ length: Math.floor((to - from) / stepM) + 1 }, (_, i) => from + i * stepM);
  return [
    ...steps(minX, maxX).flatMap((x) => seen([x, minY], [x, maxY])),
    ...steps(minY, maxY).flatMap((y) => seen([minX, y], [maxX, y])),
  ];
}

/** Where the head of a person of 1.7 m is seen who stands at a point of the picture; null above the horizon. */
export function headOf(homography: Homography, foot: Point, aspect: number): Point | null {
  const ground = applyHomography(homography, foot);
  const position = cameraPosition(homography, aspect);
  if (ground === null || position.heightM <= personM) return null;
  return applyHomography(invertHomography(planeHomography(homography, position, personM)), ground);
}
