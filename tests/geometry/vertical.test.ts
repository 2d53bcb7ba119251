import { describe, expect, it } from 'vitest';
import type { GroundPoint } from '../../src-contract/domain/geometry-types.ts';
import { applyHomography, solveHomography } from '../../src-contract/geometry/homography.ts';
import { plumbFootPoint, plumbPoint } from '../../src-contract/geometry/vertical.ts';
import { detect, type Pinhole, project, steepCamera } from '../tracking/noisy-walkers.ts';

const floor: GroundPoint[] = [
  [-4, 3],
  [4, 3],
  [4, 12],
  [-4, 12],
];

function calibrated(camera: Pinhole) {
  const solved = solveHomography(floor.map((ground) => ({ image: project(camera, ground, 0), ground })));
  if (!solved.ok) throw new Error(solved.reason);
  const plumb = plumbPoint(solved.homography, camera.aspect);
  if (plumb === null) throw new Error('no plumb point');
  return { homography: solved.homography, plumb };
}

describe('plumbPoint', () => {
  it.each([20, 42, 65].flatMap((tiltDeg) => [0.7, 1.6].map((focal) => ({ tiltDeg, focal }))))(
    'lies straight below the camera: tilt $tiltDeg°, focal $focal',
    ({ tiltDeg, focal }) => {
      const { plumb } = calibrated({ ...steepCamera, tiltDeg, focal });
      expect(plumb[0]).toBeCloseTo(0.5, 6);
      expect(plumb[1]).toBeCloseTo(0.5 + focal / Math.tan((tiltDeg * Math.PI) / 180), 6);
    },
  );

  it('finds the feet of a person who leans at the picture’s side', () => {
    const { homography, plumb } = calibrated(steepCamera);
    const person = detect(steepCamera, [3, 7], () => 0.5, { edgeError: 0, missed: 0, unsure: 0 });
    const box = person?.box ?? [0, 0, 0, 0];
    const found = applyHomography(homography, plumbFootPoint(box, plumb)) ?? [99, 99];
    const bottomMiddle = applyHomography(homography, [(box[0] + box[2]) / 2, box[3]]) ?? [99, 99];
    expect(Math.hypot(found[0] - 3, found[1] - 7)).toBeLessThan(0.02);
    expect(bottomMiddle[0] - 3).toBeGreaterThan(0.15);
  });

  it('keeps to the bottom’s middle where the camera looks straight down', () => {
    expect(plumbFootPoint([0.4, 0.4, 0.6, 0.6], [0.5, 0.5])).toEqual([0.5, 0.6]);
  });
});
