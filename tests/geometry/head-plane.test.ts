import { describe, expect, it, test } from 'vitest';
import { cameraPosition, planeHomography } from '../../src-contract/geometry/head-plane.ts';
import { applyHomography, solveHomography } from '../../src-contract/geometry/homography.ts';
import { type Pinhole, project, steepCamera } from '../tracking/noisy-walkers.ts';

const corners = [
  [-4, 3],
  [4, 3],
  [4, 12],
  [-4, 12],
] as const;

function homographyOf(camera: Pinhole, shift: readonly [number, number] = [0, 0]) {
  const solved = solveHomography(
    corners.map((at) => ({ image: project(camera, at, 0), ground: [at[0] + shift[0], at[1] + shift[1]] as const })),
  );
  if (!solved.ok) throw new Error(solved.reason);
  return solved.homography;
}

describe('where a camera hangs', () => {
  test.each([
    ['7 m up, tilted 42°', steepCamera],
    ['4 m up, tilted 25°', { heightM: 4, tiltDeg: 25, focal: 1.2, aspect: 16 / 9 }],
    ['12 m up, tilted 60°', { heightM: 12, tiltDeg: 60, focal: 0.8, aspect: 4 / 3 }],
  ])('%s', (_, camera) => {
    const { at, heightM } = cameraPosition(homographyOf(camera, [10, -20]), camera.aspect);
    expect(heightM).toBeCloseTo(camera.heightM, 3);
    expect(at[0]).toBeCloseTo(10, 3);
    expect(at[1]).toBeCloseTo(-20, 3);
  });
});

it('carries a head to the place where its person stands', () => {
  const h = homographyOf(steepCamera);
  const heads = planeHomography(h, cameraPosition(h, steepCamera.aspect), 1.5);
  for (const at of [
    [0, 5],
    [-3, 9],
    [2.5, 11],
  ] as const) {
    const seen = applyHomography(heads, project(steepCamera, at, 1.5));
    expect(seen?.[0]).toBeCloseTo(at[0], 3);
    expect(seen?.[1]).toBeCloseTo(at[1], 3);
  }
});
