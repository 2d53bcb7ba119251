import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inView } from '../../src-main/twin/draw/camera-picture.ts';
import { createPinhole } from '../../src-main/twin/scenes/camera-pose.ts';
import { dadar } from '../../src-main/twin/scenes/dadar.ts';
import { createStationSimulation, type StationSimulation, stepS } from '../../src-main/twin/simulation/station.ts';
import { createTruthKeeper, crossing } from '../../src-main/twin/simulation/truth.ts';
import { truthGeometry } from '../../src-main/twin/site-geometry.ts';
import { demoSite } from './demo-site.ts';

const site = demoSite();
const seed = site.twin?.seed ?? 1;

function stateOf(simulation: StationSimulation): string {
  return JSON.stringify(simulation.people.map(({ id, floor, x, y, heading, lookSeed }) => [id, floor, x, y, heading, lookSeed]));
}

function run(simulation: StationSimulation, seconds: number, each: () => void = () => {}): void {
  for (let i = 0; i < Math.round(seconds / stepS); i++) {
    simulation.step();
    each();
  }
}

test('the same seed gives the same crowd, another seed another', () => {
  const [one, same, other] = [7, 7, 8].map((each) => createStationSimulation(dadar, each));
  for (const simulation of [one, same, other]) if (simulation !== undefined) run(simulation, 45);
  if (one === undefined || same === undefined || other === undefined) throw new Error('three simulations');
  expect(stateOf(one)).toBe(stateOf(same));
  expect(stateOf(one)).not.toBe(stateOf(other));
});

test('nobody walks through anybody, or off the floor but through a door or a stair', () => {
  const simulation = createStationSimulation(dadar, seed);
  const edges = new Map(dadar.platforms.map((plan) => [plan.floor, plan.edgeY]));
  run(simulation, 130, () => {
    const walkers = simulation.people.filter((person) => !person.onStairs);
    for (const floor of dadar.floors) {
      const [minX, minY, maxX, maxY] = floor.walkable;
      const here = walkers.filter((person) => person.floor === floor.id);
      for (const [i, person] of here.entries()) {
        expect(person.x >= minX - 0.01 && person.x <= maxX + 0.01 && person.y >= minY - 0.01).toBe(true);
        expect(person.y).toBeLessThanOrEqual(Math.max(maxY, (edges.get(floor.id) ?? 0) + 0.3) + 0.01);
        for (const other of here.slice(i + 1)) {
          if (Math.abs(other.x - person.x) < 0.3 && Math.hypot(other.x - person.x, other.y - person.y) < 0.3) {
            throw new Error(`${person.id} and ${other.id} overlap at ${simulation.timeS} s`);
          }
        }
      }
    }
  });
}, 20_000);

/** What the alarms see: up above the edge, down below the edge less the deadband. */
function bandCrossings(simulation: StationSimulation, seconds: number) {
  const keeper = createTruthKeeper(truthGeometry(site));
  const cameras = dadar.cameras.map((view) => ({
    view,
    camera: createPinhole(view.pose, dadar.pictureWidth, dadar.pictureHeight),
  }));
  const edges = new Map(site.zones.map((zone) => [zone.id, zone.bands?.[0] ?? 0]));
  const above = new Map<string, { fromS: number; untilS: number }[]>();
  let [quietest, mostInView, steps] = [0, 0, 0];
  const scratch = { u: 0, v: 0, depthM: 0 };
  run(simulation, seconds, () => {
    keeper.follow(simulation.people);
    if (steps++ % 4 !== 0) return;
    const isQuiet = simulation.cycleS < 30 || simulation.cycleS > 150;
    for (const [id, { densityPerM2 }] of Object.entries(keeper.truth(simulation.people, 0).zones)) {
      const edge = edges.get(id) ?? 0;
      const stays = above.get(id) ?? [];
      above.set(id, stays);
      const last = stays.at(-1);
      const isOpen = last !== undefined && last.untilS === Number.POSITIVE_INFINITY;
      if (!isOpen && densityPerM2 > edge) stays.push({ fromS: simulation.timeS, untilS: Number.POSITIVE_INFINITY });
      if (isOpen && densityPerM2 < edge * 0.9) last.untilS = simulation.timeS;
      if (isQuiet) quietest = Math.max(quietest, densityPerM2 / edge);
    }
    for (const { view, camera } of cameras) {
      mostInView = Math.max(mostInView, inView(simulation.people, view.floor, camera, scratch).length);
    }
  });
  return { above, quietest, mostInView, truth: keeper.truth(simulation.people, 0) };
}

test('each zone crosses its band once a cycle, 30 to 60 s into it, for long, and is far below in between', () => {
  const { above, quietest, mostInView, truth } = bandCrossings(createStationSimulation(dadar, seed), 2 * dadar.cycleS);
  expect([...above.keys()].sort()).toEqual(site.zones.map((zone) => zone.id).sort());
  for (const [id, stays] of above) {
    expect(stays.length, id).toBe(2);
    for (const [cycle, { fromS, untilS }] of stays.entries()) {
      expect(fromS - cycle * dadar.cycleS).toBeGreaterThan(30);
      expect(fromS - cycle * dadar.cycleS).toBeLessThan(60);
      expect(untilS - fromS).toBeGreaterThan(45);
    }
  }
  expect(quietest).toBeLessThan(0.8);
  expect(mostInView).toBeLessThanOrEqual(40);
  for (const line of Object.values(truth.lines)) expect(line.in + line.out).toBeGreaterThan(40);
}, 20_000);

test('a line counts what crosses it, by side, and only between its ends', () => {
  const line = { id: 'x', from: [0, 0], to: [0, 10] } as const;
  const table: readonly (readonly [readonly [number, number], readonly [number, number], 'in' | 'out' | null])[] = [
    [[-1, 5], [1, 5], 'in'],
    [[1, 5], [-1, 5], 'out'],
    [[-1, 5], [-0.1, 9], null],
    [[-1, 11], [1, 11], null],
    [[-1, -0.2], [1, 0.4], 'in'],
  ];
  for (const [was, at, expected] of table) expect(crossing(line, was, at)).toBe(expected);
});

test('any walk ends on the side that its crossings say', () => {
  const line = { id: 'x', from: [0, -1000], to: [0, 1000] } as const;
  const place = fc.tuple(fc.double({ min: -5, max: 5, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true }));
  fc.assert(
    fc.property(fc.array(place, { minLength: 2, maxLength: 30 }), (path) => {
      const directions = path.slice(1).map((at, i) => crossing(line, path[i] ?? at, at));
      const net = directions.filter((each) => each === 'in').length - directions.filter((each) => each === 'out').length;
      const isRight = ([x]: readonly [number, number]) => (x > 0 ? 1 : 0);
      expect(net).toBe(isRight(path.at(-1) ?? [0, 0]) - isRight(path[0] ?? [0, 0]));
    }),
  );
});

test('people are conserved: in less out of a platform line is what came down and has not gone back', () => {
  const simulation = createStationSimulation(dadar, seed);
  const geometry = truthGeometry(site);
  const keeper = createTruthKeeper(geometry);
  const line = geometry.lines.find(({ id }) => id === 'p1-stairs');
  if (line === undefined) throw new Error('no line');
  // Rounded picture points leave the line a millimetre askew.
  const lineX = (y: number) => line.from[0] + ((y - line.from[1]) / (line.to[1] - line.from[1])) * (line.to[0] - line.from[0]);
  const side = new Map<number, boolean>();
  let net = 0;
  run(simulation, 60, () => {
    keeper.follow(simulation.people);
    for (const person of simulation.people) {
      if (person.floor !== 'p1' || person.onStairs) {
        side.delete(person.id);
        continue;
      }
      const isInside = person.x < lineX(person.y);
      const was = side.get(person.id);
      if (was !== undefined && was !== isInside) net += isInside ? 1 : -1;
      side.set(person.id, isInside);
    }
  });
  const counted = keeper.truth(simulation.people, 0).lines['p1-stairs'];
  expect((counted?.in ?? 0) - (counted?.out ?? 0)).toBe(net);
});
