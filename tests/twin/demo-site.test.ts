import { expect, test } from 'vitest';
import { applyHomography, solveHomography } from '../../src-contract/geometry/homography.ts';
import { pointInPolygon } from '../../src-contract/geometry/polygon.ts';
import { createPinhole, type Projected } from '../../src-main/twin/scenes/camera-pose.ts';
import { dadar } from '../../src-main/twin/scenes/dadar.ts';
import { truthGeometry } from '../../src-main/twin/site-geometry.ts';
import { demoSite } from './demo-site.ts';

const site = demoSite();
const scratch: Projected = { u: 0, v: 0, depthM: 0 };

function pictureOf(cameraName: string, x: number, y: number, z = 0) {
  const view = dadar.cameras.find((camera) => camera.name === cameraName);
  if (view === undefined) throw new Error(`no camera ${cameraName}`);
  const { u, v } = createPinhole(view.pose, dadar.pictureWidth, dadar.pictureHeight).project(x, y, z, scratch);
  return [u / dadar.pictureWidth, v / dadar.pictureHeight] as const;
}
const nameOf = (source: string) => source.replace('twin:', '');

test('every twin camera of the scene is a camera of the demo site, and the other way round', () => {
  expect(site.cameras.map((camera) => nameOf(camera.source)).sort()).toEqual(dadar.cameras.map((camera) => camera.name).sort());
});

test.each(site.cameras)('$id: its calibration is the true projection', (camera) => {
  const pairs = camera.calibration ?? [];
  expect(pairs.length).toBeGreaterThanOrEqual(4);
  for (const { image, ground } of pairs) {
    const [u, v] = pictureOf(nameOf(camera.source), ground[0], ground[1]);
    expect(Math.abs(u - image[0])).toBeLessThan(0.0002);
    expect(Math.abs(v - image[1])).toBeLessThan(0.0002);
  }
  const solved = solveHomography(pairs);
  if (!solved.ok) throw new Error(solved.reason);
  expect(solved.maxErrorM).toBeLessThan(0.01);
  const [u, v] = pictureOf(nameOf(camera.source), pairs[0]?.ground[0] ?? 0, (pairs[0]?.ground[1] ?? 0) + 2);
  const back = applyHomography(solved.homography, [u, v]);
  expect(back?.[1]).toBeCloseTo((pairs[0]?.ground[1] ?? 0) + 2, 1);
});

test.each(site.cameras)('$id: a person anywhere in its zone is wholly in the picture', (camera) => {
  const zone = site.zones.find(({ id }) => id === camera.zones[0]?.zone);
  for (const [x, y] of zone?.ground ?? []) {
    for (const height of [0, 1.8]) {
      const [u, v] = pictureOf(nameOf(camera.source), x, y, height);
      expect(u).toBeGreaterThan(0.02);
      expect(u).toBeLessThan(0.98);
      expect(v).toBeGreaterThan(0.005);
      expect(v).toBeLessThan(0.99);
    }
  }
});

test('zones lie on floors, lines on the ground, in the right sense', () => {
  for (const zone of site.zones) {
    const isOnAFloor = dadar.floors.some(({ walkable: [minX, minY, maxX, maxY] }) =>
      (zone.ground ?? []).every(([x, y]) => x >= minX && x <= maxX && y >= minY && y <= maxY),
    );
    expect(isOnAFloor).toBe(true);
  }
  const { lines, zones } = truthGeometry(site);
  expect(zones.every((zone) => zone.seen)).toBe(true);
  const inPerson = { p1: [29, 6.5], p2: [29, 24.5], p3: [29, 42.5] } as const;
  for (const [id, [x, y]] of Object.entries(inPerson)) {
    const line = lines.find((other) => other.id === `${id}-stairs`);
    expect(line?.from[0]).toBeCloseTo(30.6, 1);
    expect(line?.to[0]).toBeCloseTo(30.6, 1);
    // The waiting area lies to the right, seen from `from` to `to`.
    expect((line?.from[1] ?? 0) > (line?.to[1] ?? 0)).toBe(true);
    expect(pointInPolygon([x - 1, y], site.zones.find((zone) => zone.id === id)?.ground ?? [])).toBe(true);
  }
});
