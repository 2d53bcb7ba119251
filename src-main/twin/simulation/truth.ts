/**
 * What is true of the simulated crowd: counts and density per zone by the product's own density function, and line crossings
 * from everybody's true path. In: positions after each step. Out: TwinTruth. Pure.
 */
import type { GroundPoint } from '../../../src-contract/domain/geometry-types.ts';
import type { TwinTruth } from '../../../src-contract/domain/truth.ts';
import { createDensityGrid } from '../../../src-contract/geometry/density.ts';
import { pointInPolygon } from '../../../src-contract/geometry/polygon.ts';
import type { TruthGeometry, TruthLine } from '../site-geometry.ts';
import type { Person } from './person.ts';

interface TruthKeeper {
  /** After every step of the simulation: counts who crossed a line in it. */
  follow(people: readonly Person[]): void;
  truth(people: readonly Person[], atMs: number): TwinTruth;
}

/** Nobody walks this far in one step: who does has come up a stair. */
const farthestStepM = 1;

export function createTruthKeeper({ zones, lines, cellM }: TruthGeometry): TruthKeeper {
  const grids = new Map(zones.map((zone) => [zone.id, createDensityGrid(zone.ground, cellM)]));
  const totals = new Map(lines.map((line) => [line.id, { in: 0, out: 0 }]));
  let before = new Map<number, GroundPoint>();
  return {
    follow: (people) => {
      const now = new Map<number, GroundPoint>();
      for (const person of people) {
        if (person.onStairs || person.gone) continue;
        const at: GroundPoint = [person.x, person.y];
        const was = before.get(person.id);
        now.set(person.id, at);
        if (was !== undefined && Math.hypot(at[0] - was[0], at[1] - was[1]) < farthestStepM)
          countCrossings(lines, totals, was, at);
      }
      before = now;
    },
    truth: (people, atMs) => {
      const positions = people.filter((person) => !person.onStairs && !person.gone).map(({ x, y }): GroundPoint => [x, y]);
      const inside = zones.map((zone) => ({ zone, members: positions.filter((at) => pointInPolygon(at, zone.ground)) }));
      const seen = new Set(inside.flatMap(({ zone, members }) => (zone.seen ? members : [])));
      const ofZone = inside.map(({ zone, members }) => {
        const densityPerM2 = grids.get(zone.id)?.densest(members).densityPerM2 ?? 0;
        return [zone.id, { count: members.length, densityPerM2 }] as const;
      });
      return {
        atMs,
        count: seen.size,
        zones: Object.fromEntries(ofZone),
        lines: Object.fromEntries([...totals].map(([id, total]) => [id, { ...total }])),
        positions,
      };
    },
  };
}

function countCrossings(
  lines: readonly TruthLine[],
  totals: ReadonlyMap<string, { in: number; out: number }>,
  was: GroundPoint,
  at: GroundPoint,
): void {
  for (const line of lines) {
    const total = totals.get(line.id);
    const direction = crossing(line, was, at);
    if (total !== undefined && direction !== null) total[direction]++;
  }
}

/** `in` from left to right of the line, null when the path doesn't cross the segment. */
export function crossing({ from, to }: TruthLine, was: GroundPoint, at: GroundPoint): 'in' | 'out' | null {
  const [lineX, lineY] = [to[0] - from[0], to[1] - from[1]];
  /** Positive on the line's left, the plan's y up. */
  const side = ([x, y]: GroundPoint) => lineX * (y - from[1]) - lineY * (x - from[0]);
  const [sideWas, sideAt] = [side(was), side(at)];
  if (sideWas >= 0 === sideAt >= 0) return null;
  const share = sideWas / (sideWas - sideAt);
  const [x, y] = [was[0] + share * (at[0] - was[0]), was[1] + share * (at[1] - was[1])];
  const along = ((x - from[0]) * lineX + (y - from[1]) * lineY) / (lineX * lineX + lineY * lineY);
  if (along < 0 || along > 1) return null;
  return sideWas >= 0 ? 'in' : 'out';
}
