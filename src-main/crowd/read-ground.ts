/**
 * The crowd on the ground as it is known at a given time: people and local cells, in metres of the plan. In: the memory. Out: what maps draw. Asked
 * for only while somebody looks; nothing is judged by it.
 */
import type { GroundPoint } from '../../src-contract/domain/geometry-types.ts';
import type { CrowdMemory } from './crowd-memory.ts';
import type { CrowdModel, ZoneModel } from './crowd-model.ts';
import { zoneMembers } from './measure-zone.ts';
import { zoneMasses } from './zone-mass.ts';

interface GroundPerson {
  readonly cameraId: string;
  readonly at: GroundPoint;
  readonly persons: number;
}

interface GroundCell {
  readonly centre: GroundPoint;
  readonly sideM: number;
  readonly densityPerM2: number;
}

export interface Ground {
  readonly people: readonly GroundPerson[];
  readonly cells: readonly GroundCell[];
}

/** A cell below it is as good as empty. */
const leastPerM2 = 0.2;
/** More than a page draws smoothly; the densest stay. */
const mostCells = 1500;
const mostPeople = 2000;
/** Of a density map, places that hold less of a person are noise. */
const leastPersons = 0.05;

export function readGround(model: CrowdModel, memory: CrowdMemory, nowMs: number): Ground {
  const people = new Map<string, GroundPerson>();
  const cells: GroundCell[] = [];
  for (const zone of model.zones) {
    const here = peopleOf(model, memory, zone, nowMs);
    for (const [key, person] of here) people.set(key, person);
    cells.push(...cellsOf(zone, [...here.values()]));
  }
  return {
    people: [...people.values()].slice(0, mostPeople),
    cells: cells.toSorted((a, b) => b.densityPerM2 - a.densityPerM2).slice(0, mostCells),
  };
}

/** By camera and track, so that who stands where two zones overlap is one person. */
function peopleOf(model: CrowdModel, memory: CrowdMemory, zone: ZoneModel, nowMs: number): Map<string, GroundPerson> {
  const people = new Map<string, GroundPerson>();
  const dense = zoneMasses(model, memory, zone, nowMs);
  for (const { cameraId, person } of zoneMembers(model, memory, zone, dense, nowMs))
    if (person.now.ground !== null) people.set(`${cameraId} ${person.trackId}`, { cameraId, at: person.now.ground, persons: 1 });
  for (const { cameraId, places } of dense.masses)
    for (const [i, at] of (places?.at ?? []).entries()) {
      const persons = places?.persons[i] ?? 0;
      if (persons >= leastPersons) people.set(`${cameraId} ${zone.config.id} ${i}`, { cameraId, at, persons });
    }
  return people;
}

/** Windows are slid by half their side: each stands for the part that is its own. */
function cellsOf({ grids }: ZoneModel, people: readonly GroundPerson[]): GroundCell[] {
  return grids.flatMap(({ cameraId, grid }) => {
    const here = people.filter((person) => cameraId === null || person.cameraId === cameraId);
    const densities = grid.perCell(
      here.map(({ at }) => at),
      here.map(({ persons }) => persons),
    );
    return grid.cells.flatMap(({ centre }, i) => {
      const densityPerM2 = densities[i] ?? 0;
      return densityPerM2 < leastPerM2 ? [] : [{ centre, sideM: grid.cellM / 2, densityPerM2 }];
    });
  });
}
