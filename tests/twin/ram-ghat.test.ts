/** The scene by the river: its cameras as the site file has them, its crowds in time, and that Dadar is what it was before there was another. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createCameraPicture } from '../../src-main/twin/draw/camera-picture.ts';
import { createPinhole } from '../../src-main/twin/scenes/camera-pose.ts';
import { ramGhat } from '../../src-main/twin/scenes/ram-ghat.ts';
import type { TwinScene } from '../../src-main/twin/scenes/scene.ts';
import { scenes } from '../../src-main/twin/scenes/scenes.ts';
import { createStationSimulation, type StationSimulation, stepS } from '../../src-main/twin/simulation/station.ts';
import { trainReports } from '../../src-main/twin/simulation/train-reports.ts';
import { createTruthKeeper } from '../../src-main/twin/simulation/truth.ts';
import { truthGeometry } from '../../src-main/twin/site-geometry.ts';
import { profileSite } from '../fixtures/profile-site.ts';

const site = profileSite('ujjain');
const measured = site.cameras.flatMap((camera) => camera.zones.map(({ zone }) => zone));
const viewOf = ({ source }: { source: string }) => {
  const view = ramGhat.cameras.find(({ name }) => source === `twin:${name}`);
  if (view === undefined) throw new Error(`no ${source} in the scene`);
  return createPinhole(view.pose, ramGhat.pictureWidth, ramGhat.pictureHeight);
};

function run(simulation: StationSimulation, seconds: number, each: () => void = () => {}): void {
  for (let i = 0; i < Math.round(seconds / stepS); i++) {
    simulation.step();
    each();
  }
}

function pictureSum(scene: TwinScene, seed: number, seconds: number): string {
  const simulation = createStationSimulation(scene, seed);
  const hash = createHash('sha256');
  const pictures = scene.cameras.map((view) => createCameraPicture(scene, view, { timecode: false, timeZone: 'Asia/Kolkata' }));
  for (let s = 0; s < seconds; s += 20) {
    run(simulation, 20);
    const people = simulation.people.map(({ id, floor, x, y, heading, lookSeed }) => [id, floor, x, y, heading, lookSeed]);
    hash.update(JSON.stringify(people));
    for (const picture of pictures) hash.update(picture.draw(simulation, 1_750_000_000_000 + s * 1000));
  }
  return hash.digest('hex');
}

test('Dadar and its pictures are bit for bit what they were when it was the only scene', () => {
  const dadar = scenes['dadar'];
  if (dadar === undefined) throw new Error('no Dadar');
  expect(pictureSum(dadar, 23, 120)).toBe('acacdf99b901ec3ccc26316f62f864d6fb2aab4e88274665e806824dc458c74f');
}, 20_000);

test('every camera of the scene is a camera of the site, calibrated to its true projection, and sees its zone whole', () => {
  expect(site.cameras.map(({ source }) => source).sort()).toEqual(ramGhat.cameras.map(({ name }) => `twin:${name}`).sort());
  const scratch = { u: 0, v: 0, depthM: 0 };
  for (const camera of site.cameras) {
    const pinhole = viewOf(camera);
    const shown = (x: number, y: number, z: number) => {
      const { u, v } = pinhole.project(x, y, z, scratch);
      return [u / ramGhat.pictureWidth, v / ramGhat.pictureHeight] as const;
    };
    for (const { image, ground } of camera.calibration ?? []) {
      const [u, v] = shown(ground[0], ground[1], 0);
      expect(Math.max(Math.abs(u - image[0]), Math.abs(v - image[1]))).toBeLessThan(0.0002);
    }
    for (const [x, y] of site.zones.find(({ id }) => id === camera.zones[0]?.zone)?.ground ?? []) {
      const places = [0, 1.8].flatMap((height) => shown(x, y, height));
      expect(Math.min(...places)).toBeGreaterThan(0.005);
      expect(Math.max(...places)).toBeLessThan(0.99);
    }
  }
});

test('nobody walks through anybody, nor into the river', () => {
  const simulation = createStationSimulation(ramGhat, site.twin?.seed ?? 1);
  const edges = new Map(ramGhat.platforms.map(({ floor, edgeY }) => [floor, edgeY]));
  run(simulation, 130, () => {
    const walkers = simulation.people.filter(({ onStairs }) => !onStairs);
    for (const [i, one] of walkers.entries()) {
      expect(one.y).toBeLessThan(edges.get(one.floor) ?? 60);
      for (const other of walkers.slice(i + 1))
        if (other.floor === one.floor && Math.hypot(other.x - one.x, other.y - one.y) < 0.3)
          throw new Error(`${one.id} and ${other.id} overlap at ${simulation.timeS} s`);
    }
  });
}, 30_000);

test('each measured zone fills once a cycle, for long, and is quiet in between; both gates and ways on are crossed', () => {
  const simulation = createStationSimulation(ramGhat, site.twin?.seed ?? 1);
  const keeper = createTruthKeeper(truthGeometry(site));
  const edge = 0.6;
  const fullS = new Map(measured.map((id) => [id, [0, 0]]));
  let quietest = 0;
  run(simulation, 2 * ramGhat.cycleS, () => {
    keeper.follow(simulation.people);
    if (Math.round(simulation.timeS / stepS) % 4 !== 0) return;
    const { zones } = keeper.truth(simulation.people, 0);
    const cycle = Math.min(1, Math.floor(simulation.timeS / ramGhat.cycleS));
    for (const [id, full] of fullS) {
      const density = zones[id]?.densityPerM2 ?? 0;
      if (density > edge) full[cycle] = (full[cycle] ?? 0) + 4 * stepS;
      if (simulation.cycleS < 24 || simulation.cycleS > 170) quietest = Math.max(quietest, density / edge);
    }
  });
  for (const [id, full] of fullS) for (const seconds of full) expect(seconds, id).toBeGreaterThan(60);
  expect(quietest).toBeLessThan(0.9);
  for (const [id, { in: ins, out }] of Object.entries(keeper.truth(simulation.people, 0).lines))
    expect(ins + out, id).toBeGreaterThan(60);
}, 30_000);

test('no train is reported where none comes', () => {
  expect(trainReports(ramGhat, 40, 1_750_000_000_000)).toEqual([]);
});
